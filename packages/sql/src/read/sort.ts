import { type Access, type Field, MOST_SORT_KEYS } from '@pipewright/definition';
import { type Issue, issue, type Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { neverEmpty } from '../ground/column.ts';
import { typeSql } from '../ground/column-type.ts';
import type { Fragment } from '../ground/compile.ts';
import { positionSql } from '../ground/field-order.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import { Slot } from '../ground/slot.ts';

/** One key of an order: the expression, its type, its direction. */
export interface SortKey {
  readonly sql: Fragment;
  readonly type: Fragment;
  readonly descending: boolean;
  readonly neverEmpty: boolean;
  readonly pinyin: boolean;
}

/** The keys of a `-amount,name` order, always ending in the id, which makes the order total. Without one: newest first. */
export function sortKeys(access: Access, sort: string | undefined): Result<SortKey[]> {
  const words = (sort ?? '').split(',').filter((word) => word !== '');
  if (words.length > MOST_SORT_KEYS) return { issues: [issue('sort', 'query.sort_many', { most: MOST_SORT_KEYS })] };
  const issues: Issue[] = [];
  const keys = words.flatMap((word) => {
    const descending = word.startsWith('-');
    const name = descending ? word.slice(1) : word;
    const field = access.fields.find((each) => each.key === name);
    if (!field || fieldStorage[field.type].order === 'none') issues.push(issue('sort', 'query.sort', { name }));
    return field ? [fieldKey(field, descending)] : [];
  });
  const last = { sql: sql`r.id`, type: typeSql.uuid, descending: keys[0]?.descending ?? true, neverEmpty: true, pinyin: false };
  return issues.length > 0 ? { issues } : { value: [...keys, last] };
}

function fieldKey(field: Field, descending: boolean): SortKey {
  const column = sql.id('r', field.key);
  const { order, column: type } = fieldStorage[field.type];
  if (order === 'options') {
    const place = positionSql(
      (field.options ?? []).map((option) => option.key),
      column,
    );
    return { sql: place, type: typeSql.integer, descending, neverEmpty: false, pinyin: false };
  }
  return {
    sql: column,
    type: typeSql[type],
    descending,
    neverEmpty: neverEmpty(field.key),
    pinyin: order === 'pinyin',
  };
}

const collated = (key: SortKey, side: Fragment) => (key.pinyin ? sql`${side} collate "zh-x-icu"` : side);

/** The ORDER BY list. Empty counts as the greatest value, which is how an ordinary index is sorted in both directions. */
export function orderBy(keys: readonly SortKey[]): Fragment {
  return sql.join(keys.map((key) => sql`${collated(key, key.sql)} ${key.descending ? sql`desc` : sql`asc`}`));
}

/** The name of the slot that holds a cursor's value of one key. */
export const cursorSlot = (place: number): string => `after.${place}`;

/** The condition for the rows after a cursor, whose values stand in slots; `empties` says which of them are empty. */
export function afterCursor(keys: readonly SortKey[], empties: readonly boolean[]): Result<Fragment> {
  if (empties.length !== keys.length) return { issues: [issue('after', 'query.cursor')] };
  const typed = (i: number) => sql`${new Slot(cursorSlot(i))}::${(keys[i] as SortKey).type}`;
  const simple = keys.every((key) => key.neverEmpty && !key.pinyin && key.descending === keys[0]?.descending);
  if (simple) {
    const sides = [sql`(${sql.join(keys.map((key) => key.sql))})`, sql`(${sql.join(keys.map((_, i) => typed(i)))})`] as const;
    return { value: keys[0]?.descending ? sql`${sides[0]} < ${sides[1]}` : sql`${sides[0]} > ${sides[1]}` };
  }
  const steps = keys.map((key, i) => {
    const equals = keys.slice(0, i).map((before, j) => sql`${before.sql} is not distinct from ${typed(j)}`);
    return sql`(${sql.join([...equals, beyond(key, empties[i] === true, typed(i))], sql` and `)})`;
  });
  return { value: sql`(${sql.join(steps, sql` or `)})` };
}

function beyond(key: SortKey, empty: boolean, typed: Fragment): Fragment {
  if (empty) return key.descending ? sql`${key.sql} is not null` : sql`false`;
  if (key.descending) return sql`${collated(key, key.sql)} < ${typed}`;
  const greater = sql`${collated(key, key.sql)} > ${typed}`;
  return key.neverEmpty ? greater : sql`(${greater} or ${key.sql} is null)`;
}

/** The outside form of a cursor: its JSON in base64url. */
export function writeCursor(json: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(json)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** The values of a cursor; undefined where it is none. */
export function readCursor(cursor: string): (string | null)[] | undefined {
  try {
    const bytes = Uint8Array.from(atob(cursor.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const fits =
      Array.isArray(values) &&
      values.length <= MOST_SORT_KEYS + 1 &&
      values.every((value) => value === null || (typeof value === 'string' && !value.includes('\0')));
    return fits ? values : undefined;
  } catch {
    return undefined;
  }
}
