import { type Access, accessTo, type Dimension, type Entity, entityOf, type Field } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleView } from '../ground/view.ts';
import { jsonColumn, visible } from '../read/visible.ts';
import { type ReportColumn, readableAt, wallTime } from './column.ts';
import type { Joins } from './joins.ts';

/** What the groups of an id are called: a join over the groups, the name in it, and what tells two of the same name apart. */
export interface Naming {
  readonly join: (key: Fragment, alias: string) => Fragment;
  readonly name: (alias: string) => Fragment;
  readonly apart?: (alias: string) => Fragment;
}

/** How rows are put into groups: by a key as it is stored, which is written out or named once per group and not once per row. */
export interface Grouping {
  readonly column: ReportColumn;
  /** Over the visible rows `r` and the joins. */
  readonly key: Fragment;
  readonly show: (key: Fragment) => Fragment;
  readonly naming?: Naming;
  /** For choices: the keys in the admin's order, which is how they sort. */
  readonly order?: readonly string[];
}

const BUCKETS = { day: 'YYYY-MM-DD', month: 'YYYY-MM', quarter: 'YYYY"-Q"Q', year: 'YYYY' } as const;

/** Compiles a dimension, or says why it cannot be asked. */
export function groupingOf(
  view: RoleView,
  access: Access,
  joins: Joins,
  dimension: Dimension,
  path: string,
): Grouping | { readonly issues: readonly Issue[] } {
  const field = readableAt(view, access, dimension.field);
  if (!field) return { issues: [issue(path, 'unknown.field', { name: dimension.field })] };
  const column = stored(view, access, joins, dimension.field);
  const made = (format: string, key: Fragment, rest: Partial<Grouping> = {}): Grouping => ({
    ...(field.options ? { order: field.options.map((option) => option.key) } : {}),
    column: { key: dimension.key, name: dimension.name ?? field.name, kind: 'dimension', format },
    key,
    show: (each) => each,
    ...rest,
  });
  const { bucket, level } = dimension;
  if (level) return made('name', departmentAt(joins, field, column, dimension.field, level), { naming: departments });
  if (bucket) {
    const key = sql`date_trunc(${bucket}::text, ${wallTime(view, field, column)}::timestamp)`;
    return made(bucket, key, { show: (each) => sql`to_char(${each}, ${BUCKETS[bucket]})` });
  }
  if (field.type === 'choices') return made('choice', sql`unnest(${column})`);
  if (field.type === 'person') return made('name', column, { naming: people });
  if (field.type === 'department') return made('name', column, { naming: departments });
  const target = field.target ? entityOf(view.app, field.target) : undefined;
  if (field.type === 'reference' && target && accessTo(view.app, target, view.principal).fields.some(({ key }) => key === target.title)) {
    const record = joins.record(target, column, dimension.field);
    // Records out of sight and those without a name are one group, as nobody could tell them apart.
    const key = sql`case when ${sql.id(record, target.title)} is not null then ${sql.id(record, 'id')} end`;
    return made('name', key, { naming: records(view, target) });
  }
  return made(field.type, column, { show: (each) => jsonColumn(field, each) });
}

/** A column as it is stored, here or one reference away. */
function stored(view: RoleView, access: Access, joins: Joins, name: string): Fragment {
  const [near = '', far] = name.split('.');
  const field = access.fields.find((each) => each.key === near);
  const target = far && field?.target ? entityOf(view.app, field.target) : undefined;
  return far && field && target ? joins.far(field, target, (alias) => sql.id(alias, far)) : sql.id('r', near);
}

/** The department at a level of the tree above a person or department; level 1 is the top. */
function departmentAt(joins: Joins, field: Field, column: Fragment, name: string, level: number): Fragment {
  const of = field.type === 'person' ? sql.id(joins.person(column, name), 'department') : column;
  return sql`${sql.id(joins.department(of, name), 'path')}[${level}::integer]`;
}

const department = (alias: string, id: Fragment) =>
  sql`left join pipewright.department as ${sql.id(alias)} on ${sql.id(alias, 'id')} = ${id}`;
const above = (alias: string) => `${alias}_place`;

const departments: Naming = {
  join: (key, alias) => sql`${department(alias, key)} ${department(above(alias), sql.id(alias, 'parent'))}`,
  name: (alias) => sql.id(alias, 'name'),
  apart: (alias) => sql.id(above(alias), 'name'),
};

const people: Naming = {
  join: (key, alias) =>
    sql`left join pipewright.person as ${sql.id(alias)} on ${sql.id(alias, 'user_id')} = ${key} ${department(above(alias), sql.id(alias, 'department'))}`,
  name: (alias) => sql.id(alias, 'name'),
  apart: (alias) => sql.id(above(alias), 'name'),
};

const records = (view: RoleView, target: Entity): Naming => ({
  join: (key, alias) => sql`left join ${visible(view, target)} as ${sql.id(alias)} on ${sql.id(alias, 'id')} = ${key}`,
  name: (alias) => sql.id(alias, target.title),
});
