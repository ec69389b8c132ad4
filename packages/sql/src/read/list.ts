import { type Access, accessTo, type Entity } from '@pipewright/definition';
import { issuesOf, type Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { among, type Count } from '../ground/among.ts';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { isFound, isSearched } from '../ground/search.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { firstRows } from './first-rows.ts';
import type { ListQuery, ListShape } from './list-shape.ts';
import { type Chosen, chooseRecord } from './record-json.ts';
import { branchedIds } from './scope-branches.ts';
import { afterCursor, orderBy, type SortKey, sortKeys } from './sort.ts';
import { filterSql, type ReadFar, visible } from './visible.ts';

/**
 * Compiles a page of records. Each row has `j`, the record as JSON text made by Postgres, and `c`, its cursor as JSON text;
 * one row more than the limit of the question is asked for, to know whether there is a next page. Where the question asks for it, each row has
 * `n`, how many records there are on all pages, and an empty page is a row that has nothing else.
 */
export function listSql(view: RoleSight, entity: Entity, shape: ListShape): Result<Statement> {
  const page = pageSql(view, entity, shape, sql`${new Slot('limit')}`);
  if ('issues' in page) return page;
  if (!shape.count) return { value: compileSql(page.value) };
  const where = conditions(view, accessTo(view.app, entity, view.principal), shape);
  if ('issues' in where) return where;
  return {
    value:
      compileSql(sql`select page.j, page.c, counted.n from (select count(*)::text as n from ${visible(view, entity, { deleted: shape.deleted, each: shape.searched, only: columnsRead('r', where.value) })} as r ${whereSql(where.value)}) counted
      left join lateral (${page.value}) page on true`),
  };
}

/** A page of records as a part of a statement, with rows as those of `listSql`. `more` are conditions over the visible rows `r`. */
export function pageSql(
  view: RoleSight,
  entity: Entity,
  shape: ListShape,
  limit: Fragment,
  more: readonly Fragment[] = [],
): Result<Fragment> {
  const access = accessTo(view.app, entity, view.principal);
  const record = chooseRecord(view, access, shape);
  const keys = sortKeys(access, shape.sort);
  const where = conditions(view, access, shape);
  if (!('value' in record && 'value' in keys && 'value' in where)) return { issues: issuesOf(record, keys, where) };
  const after = shape.after && afterCursor(keys.value, shape.after);
  if (after && 'issues' in after) return after;
  const all = [...where.value, ...more, ...(after ? [after.value] : [])];
  const ids = branchedIds(view, access, shape, keys.value, all);
  const only = columnsRead('r', [record.value, ...keys.value.map((key) => key.sql), ...(ids ? [] : all)]);
  const order = orderBy(keys.value);
  const rows = ids
    ? sql`from ${ids} as p join ${visible(view, entity, { each: true, only })} as r on r.id = p.id order by ${order} limit ${limit}`
    : firstRows(view, entity, { deleted: shape.deleted, each: shape.searched, only }, { where: whereSql(all), order, limit });
  return { value: sql`select ${record.value}::text as j, ${cursorJson(keys.value)}::text as c ${rows}` };
}

/**
 * Compiles the reading of the records whose ids stand in the slot `records`, one or many. Each row has `j`, the record as JSON text made by Postgres.
 * @param far facts one reference away to give with each record, as `reference.field`; all of them must be readable
 */
export function recordsSql(
  view: RoleSight,
  entity: Entity,
  count: Count,
  shape: Chosen & Pick<ListQuery, 'deleted'>,
  far: readonly string[] = [],
): Result<Statement> {
  const record = chooseRecord(view, accessTo(view.app, entity, view.principal), shape, far);
  if ('issues' in record) return record;
  const rows = visible(view, entity, { deleted: shape.deleted, each: true, only: columnsRead('r', [record.value]) });
  return {
    value: compileSql(
      sql`select ${record.value}::text as j from ${rows} as r where ${among(sql`r.id`, new Slot('records'), 'uuid', count)}`,
    ),
  };
}

/** The filter and search of a question as SQL conditions over the visible rows `r`. */
export function conditions(
  view: RoleSight,
  access: Access,
  { filter, searched = false }: Partial<Pick<ListShape, 'filter' | 'searched'>>,
  far?: ReadFar,
): Result<Fragment[]> {
  const kept = filter === undefined ? undefined : filterSql(view, access, filter, 'filter', far);
  if (kept && 'issues' in kept) return kept;
  return { value: [...(kept ? [kept.value] : []), ...(searched ? [searchSql(access)] : [])] };
}

/** `where … and …`, or nothing. */
export function whereSql(parts: readonly Fragment[]): Fragment {
  return parts.length > 0 ? sql`where ${sql.join(parts, sql` and `)}` : sql``;
}

/** Finds a text in the searched fields this person can read; an index of each serves it. */
function searchSql({ entity, fields }: Access): Fragment {
  const found = fields.filter((field) => isSearched(entity, field)).map((field) => isFound(field));
  return found.length > 0 ? sql`(${sql.join(found, sql` or `)})` : sql`false`;
}

function cursorJson(keys: readonly SortKey[]): Fragment {
  return sql`json_build_array(${sql.join(keys.map((key) => sql`${key.sql}::text`))})`;
}
