import { type Entity, type Field, fieldTypes } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import { isSearched, searchFold, searchKeys } from '../ground/search.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { inReach } from './reach.ts';

/** The most records that are offered for the same. */
const MOST = 20;

/** A record that may be the same as a new one, and whether who asks may see it. `by` are the fields they have in common, `near` the records that its `links` name. */
export interface SameRow {
  readonly id: string;
  readonly seen: boolean;
  readonly owner: string | null;
  readonly by: readonly string[];
  readonly near: Readonly<Record<string, string | null>>;
}

/**
 * Compiles the question which records of an entity have a value of a new one, in the slots `same.<field>`: what records are searched by is the same whatever letters, spaces and
 * signs it is written with, everything else where it is equal. Those that have more in common come first, then those in sight, then newer ones.
 * @param fields of which one has to be the same
 * @param links references that are told besides
 */
export function sameSql(view: RoleSight, entity: Entity, fields: readonly Field[], links: readonly string[]): Statement {
  const tests = fields.map((field) => [field, isSame(entity, field)] as const);
  const by = tests.map(([{ key }, test]) => sql`case when ${test} then ${key}::text end`);
  const near = links.map((key) => sql`${key}::text, ${sql.id('t', key)}::text`);
  const count = sql.join(
    tests.map(([, test]) => sql`coalesce(${test}, false)::integer`),
    sql` + `,
  );
  const seen = sql`coalesce(${inReach(view, entity, 'read')}, false)`;
  return compileSql(sql`select t.id::text as id, ${seen} as seen, t.owner, array_remove(array[${sql.join(by)}], null) as by, json_build_object(${sql.join(near)}) as near
    from ${sql.id(view.schema, entity.key)} as t where t.deleted_at is null and (${sql.join(
      tests.map(([, test]) => test),
      sql` or `,
    )})
    order by ${count} desc, ${seen} desc, t.id desc limit ${MOST}::integer`);
}

/** The fields of a target by which records can be told to be the same: those with one value of their own. */
export function comparable(field: Field): boolean {
  return fieldTypes[field.type].value === 'text' && fieldTypes[field.type].names === null && !field.options;
}

function isSame(entity: Entity, field: Field): Fragment {
  const column = sql.id('t', field.key);
  const value = sql`${new Slot(`same.${field.key}`)}::text`;
  if (!isSearched(entity, field)) return sql`${column} = ${value}`;
  const folded = searchFold(value);
  const same = sql`${searchFold(column)} = ${folded} and ${folded} <> ''`;
  return !fieldStorage[field.type].long ? sql`(${searchKeys(column)} @@ pipewright.search_query(${folded}) and ${same})` : sql`(${same})`;
}
