import { type Access, accessTo, type Entity, entityOf, type Field } from '@pipewright/definition';
import { type Issue, issue, type Rule } from '@pipewright/logic';
import { sql } from 'kysely';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import { afterCursor, orderBy, type SortKey, sortKeys } from './sort.ts';
import type { View } from './view.ts';
import { farFields, filterSql, jsonColumn, visible } from './visible.ts';

/** What a list asks for. */
export interface ListQuery {
  readonly filter?: Rule | undefined;
  readonly search?: string | undefined;
  /** `-amount,name`: a minus sorts downwards. */
  readonly sort?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  /** References, people and departments to give with their names. */
  readonly expand?: readonly string[] | undefined;
  /** Facts one reference away to give with each record, as `reference.field`; all of them must be readable. */
  readonly far?: readonly string[] | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
  /** The deleted records instead of the live ones. */
  readonly deleted?: boolean | undefined;
}

/** A compiled question, or every reason it is refused. */
export type Compiled<T = Statement> = { readonly query: T } | { readonly issues: readonly Issue[] };

/**
 * Compiles a page of records. Each row has `j`, the record as JSON text made by Postgres, and `c`, its cursor as JSON text;
 * one row more than `limit` is asked for, to know whether there is a next page.
 */
export function listSql(view: View, entity: Entity, query: ListQuery): Compiled {
  const access = accessTo(view.app, entity, view.principal);
  const chosen = chooseFields(access, query.fields, 'fields');
  const expanded = chooseFields(access, query.expand ?? [], 'expand');
  const keys = sortKeys(access, query.sort);
  const where = conditions(view, access, query);
  const issues = [chosen, expanded, keys, where].flatMap((part) => ('issues' in part ? part.issues : []));
  if (!('fields' in chosen && 'fields' in expanded && 'keys' in keys && 'parts' in where)) return { issues };
  const after = query.after === undefined ? { sql: undefined } : afterCursor(keys.keys, query.after);
  if ('issues' in after) return after;
  const all = after.sql ? [...where.parts, after.sql] : where.parts;
  return {
    query:
      compileSql(sql`select ${recordJson(view, chosen.fields, expanded.fields, query.far)}::text as j, ${cursorJson(keys.keys)}::text as c
      from ${visible(view, entity, query.deleted)} as r ${whereSql(all)} order by ${orderBy(keys.keys)} limit ${query.limit + 1}`),
  };
}

/** The filter and search of a query as SQL conditions over the visible rows `r`. */
export function conditions(
  view: View,
  access: Access,
  query: Pick<ListQuery, 'filter' | 'search'>,
): { parts: Fragment[] } | { issues: readonly Issue[] } {
  const filter = query.filter === undefined ? undefined : filterSql(view, access, query.filter);
  if (filter && 'issues' in filter) return filter;
  const search = query.search?.normalize('NFC').trim();
  return { parts: [...(filter ? [filter.sql] : []), ...(search ? [searchSql(access, search)] : [])] };
}

/** `where … and …`, or nothing. */
export function whereSql(parts: readonly Fragment[]): Fragment {
  return parts.length > 0 ? sql`where ${sql.join(parts, sql` and `)}` : sql``;
}

/** Finds a text in the searchable fields this person can read; trigram indexes serve it, Chinese included. */
function searchSql(access: Access, needle: string): Fragment {
  const columns = access.fields.filter((field) => field.searchable || field.key === access.entity.title);
  if (columns.length === 0) return sql`false`;
  const pattern = `%${needle.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(${sql.join(
    columns.map((field) => sql`${sql.id('r', field.key)} ilike ${pattern}`),
    sql` or `,
  )})`;
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
export function recordJson(view: View, fields: readonly Field[], expanded: readonly Field[], far: readonly string[] = []): Fragment {
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
function farJson(view: View, fields: readonly Field[], far: readonly string[]): Fragment {
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
export function nameOf(view: View, field: Field, column: Fragment): Fragment | undefined {
  if (field.type === 'person') return sql`(select p.name from pipewright.person p where p.user_id = ${column})`;
  if (field.type === 'department') return sql`(select d.name from pipewright.department d where d.id = ${column})`;
  const target = field.type === 'reference' && field.target ? entityOf(view.app, field.target) : undefined;
  if (!target || !accessTo(view.app, target, view.principal).fields.some((each) => each.key === target.title)) return undefined;
  return sql`(select n.${sql.id(target.title)} from ${visible(view, target)} as n where n.id = ${column})`;
}

function cursorJson(keys: readonly SortKey[]): Fragment {
  return sql`json_build_array(${sql.join(keys.map((key) => sql`${key.sql}::text`))})`;
}
