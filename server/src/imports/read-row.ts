import { type Entity, type Field, fieldTypes, type Label, stagesOf } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { startOfDay } from '@pipewright/process';
import type { Change } from '../records/change.ts';
import { byName, type Lookups, readDate, textReader } from './field-text.ts';
import type { Cells, TextOf } from './mapping.ts';

/** A row of a file as a change, with what could not be understood. */
export interface ReadRow {
  readonly change: Change;
  readonly issues: readonly Issue[];
}

/** What rows are read against: the entity, the fields of it that the importer may know, and the zone in which a day begins. */
export interface Reading {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly timeZone: string;
  /** True where the past is brought in: only then a file may say when something happened. */
  readonly past: boolean;
  /** The text of each target. */
  readonly texts: ReadonlyMap<string, TextOf>;
}

/** The fields of an import whose values are names to be looked up. */
export function namedFields({ fields, texts }: Pick<Reading, 'fields' | 'texts'>): Field[] {
  return fields.filter((field) => fieldTypes[field.type].names !== null && texts.has(field.key));
}

type Standing = 'stage' | 'status' | 'reason' | 'until' | 'validAt' | 'closedOn';

/** What one row becomes, while it is being read. */
interface RowSoFar {
  readonly values: Record<string, unknown>;
  readonly rest: { [key in Standing]?: string };
  readonly issues: Issue[];
}

/** Puts the text of one target where it belongs. */
type Place = (row: RowSoFar, text: string) => void;

// What is wrong with a row is told, but not without end.
const MOST_ISSUES = 20;

/** Makes changes out of the cells of rows. A field out of the importer's sight is an unknown one. */
export function rowReader(reading: Reading, lookups: Lookups): (cells: Cells) => ReadRow {
  const fields = new Map(reading.fields.map((field) => [field.key, field]));
  const places = [...reading.texts].map(([target, textOf]) => ({
    target,
    textOf,
    // An empty cell says that there is nothing, which a field with a default would not know by itself.
    empties: fields.get(target)?.default !== undefined,
    place: (Object.hasOwn(STANDINGS, target) ? STANDINGS[target] : fieldPlace)?.(reading, target, fields.get(target), lookups) as Place,
  }));
  return (cells) => {
    const { values, rest, issues }: RowSoFar = { values: {}, rest: {}, issues: [] };
    for (const { target, textOf, empties, place } of places) {
      const text = textOf(cells);
      if (text !== undefined) place({ values, rest, issues }, text);
      else if (empties) values[target] = null;
    }
    return { change: { kind: 'create', values, ...rest }, issues: issues.slice(0, MOST_ISSUES) };
  };
}

type MakePlace = (reading: Reading, target: string, field: Field | undefined, lookups: Lookups) => Place;

const fieldPlace: MakePlace = ({ timeZone }, target, field, lookups) => {
  if (!field) return ({ issues }) => issues.push(issue(target, 'unknown.field', { name: target }));
  const read = textReader(field, lookups, timeZone);
  return ({ values, issues }, text) => {
    values[target] = read(text, issues);
  };
};

const dayPlace =
  (standing: 'until' | 'validAt' | 'closedOn', name: Label): MakePlace =>
  ({ timeZone, past }, target) =>
  ({ rest, issues }, text) => {
    const day = readDate(text);
    if (!past && standing !== 'until') issues.push(issue(target, 'import.past', { target: name }));
    else if (!day) issues.push(issue(target, 'value.format', { field: name }));
    else rest[standing] = standing === 'validAt' ? startOfDay(timeZone, day) : day;
  };

/** The targets that say where a record stands and since when, instead of giving a field a value. */
const STANDINGS: Readonly<Record<string, MakePlace>> = {
  stage: ({ entity }) => {
    const keyOf = byName(stagesOf(entity));
    return ({ rest }, text) => {
      rest.stage = keyOf(text);
    };
  },
  status:
    () =>
    ({ rest }, text) => {
      rest.status = text.toLowerCase();
    },
  status_reason: (_, _target, field) => {
    const keyOf = byName(field?.options ?? []);
    return ({ rest }, text) => {
      rest.reason = keyOf(text);
    };
  },
  status_until: dayPlace('until', { en: 'Until', 'zh-CN': '预计恢复日期' }),
  valid_at: dayPlace('validAt', { en: 'Date of origin', 'zh-CN': '发生日期' }),
  closed_on: dayPlace('closedOn', { en: 'Closed on', 'zh-CN': '结束日期' }),
};
