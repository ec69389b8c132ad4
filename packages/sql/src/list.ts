import { type Access, accessTo, type Entity, entityOf, type Field } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { sql } from 'kysely';
import { among, type Count } from './among.ts';
import { type Compiled, compileSql, type Fragment } from './compile.ts';
import type { ListQuery, ListShape } from './list-shape.ts';
import { Slot } from './slot.ts';
import { afterCursor, orderBy, type SortKey, sortKeys } from './sort.ts';
import type { RoleView } from './view.ts';
import { farFields, filterSql, jsonColumn, type ReadFar, visible } from './visible.ts';

/**
 * Compiles a page of records. Each row has `j`, the record as JSON text made by Postgres, and `c`, its cursor as JSON text;
 * one row more than the limit of the question is asked for, to know whether there is a next page.
 */
export function listSql(view: RoleView, entity: Entity, shape: ListShape): Compiled {
  const access = accessTo(view.app, entity, view.principal);
  const record = chooseRecord(view, access, shape);
  const keys = sortKeys(access, shape.sort);
  const where = conditions(view, access, shape);
  const issues = [record, keys, where].flatMap((part) => ('issues' in part ? part.issues : []));
  if (!('json' in record && 'keys' in keys && 'parts' in where)) return { issues };
  const after = shape.after && afterCursor(keys.keys, shape.after);
  if (after && 'issues' in after) return after;
  const all = after ? [...where.parts, after.sql] : where.parts;
  return {
    query: compileSql(sql`select ${record.json}::text as j, ${cursorJson(keys.keys)}::text as c
      from ${visible(view, entity, shape.deleted)} as r ${whereSql(all)} order by ${orderBy(keys.keys)} limit ${new Slot('limit')}`),
  };
}

/**
 * Compiles the reading of the records whose ids stand in the slot `records`, one or many. Each row has `j`, the record as JSON text made by Postgres.
 * @param far facts one reference away to give with each record, as `reference.field`; all of them must be readable
 */
export function recordsSql(
  view: RoleView,
  entity: Entity,
  count: Count,
  shape: Pick<ListQuery, 'fields' | 'expand' | 'deleted'>,
  far: readonly string[] = [],
): Compiled {
  const record = chooseRecord(view, accessTo(view.app, entity, view.principal), shape, far);
  if ('issues' in record) return record;
  return {
    query: compileSql(
      sql`select ${record.json}::text as j from ${visible(view, entity, shape.deleted)} as r where ${among(sql`r.id`, new Slot('records'), 'uuid', count)}`,
    ),
  };
}

/** The filter and search of a question as SQL conditions over the visible rows `r`. */
export function conditions(
  view: RoleView,
  access: Access,
  { filter, searched = false }: Partial<Pick<ListShape, 'filter' | 'searched'>>,
  far?: ReadFar,
): { parts: Fragment[] } | { issues: readonly Issue[] } {
  const kept = filter === undefined ? undefined : filterSql(view, access, filter, 'filter', far);
  if (kept && 'issues' in kept) return kept;
  return { parts: [...(kept ? [kept.sql] : []), ...(searched ? [searchSql(access)] : [])] };
}

/** `where … and …`, or nothing. */
export function whereSql(parts: readonly Fragment[]): Fragment {
  return parts.length > 0 ? sql`where ${sql.join(parts, sql` and `)}` : sql``;
}

/** Finds a text in the searchable fields this person can read; trigram indexes serve it, Chinese included. */
function searchSql(access: Access): Fragment {
  const columns = access.fields.filter((field) => field.searchable || field.key === access.entity.title);
  if (columns.length === 0) return sql`false`;
  return sql`(${sql.join(
    columns.map((field) => sql`${sql.id('r', field.key)} ilike ${new Slot('search')}`),
    sql` or `,
  )})`;
}

function chooseRecord(
  view: RoleView,
  access: Access,
  { fields, expand = [] }: Pick<ListQuery, 'fields' | 'expand'>,
  far: readonly string[] = [],
): { json: Fragment } | { issues: Issue[] } {
  const [chosen, expanded] = [chooseFields(access, fields, 'fields'), chooseFields(access, expand, 'expand')];
  if ('fields' in chosen && 'fields' in expanded) return { json: recordJson(view, chosen.fields, expanded.fields, far) };
  return { issues: [chosen, expanded].flatMap((part) => ('issues' in part ? part.issues : [])) };
}

function chooseFields(
  access: Access,
  keys: readonly string[] | undefined,
  path: string,
): { fields: readonly Field[] } | { issues: Issue[] } {
  if (keys === undefined) return { fields: access.fields };
  const issues: Issue[] = [];
  const fields = keys.flatMap((key) => {
    const field = access.fields.find((each) => each.key === key);
    if (!field) issues.push(issue(path, 'unknown.field', { name: key }));
    return field ? [field] : [];
  });
  return issues.length > 0 ? { issues } : { fields };
}

/** The record as one JSON value; `$names` holds the display names of what `expanded` refers to, `$far` the facts named by `far`. */
export function recordJson(view: RoleView, fields: readonly Field[], expanded: readonly Field[], far: readonly string[] = []): Fragment {
  const columns = fields.map((field) => sql`${jsonColumn(field, sql.id('r', field.key))} as ${sql.id(field.key)}`);
  const names = expanded.flatMap((field) => {
    const name = nameOf(view, field, sql.id('r', field.key));
    return name ? [sql`${name} as ${sql.id(field.key)}`] : [];
  });
  const named = names.length > 0 ? [sql`(select to_json(n) from (select ${sql.join(names)}) n) as "$names"`] : [];
  const known = far.length > 0 ? [sql`${farJson(view, fields, far)} as "$far"`] : [];
  return sql`(select to_json(q) from (select ${sql.join([sql`r.id`, sql`r.version`, ...columns, ...named, ...known])}) q)`;
}

/** Facts of the visible records that the columns of `r` refer to, by `reference.field`; of one out of sight there are none. */
function farJson(view: RoleView, fields: readonly Field[], far: readonly string[]): Fragment {
  const parts = fields.flatMap((field) => {
    const target = field.target ? entityOf(view.app, field.target) : undefined;
    const wanted = far.filter((name) => name.startsWith(`${field.key}.`));
    if (!target || wanted.length === 0) return [];
    const columns = wanted.flatMap((name) => {
      const column = name.slice(field.key.length + 1);
      const read = farFields(view, field).find((each) => each.key === column);
      return read ? [sql`${jsonColumn(read, sql.id('f', column))} as ${sql.id(name)}`] : [];
    });
    if (columns.length === 0) return [];
    const row = sql`(select to_jsonb(v) from ${visible(view, target)} as f, lateral (select ${sql.join(columns)}) v where f.id = ${sql.id('r', field.key)})`;
    return [sql`coalesce(${row}, '{}')`];
  });
  return parts.length > 0 ? sql.join(parts, sql` || `) : sql`'{}'::jsonb`;
}

/** The display name of what a column refers to, as far as this person can see it. */
export function nameOf(view: RoleView, field: Field, column: Fragment): Fragment | undefined {
  if (field.type === 'person') return sql`(select p.name from pipewright.person p where p.user_id = ${column})`;
  if (field.type === 'department') return sql`(select d.name from pipewright.department d where d.id = ${column})`;
  const target = field.type === 'reference' && field.target ? entityOf(view.app, field.target) : undefined;
  if (!target || !accessTo(view.app, target, view.principal).fields.some((each) => each.key === target.title)) return undefined;
  return sql`(select n.${sql.id(target.title)} from ${visible(view, target)} as n where n.id = ${column})`;
}

function cursorJson(keys: readonly SortKey[]): Fragment {
  return sql`json_build_array(${sql.join(keys.map((key) => sql`${key.sql}::text`))})`;
}
