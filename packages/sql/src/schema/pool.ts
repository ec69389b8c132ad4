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
  ];
}
