import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';

/** Live records that wait for a later time whose day has come, beginning after the id in the slot `after`: `id` and `version`, and held. What somebody else holds just now is left for the next time. */
export function wakingSql({ schema }: RoleSight, { key }: Entity): Statement {
  return compileSql(sql`select t.id, t.version from ${sql.id(schema, key)} as t
    where t.status = 'future' and t.status_until <= ${new Slot('today')}::date and t.deleted_at is null and t.id > ${new Slot('after')}::uuid
    order by t.id limit ${new Slot('limit')}::integer for no key update of t skip locked`);
}
