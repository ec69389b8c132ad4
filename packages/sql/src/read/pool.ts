import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { inReach } from './reach.ts';

/**
 * True for a row `r` that may not be taken back from its owner now: the owner appealed and is not answered yet, or was granted time that is not over.
 * @param at the instant that counts as now
 */
export function heldSql(schema: string, at: Fragment = sql`now()`): Fragment {
  return sql`exists (select 1 from ${sql.id(schema, '_appeal')} held where held.record = r.id and held.person = r.owner
    and (held.state = 'asked' or (held.state = 'granted' and held.until > ${at})))`;
}

/**
 * A record of an entity with stages as taking it out of the pool looks at it, by the slot `record`: one row with `version`, `owner`, `status`, `department`, `seen` (whether
 * who asks may see it) and `may_claim` (whether it is in the pool and theirs to take); none where there is no such record.
 * @param lock keeps the record as it is until the transaction ends
 */
export function poolRowSql(view: RoleSight, entity: Entity, lock: boolean): Statement {
  return compileSql(sql`select t.version, t.owner, t.status, t.department::text as department, coalesce(${inReach(view, entity, 'read')}, false) as seen,
      coalesce(${inReach(view, entity, 'claim')}, false) as may_claim
    from ${sql.id(view.schema, entity.key)} as t where t.id = ${new Slot('record')}::uuid and t.deleted_at is null${lock ? sql` for no key update of t` : sql``}`);
}

/** How many open records of an entity each of these people has, as rows of `owner` and `count`; who has none has no row. */
export function openCountsSql(schema: string, entity: Entity, people: readonly string[]): Statement {
  return compileSql(sql`select t.owner, count(*)::integer as count from ${sql.id(schema, entity.key)} as t
    where t.owner = any(${[...people]}::text[]) and t.status = 'open' and t.deleted_at is null group by t.owner`);
}
