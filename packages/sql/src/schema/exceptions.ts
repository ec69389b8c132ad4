import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/**
 * The table of exceptions: what was wished of a record that was held up (`fresh`: it is to be made), by which criteria (`held`, by their ids), why, and what was answered. One at a
 * time waits for each record, and for what one person wishes to make.
 */
export function exceptionsDdl(schema: string): Fragment[] {
  const table = sql.id(schema, '_exception');
  return [
    sql`create table ${table} (
      id uuid primary key, entity text not null, record uuid not null, fresh boolean not null, person text not null, note text not null, at timestamptz(3) not null,
      wish jsonb not null, held text[] not null, version integer not null, state text not null default 'asked', answered_by text, answered_at timestamptz(3), answer text)`,
    sql`create index exception_record on ${table} (record, at)`,
    sql`create unique index exception_asked on ${table} (record) where state = 'asked'`,
    sql`create unique index exception_fresh on ${table} (person, entity, md5(wish::text)) where state = 'asked' and fresh`,
    sql`create index exception_waiting on ${table} (at) where state = 'asked'`,
  ];
}
