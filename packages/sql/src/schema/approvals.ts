import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';

/**
 * The tables of approvals. `_approval`: one row for each time a run came to ask (`run` and `seq`), with where it stands (`state`, as `packages/process` keeps it), whom it waits for
 * (`asked`), what it is bound to (`binds`: null is the whole record; `seen`: what that was) and by when it is to be decided. `_approval_act`: what has happened to it,
 * only ever added to; `seen` is what was bound then.
 */
export function approvalsDdl(schema: string): Fragment[] {
  const [approval, act] = [sql.id(schema, '_approval'), sql.id(schema, '_approval_act')];
  return [
    sql`create table ${approval} (
      id uuid primary key, run uuid not null, seq integer not null, node text not null, automation text not null, version integer not null, entity text not null,
      record uuid not null, starter text, phase text not null, state jsonb not null, asked text[] not null, escalated boolean not null, binds text[], locks boolean not null,
      seen json not null, at timestamptz(3) not null, due timestamptz(3), urged_at timestamptz(3), ended_at timestamptz(3), unique (run, seq))`,
    sql`create index approval_record on ${approval} (record, at)`,
    sql`create index approval_open on ${approval} (record) where ended_at is null`,
    sql`create index approval_asked on ${approval} using gin (asked) where phase = 'open'`,
    sql`create index approval_escalated on ${approval} (at, id) where phase = 'open' and escalated`,
    sql`create index approval_starter on ${approval} (starter, at, id)`,
    sql`create table ${act} (
      id uuid primary key, approval uuid not null references ${approval} on delete cascade, at timestamptz(3) not null, kind text not null, by text, instead text,
      people text[] not null, note text, seen json)`,
    sql`create index approval_act_of on ${act} (approval, at, id)`,
    sql`create index approval_act_by on ${act} (by, at, approval) where by is not null`,
  ];
}

/** Who caused a run to begin, or what led to it; null where nobody did. */
export function runStarter(schema: string): Fragment {
  return sql`alter table ${sql.id(schema, '_run')} add column if not exists starter text`;
}
