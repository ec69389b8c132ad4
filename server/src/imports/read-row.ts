import { type Entity, type Field, hasTrait, type Label, stagesOf } from '@pipewright/definition';
import { type Issue, isDate, issue } from '@pipewright/logic';
import { startOfDay } from '@pipewright/process';
import type { Change } from '../records/change.ts';
import type { Cells, TextOf } from './mapping.ts';

/** Ids by the names a file uses, per field; two ids mean the name is not unique. */
export type Lookups = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** A row of a file as a change, with what could not be understood. */
export interface ReadRow {
  readonly change: Change;
  readonly issues: readonly Issue[];
}

const NAMED = new Set(['reference', 'person', 'department']);

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
  return fields.filter((field) => NAMED.has(field.type) && texts.has(field.key));
}

type Standing = 'stage' | 'status' | 'reason' | 'until' | 'validAt' | 'closedOn';

/** What one row becomes, while it is being read. */
interface Draft {
  readonly values: Record<string, unknown>;
  readonly rest: { [key in Standing]?: string };
  readonly issues: Issue[];
}

/** Puts the text of one target where it belongs. */
type Place = (draft: Draft, text: string) => void;

// What is wrong with a row is told, but not without end.
const MOST_ISSUES = 20;

/** Makes changes out of the cells of rows. A field out of the importer's sight is an unknown one. */
export function rowReader(reading: Reading, lookups: Lookups): (cells: Cells) => ReadRow {
  const fields = new Map(reading.fields.map((field) => [field.key, field]));
  const places = [...reading.texts].map(([target, textOf]) => ({
    textOf,
    place: (Object.hasOwn(STANDINGS, target) ? STANDINGS[target] : fieldPlace)?.(reading, target, fields.get(target), lookups) as Place,
  }));
  return (cells) => {
    const { values, rest, issues }: Draft = { values: {}, rest: {}, issues: [] };
    for (const { textOf, place } of places) {
      const text = textOf(cells);
      if (text !== undefined) place({ values, rest, issues }, text);
    }
    return { change: { kind: 'create', values, ...rest }, issues: issues.slice(0, MOST_ISSUES) };
  };
}

type MakePlace = (reading: Reading, target: string, field: Field | undefined, lookups: Lookups) => Place;

const fieldPlace: MakePlace = (_, target, field, lookups) => {
  if (!field) return ({ issues }) => issues.push(issue(target, 'unknown.field', { name: target }));
  const read = valueReader(field, lookups);
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

/** Gives the key of the part that is called so in one of the languages, or by its key; a text that is no name stays. */
function byName(parts: readonly { key: string; name: { en: string; 'zh-CN': string } }[]): (text: string) => string {
  const keys = new Map<string, string>();
  for (const { key, name } of parts)
    for (const each of [key, name.en.toLowerCase(), name['zh-CN'].toLowerCase()]) if (!keys.has(each)) keys.set(each, key);
  return (text) => keys.get(text.toLowerCase()) ?? text;
}

const YES = new Set(['true', 'yes', 'y', '1', '是', '对']);
const NO = new Set(['false', 'no', 'n', '0', '否', '不']);

function valueReader(field: Field, lookups: Lookups): (text: string, issues: Issue[]) => unknown {
  if (NAMED.has(field.type)) {
    const ids = lookups.get(field.key);
    return (text, issues) => {
      const [found, twin] = ids?.get(text) ?? [];
      if (found === undefined || twin !== undefined)
        issues.push(issue(field.key, found === undefined ? 'value.unmatched' : 'value.ambiguous', { field: field.name, value: text }));
      return found ?? null;
    };
  }
  const keyOf = byName(field.options ?? []);
  if (field.type === 'choice') return keyOf;
  if (field.type === 'choices') return (text) => text.split(/[;；,，]/).map((part) => keyOf(part.trim()));
  if (field.type === 'date') return (text) => readDate(text) ?? text;
  if (field.type === 'boolean') return (text) => (YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : text);
  if (field.type === 'integer') return (text) => (/^-?\d{1,15}$/.test(plain(text)) ? Number(plain(text)) : text);
  return hasTrait(field, 'exact') ? plain : (text) => text;
}

/** A number as people write it in sheets, without thousands separators, currency or percent signs. */
const plain = (text: string) => text.replace(/[,，\s¥￥$€£%]/g, '');

function readDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text) ?? [];
  const date = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : '';
  return isDate(date) ? date : undefined;
}
