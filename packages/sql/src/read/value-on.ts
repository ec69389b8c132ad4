import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/**
 * The value, as a text, that a row of `t` had in a field at an instant: what the last entry of its ledger before it says, else what the first one behind it
 * says there was before; the value of today where none speaks of the field. Nothing of a record that was not there yet.
 * @param field a field that is one value: a choice, a text, whom or what it names
 * @param at the instant; what was written at it or later does not count
 */
export function valueOnSql(schema: string, entity: Pick<Entity, 'key'>, field: string, at: Fragment): Fragment {
  const entry = (
    side: 'before' | 'after',
    when: Fragment,
    order: Fragment,
  ) => sql`(select jsonb_build_object('v', l.${sql.id(side)}->${field}::text) as found
      from ${sql.id(schema, '_ledger')} l where l.record = t.id and l.entity = ${entity.key}::text and l.${sql.id(side)} ? ${field}::text and ${when}
      order by ${order} limit 1)`;
  const was = entry('after', sql`l.valid_at < ${at}`, sql`l.valid_at desc, l.id desc`);
  const willHaveBeen = entry('before', sql`l.valid_at >= ${at}`, sql`l.valid_at, l.id`);
  const today = sql`jsonb_build_object('v', ${sql.id('t', field)})`;
  return sql`case when t.created_at < ${at} then coalesce(${was}, ${willHaveBeen}, ${today})->>'v' end`;
}
