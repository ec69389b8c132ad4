import { type Entity, type Field, isDecimalField, stagesOf } from '@pipewright/definition';
import { type Issue, isDate, issue } from '@pipewright/logic';
import { startOfDay } from '@pipewright/process';
import type { Change } from '../records/change.ts';
import { type Cells, type Mapping, textFrom } from './mapping.ts';

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
}

/** The fields of an import whose values are names to be looked up. */
export function namedFields({ fields }: Pick<Reading, 'fields'>, mapping: Mapping): Field[] {
  return fields.filter((field) => NAMED.has(field.type) && Object.hasOwn(mapping.targets, field.key));
}

/** Makes a change out of the cells of one row. A field out of the importer's sight is an unknown one. */
export function readRow({ entity, fields, timeZone }: Reading, mapping: Mapping, cells: Cells, lookups: Lookups): ReadRow {
  const values: Record<string, unknown> = {};
  const issues: Issue[] = [];
  const day = (target: string, text: string) => {
    const found = readDate(text);
    if (!found) issues.push(issue(target, 'value.format', { field: target }));
    return found;
  };
  const rest: { -readonly [key in Standing]?: string } = {};
  for (const [target, source] of Object.entries(mapping.targets)) {
    const text = textFrom(source, cells);
    if (text === undefined) continue;
    const place = Object.hasOwn(STANDINGS, target) ? STANDINGS[target] : undefined;
    const field = fields.find((each) => each.key === target);
    if (place === 'stage') rest.stage = stagesOf(entity).find((stage) => named(stage, text))?.key ?? text;
    else if (place === 'status') rest.status = text.toLowerCase();
    else if (place === 'reason') rest.reason = field?.options?.find((option) => named(option, text))?.key ?? text;
    else if (place) {
      const found = day(target, text);
      if (found) rest[place] = place === 'validAt' ? startOfDay(timeZone, found) : found;
    } else if (!field) issues.push(issue(target, 'unknown.field', { name: target }));
    else values[target] = readValue(field, text, lookups, issues);
  }
  return { change: { kind: 'create', values, ...rest }, issues };
}

type Standing = 'stage' | 'status' | 'reason' | 'until' | 'validAt' | 'closedOn';

/** The targets that say where a record stands and since when, instead of giving a field a value. */
const STANDINGS: Readonly<Record<string, Standing>> = {
  stage: 'stage',
  status: 'status',
  status_reason: 'reason',
  status_until: 'until',
  valid_at: 'validAt',
  closed_on: 'closedOn',
};

const named = (part: { key: string; name: { en: string; 'zh-CN': string } }, text: string) =>
  [part.key, part.name.en.toLowerCase(), part.name['zh-CN'].toLowerCase()].includes(text.toLowerCase());

const YES = new Set(['true', 'yes', 'y', '1', '是', '对']);
const NO = new Set(['false', 'no', 'n', '0', '否', '不']);

function readValue(field: Field, text: string, lookups: Lookups, issues: Issue[]): unknown {
  if (NAMED.has(field.type)) {
    const found = lookups.get(field.key)?.get(text) ?? [];
    if (found.length !== 1)
      issues.push(issue(field.key, found.length === 0 ? 'value.unmatched' : 'value.ambiguous', { field: field.name, value: text }));
    return found[0] ?? null;
  }
  if (field.type === 'choice') return field.options?.find((option) => named(option, text))?.key ?? text;
  if (field.type === 'choices')
    return text.split(/[;；,，]/).map((part) => field.options?.find((option) => named(option, part.trim()))?.key ?? part.trim());
  if (field.type === 'date') return readDate(text) ?? text;
  if (field.type === 'boolean') return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : text;
  if (field.type === 'integer') return /^-?\d{1,15}$/.test(plain(text)) ? Number(plain(text)) : text;
  return isDecimalField(field) ? plain(text) : text;
}

/** A number as people write it in sheets, without thousands separators, currency or percent signs. */
const plain = (text: string) => text.replace(/[,，\s¥￥$€£%]/g, '');

function readDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text) ?? [];
  const date = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : '';
  return isDate(date) ? date : undefined;
}
