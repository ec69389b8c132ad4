import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { instantText } from '../ground/instant.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { PASSES } from '../schema/pool.ts';
import { inReach, reachedByRole } from './reach.ts';

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

/**
 * How those of the records in the slot `records` that are in the pool, and that who asks may read, came there: rows of `id`, `since`, `entered` (whether they belonged to
 * somebody before), `person` whose they were, and of the entry that says so `actor_kind`, `actor` and `version` of the definition.
 */
export function poolStoriesSql(view: RoleSight, entity: Entity): Statement {
  const { schema } = view;
  return compileSql(sql`select t.id::text as id, ${instantText(sql`coalesce(p.entered_at, t.created_at)`)} as since, p.entered_at is not null as entered, p.person,
      l.actor_kind, l.actor, l.definition_version as version
    from ${sql.id(schema, entity.key)} as t left join ${sql.id(schema, '_passage')} p on p.record = t.id
      left join lateral (select l.actor_kind, l.actor, l.definition_version from ${sql.id(schema, '_ledger')} l
        where p.entered_at is not null and l.record = t.id and ${PASSES.enters()} order by l.id desc limit 1) l on true
    where t.id = any(${new Slot('records')}::uuid[]) and t.deleted_at is null and t.owner is null and t.status = 'open' and ${inReach(view, entity, 'read')}`);
}

/** How many open records of an entity each of these people has, as rows of `owner` and `count`; who has none has no row. */
export function openCountsSql(schema: string, entity: Entity, people: readonly string[]): Statement {
  return compileSql(sql`select t.owner, count(*)::integer as count from ${sql.id(schema, entity.key)} as t
    where t.owner = any(${[...people]}::text[]) and t.status = 'open' and t.deleted_at is null group by t.owner`);
}

/** Whose records, and whether whoever had one last counts whatever the time: a rule gives nothing straight back. */
export interface CoolingWish {
  readonly records: readonly string[];
  readonly last: boolean;
}

/**
 * From whom records came into the pool so lately that they do not go back to them, taken back by a rule or let go by hand: rows of `record`, `person`, `at` and `gave_up`
 * (whether that person put it there), the latest of each.
 */
export function coolingSql(schema: string, { process }: Entity, now: string, { records, last }: CoolingWish): Statement {
  const since = sql`${now}::timestamptz - make_interval(hours => ${(process?.coolDown ?? 0) * 24}::integer)`;
  const straight = last ? sql` or c.place = 1` : sql``;
  const these = sql`record = any(${[...records]}::uuid[])`;
  const gaveUp = sql`(select l.actor_kind = 'person' and l.actor = c.person from ${sql.id(schema, '_ledger')} l
    where l.record = c.record and ${PASSES.enters()} order by l.id desc limit 1)`;
  return compileSql(sql`select distinct on (c.record, c.person) c.record::text as record, c.person, c.at, c.hand and coalesce(${gaveUp}, false) as gave_up
    from (select e.*, row_number() over (partition by e.record order by e.at desc, e.hand desc, e.id desc) as place from (
      select record, person, at, id, false as hand from ${sql.id(schema, '_reclaim')} where ${these}
      union all select record, person, entered_at, 0, automation is null from ${sql.id(schema, '_passage')} where ${these} and entered_at is not null and person is not null) e) c
    where c.at > ${since}${straight} order by c.record, c.person, c.at desc, c.hand desc`);
}

/** Those of the records in the slot `records` that the role of who asks reaches to change them, whatever was shared with that person: rows of `id`. */
export function byRoleSql(view: RoleSight, entity: Entity): Statement {
  return compileSql(sql`select t.id::text as id from ${sql.id(view.schema, entity.key)} as t
    where t.id = any(${new Slot('records')}::uuid[]) and ${reachedByRole(view, entity, 'update')}`);
}
