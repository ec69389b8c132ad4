import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/**
 * The tables of records that are taken back and given out anew. `_reclaim`: one row for each time that a record was taken back from somebody. `_appeal`: what owners said
 * against it, and what was answered; one at a time is open of a record. `_turn`: who was given a record by a rule, in the order in which it happened.
 */
export function poolDdl(schema: string): Fragment[] {
  const [reclaim, appeal] = [sql.id(schema, '_reclaim'), sql.id(schema, '_appeal')];
  return [
    sql`create table ${reclaim} (
      id bigint generated always as identity primary key, record uuid not null, entity text not null, person text not null, at timestamptz(3) not null,
      automation text, run uuid)`,
    sql`create index reclaim_record on ${reclaim} (record, id)`,
    sql`create table ${appeal} (
      id uuid primary key, entity text not null, record uuid not null, person text not null, note text not null, at timestamptz(3) not null, state text not null,
      until timestamptz(3), answered_by text, answered_at timestamptz(3), answer text)`,
    sql`create index appeal_record on ${appeal} (record, at)`,
    sql`create unique index appeal_asked on ${appeal} (record) where state = 'asked'`,
    sql`create table ${sql.id(schema, '_turn')} (entity text not null, person text not null, given bigint not null, primary key (entity, person))`,
    passageDdl(schema),
  ];
}

/**
 * The table of how records go through the pool, one row for each that ever came into it or out of it after it was made: when it last came to belong to nobody, from whom and by
 * which automation; and when it last came to belong to somebody again, by which run where it was one. That is when its clocks begin anew.
 */
export function passageDdl(schema: string): Fragment {
  return sql`create table ${sql.id(schema, '_passage')} (
    record uuid primary key, entity text not null, entered_at timestamptz(3), person text, automation text, taken_at timestamptz(3), run uuid)`;
}

/**
 * What an entry `l` of the ledger says of the pool: that the record came into it, or out of it. Neither is said by how it was made. What is put back because taking it was
 * undone has never been out.
 */
export const PASSES = {
  enters: (cause: Fragment = sql`l.cause`) =>
    sql`(l.before->>'owner' is not null and l.after ? 'owner' and l.after->>'owner' is null and ${cause}->>'by' is distinct from 'unclaim')`,
  leaves: sql`(l.before ? 'owner' and l.before->>'owner' is null and l.after->>'owner' is not null)`,
};

/** How records went through the pool as the ledger tells it: a row like those that are kept for each that did. */
export function passagesSql(schema: string): Fragment {
  const [enters, leaves] = [PASSES.enters(), PASSES.leaves];
  const last = (value: Fragment, which: Fragment) => sql`(array_agg(${value} order by l.id desc) filter (where ${which}))[1]`;
  return sql`select l.record, l.entity, max(l.valid_at) filter (where ${enters}) as entered_at, ${last(sql`l.before->>'owner'`, enters)} as person,
      ${last(sql`l.cause->>'automation'`, enters)} as automation, max(l.valid_at) filter (where ${leaves}) as taken_at, ${last(sql`(l.cause->>'run')::uuid`, leaves)} as run
    from ${sql.id(schema, '_ledger')} l where ${enters} or ${leaves} group by l.record, l.entity`;
}

/** Fills the table of how records go through the pool with what the ledger tells, where it holds nothing of them yet. */
export function fillPassagesSql(schema: string): Fragment {
  return sql`insert into ${sql.id(schema, '_passage')} (record, entity, entered_at, person, automation, taken_at, run) ${passagesSql(schema)} on conflict (record) do nothing`;
}
