import { type Access, type Dimension, type Entity, type Field, hasTrait, targetOf } from '@pipewright/definition';
import { issue, type Result } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import type { Joins } from '../read/joins.ts';
import type { GroupNames, NamedRow } from '../read/named/kind.ts';
import { kindOf } from '../read/named/kinds.ts';
import { departmentNames } from '../read/named/org.ts';
import { jsonColumn } from '../read/visible.ts';
import { type ReportColumn, readableAt, wallTime } from './column.ts';

/** How rows are put into groups: by a key as it is stored, which is written out or named once per group and not once per row. */
export interface Grouping {
  readonly column: ReportColumn;
  /** Over the visible rows `r` and the joins. */
  readonly key: Fragment;
  readonly show: (key: Fragment) => Fragment;
  readonly naming?: GroupNames;
  /** For choices: the keys in the admin's order, which is how they sort. */
  readonly order?: readonly string[];
}

const BUCKETS = { day: 'YYYY-MM-DD', month: 'YYYY-MM', quarter: 'YYYY"-Q"Q', year: 'YYYY' } as const;

/** Compiles a dimension, or says why it cannot be asked. */
export function groupingOf(view: RoleSight, access: Access, joins: Joins, dimension: Dimension, path: string): Result<Grouping> {
  const field = readableAt(view, access, dimension.field);
  if (!field) return { issues: [issue(path, 'unknown.field', { name: dimension.field })] };
  const column = stored(view, access, joins, dimension.field);
  const made = (format: string, key: Fragment, rest: Partial<Grouping> = {}): Result<Grouping> => ({
    value: {
      ...(field.options ? { order: field.options.map((option) => option.key) } : {}),
      column: { key: dimension.key, name: dimension.name ?? field.name, kind: 'dimension', format },
      key,
      show: (each) => each,
      ...rest,
    },
  });
  const { bucket, level } = dimension;
  if (level) return made('name', departmentAt(view, joins, field, column, dimension.field, level), { naming: departmentNames });
  if (bucket) {
    const key = sql`date_trunc(${bucket}::text, ${wallTime(view, field, column)}::timestamp)`;
    return made(bucket, key, { show: (each) => sql`to_char(${each}, ${BUCKETS[bucket]})` });
  }
  if (hasTrait(field, 'list')) return made('choice', sql`unnest(${column})`);
  const groups = kindOf(field)?.groups(view, field, column, namedRow(view, joins, field, dimension.field));
  if (groups) return made('name', groups.key, { naming: groups.names });
  return made(field.type, column, { show: (each) => jsonColumn(field, each) });
}

/** A column as it is stored, here or one reference away. */
function stored(view: RoleSight, access: Access, joins: Joins, name: string): Fragment {
  const [near = '', far] = name.split('.');
  const field = access.fields.find((each) => each.key === near);
  const target = far ? targetOf(view.app, field) : undefined;
  return far && field && target ? joins.far(field, target, (alias) => sql.id(alias, far)) : sql.id('r', near);
}

/** The row that a column names, joined once for all who ask for it. */
function namedRow(view: RoleSight, joins: Joins, field: Field, name: string): NamedRow {
  return {
    person: (column) => joins.person(column, name),
    record: (column) => joins.record(targetOf(view.app, field) as Entity, column, name),
  };
}

/** The department at a level of the tree above a person or department; level 1 is the top. */
function departmentAt(view: RoleSight, joins: Joins, field: Field, column: Fragment, name: string, level: number): Fragment {
  const of = kindOf(field)?.department?.(column, namedRow(view, joins, field, name)) ?? column;
  return sql`${sql.id(joins.department(of, name), 'path')}[${level}::integer]`;
}
