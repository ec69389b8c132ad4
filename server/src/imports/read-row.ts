import { type Entity, type Field, fieldOf, isDecimalField, stagesOf } from '@pipewright/definition';
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

/** The fields of an import whose values are names to be looked up. */
export function namedFields(entity: Entity, mapping: Mapping): Field[] {
  return Object.keys(mapping.targets).flatMap((target) => {
    const field = fieldOf(entity, target);
    return field && NAMED.has(field.type) ? [field] : [];
  });
}

/** Makes a change out of the cells of one row; a day without a time begins in the app's time zone. */
export function readRow(entity: Entity, mapping: Mapping, cells: Cells, lookups: Lookups, timeZone: string): ReadRow {
  const values: Record<string, unknown> = {};
  const rest: { stage?: string; status?: string; validAt?: string; closedOn?: string } = {};
  const issues: Issue[] = [];
  for (const [target, source] of Object.entries(mapping.targets)) {
    const text = textFrom(source, cells);
    if (text === undefined) continue;
    if (target === 'stage') rest.stage = stagesOf(entity).find((stage) => named(stage, text))?.key ?? text;
    else if (target === 'status') rest.status = text.toLowerCase();
    else if (target === 'valid_at' || target === 'closed_on') {
      const day = readDate(text);
      if (!day) issues.push(issue(target, 'value.format', { field: target }));
      else if (target === 'valid_at') rest.validAt = startOfDay(timeZone, day);
      else rest.closedOn = day;
    } else {
      const field = fieldOf(entity, target);
      if (!field) issues.push(issue(target, 'unknown.field', { name: target }));
      else values[target] = readValue(field, text, lookups, issues);
    }
  }
  return { change: { kind: 'create', values, ...rest }, issues };
}

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
