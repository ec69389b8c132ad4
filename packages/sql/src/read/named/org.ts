import { sql } from 'kysely';
import type { Fragment } from '../../ground/compile.ts';
import { type GroupNames, type NamedKind, wanted, workspace } from './kind.ts';
import { isMentioned } from './mention.ts';

const department = (alias: string, id: Fragment) =>
  sql`left join pipewright.department as ${sql.id(alias)} on ${sql.id(alias, 'id')} = ${id}`;
const above = (alias: string) => `${alias}_place`;

/** The names of departments, told apart by the department above. */
export const departmentNames: GroupNames = {
  join: (key, alias) => sql`${department(alias, key)} ${department(above(alias), sql.id(alias, 'parent'))}`,
  name: (alias) => sql.id(alias, 'name'),
  apart: (alias) => sql.id(above(alias), 'name'),
};

const personNames: GroupNames = {
  join: (key, alias) =>
    sql`left join pipewright.person as ${sql.id(alias)} on ${sql.id(alias, 'user_id')} = ${key} ${department(above(alias), sql.id(alias, 'department'))}`,
  name: (alias) => sql.id(alias, 'name'),
  apart: (alias) => sql.id(above(alias), 'name'),
};

/** Departments of the workspace. */
export const departmentKind: NamedKind = {
  name: (_, _field, column) => sql`(select d.name from pipewright.department d where d.id = ${column})`,
  entries: (_, _field, by) => {
    const held = by === 'id' ? sql`d.id = ${wanted('uuid')}` : sql`d.name = ${wanted('text')}`;
    return sql`select d.id::text as id, d.name from pipewright.department d where d.workspace = ${workspace} and ${held}`;
  },
  mentioned: (_, mention) =>
    sql`select ${mention.field.key}::text as field, d.id::text as id, true as seen, '{}'::jsonb as facts from pipewright.department d where d.workspace = ${workspace} and ${isMentioned(sql`d.id`, mention, 'uuid')}`,
  groups: (_, _field, column) => ({ key: column, names: departmentNames }),
  department: (column) => column,
};

/** People of the workspace, told apart by their department. By their name only those are found who still work there. */
export const personKind: NamedKind = {
  name: (_, _field, column) => sql`(select p.name from pipewright.person p where p.user_id = ${column})`,
  entries: (_, _field, by) => {
    const held = by === 'id' ? sql`p.user_id = ${wanted('text')}` : sql`p.active and p.name = ${wanted('text')}`;
    return sql`select p.user_id as id, p.name from pipewright.person p where p.workspace = ${workspace} and ${held}`;
  },
  mentioned: (_, mention) =>
    sql`select ${mention.field.key}::text as field, p.user_id as id, p.active as seen, jsonb_build_object('department', p.department) as facts from pipewright.person p where p.workspace = ${workspace} and ${isMentioned(sql`p.user_id`, mention, 'text')}`,
  groups: (_, _field, column) => ({ key: column, names: personNames }),
  department: (column, rows) => sql.id(rows.person(column), 'department'),
};
