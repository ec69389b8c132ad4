import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/**
 * What steps of runs ask of other programs, one row for each time a run comes to such a step: as it is to be sent but for its secrets, which stand in it by their names, how often it was tried,
 * and what was answered.
 */
export function callsDdl(schema: string): Fragment[] {
  const call = sql.id(schema, '_call');
  return [
    sql`create table ${call} (
      run uuid not null, seq integer not null, method text not null, url text not null, host text not null, headers jsonb not null, body text, state text not null default 'waiting',
      attempts integer not null default 0, next_at timestamptz(3) not null default now(), fault text, status integer, answer text, cut boolean not null default false, issue jsonb,
      at timestamptz(3) not null default now(), ended_at timestamptz(3), primary key (run, seq))`,
    sql`create index call_due on ${call} (next_at) where state = 'waiting'`,
    sql`create index call_ended on ${call} (ended_at) where ended_at is not null`,
  ];
}
