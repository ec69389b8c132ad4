import { type Access, type Entity, fieldOf, isDerived } from '@pipewright/definition';
import { check, namesIn, type Test } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import { emptyColumns, equalColumns, isNarrow, isSurrounding, orderOf, wayColumns } from '../schema/asked.ts';
import { type Index, isInverted } from '../schema/index-kind.ts';
import { indexSet } from '../schema/index-set.ts';
import type { ListShape } from './list-shape.ts';
import { sharedRows } from './reach.ts';
import { uuidsOf } from './relations.ts';
import { rowCondition } from './row-condition.ts';
import { isUuidColumn } from './rule-sql.ts';
import { orderBy, type SortKey } from './sort.ts';
import { readableVocabulary } from './visible.ts';

/** With more departments than this a person mostly sees so much that reading in order and leaving out is quicker than reading each for itself. */
export const MOST_BRANCHES = 8;

/** A way in which a role reaches rows, and the columns that hold it together; `list` names what the one column is among. */
interface Branch {
  readonly test: Test;
  readonly columns: readonly string[];
  readonly list?: { readonly item: string; readonly slot: string };
  /** The column that is empty in all of its rows. */
  readonly empty?: string | undefined;
}

/**
 * The first ids of a list for a role that reaches rows in several ways ("mine or of my departments"): each way, and each department, is read for itself
 * in the order asked for, from an index that begins with it, and no further than a page goes. No index follows the order of an "or", so that otherwise
 * either everything in sight is sorted, or the whole table is walked in order in search of what is in sight.
 * A subselect with `id`, to be read again through `visible()`; undefined where the plain question serves as well: without a role like that, an index for
 * each way, or with a filter that leaves few rows.
 * @param parts conditions over the table as `r`, a cursor's among them
 */
export function branchedIds(
  view: RoleSight,
  access: Access,
  shape: ListShape,
  keys: readonly SortKey[],
  parts: readonly Fragment[],
): Fragment | undefined {
  const { entity, rows } = access;
  // Activities and tasks come in by their record too, which no branch knows.
  if (entity.activityOf ?? entity.taskOf) return undefined;
  const shared = sharedRows(view, entity, 'read', 'r');
  if (!shape.branched || shape.deleted || shape.searched || (rows.kind !== 'or' && !shared)) return undefined;
  const checked = shape.filter === undefined ? undefined : check(shape.filter, readableVocabulary(view, access));
  const filter = checked && 'value' in checked ? checked.value : undefined;
  const sorted = (shape.sort ?? '').split(',').map((word) => word.replace(/^-/, ''));
  if ([...sorted, ...(filter ? namesIn(filter) : [])].some((name) => isDerived({ key: name }))) return undefined;
  const equal = filter ? equalColumns(filter, true) : [];
  if (equal.some((name) => name === 'id' || isNarrow(fieldOf(entity, name)))) return undefined;
  const order = orderOf(entity, shape.sort);
  if (shape.sort && order.length === 0) return undefined;
  const branches = (rows.kind === 'or' ? rows.tests : [rows]).map((test) => branchOf(entity, test));
  const indexes = Object.values(indexSet(view.app, entity).indexes);
  if (!branches.every(({ columns }) => columns.length > 0 && indexes.some((index) => follows(index, columns, equal, order))))
    return undefined;
  const table = sql.id(view.schema, entity.key);
  const [place, limit] = [keys.map((_, i) => sql.id(`k${i}`)), new Slot('limit')];
  const columns = sql.join([sql`r.id`, ...keys.map((key, i) => sql`${key.sql} as ${place[i]}`)]);
  // Of what comes in by several ways only the first one tells.
  const pageOf = (own: Fragment, before: readonly Branch[], empty?: string) => {
    const others = before.map((other) => sql`(${rowCondition(entity, other.test, 'r')}) is not true`);
    return sql`select ${columns} from ${table} as r where ${sql.join([sql`r.deleted_at is null`, own, ...others, ...parts], sql` and `)}
      order by ${orderBy(empty ? [emptyKey(empty, keys), ...keys] : keys)} limit ${limit}`;
  };
  const pages = branches.map(({ test, list, empty }, i) => {
    const page = pageOf(list ? sql`${sql.id('r', list.item)} = d.member` : rowCondition(entity, test, 'r'), branches.slice(0, i), empty);
    return list
      ? sql`(select x.* from (select distinct unnest(${new Slot(list.slot, uuidsOf)}::uuid[]) as member) d cross join lateral (${page}) x)`
      : sql`(${page})`;
  });
  // What was shared is little, and is looked up by its ids.
  if (shared) pages.push(sql`(${pageOf(shared, branches)})`);
  const outside = keys.map((key, i) => ({ ...key, sql: sql`p.${place[i]}` }));
  return sql`(select p.id from (${sql.join(pages, sql` union all `)}) p order by ${orderBy(outside)} limit ${limit})`;
}

/** A side of an "or". Only for a list of uuids the members can be looked up one by one. */
function branchOf(entity: Entity, test: Test): Branch {
  const branch = { test, columns: wayColumns(test), empty: emptyColumns(test)[0] };
  const [list, item] = test.kind === 'includes' ? test.terms : [];
  if (item?.kind !== 'var' || list?.kind !== 'var' || !isSurrounding(list.name)) return branch;
  return isUuidColumn(item.name, fieldOf(entity, item.name)) ? { ...branch, list: { item: item.name, slot: list.name } } : branch;
}

/** An empty column as the first key of an order, without which the database does not see that an index that begins with it gives the rows in the order of the others. */
function emptyKey(name: string, [first]: readonly SortKey[]): SortKey {
  return { sql: sql.id('r', name), type: sql`text`, descending: first?.descending ?? false, neverEmpty: false, pinyin: false };
}

/** True for an index that begins with these columns, and maybe those the filter holds to one value, and goes on in this order. */
function follows({ columns, kind, unique }: Index, scope: readonly string[], equal: readonly string[], order: readonly string[]): boolean {
  if (unique || isInverted({ kind })) return false;
  const tail = [...order, 'id'];
  const start = columns.length - tail.length;
  const head = columns.slice(0, Math.max(0, start));
  return (
    start > 0 &&
    columns.slice(start).join() === tail.join() &&
    scope.every((name) => head.includes(name)) &&
    head.every((name) => scope.includes(name) || equal.includes(name))
  );
}
