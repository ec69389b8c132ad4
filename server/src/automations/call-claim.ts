import type { Issue } from '@pipewright/logic';
import { compileSql, RUNS_CHANNEL } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';

/** A request that a worker has taken up. */
export interface ClaimedCall {
  readonly run: string;
  readonly seq: number;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly host: string;
  /** With the names of secrets in the place of these. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Which attempt this is, from 1: an outcome is written for it alone. */
  readonly attempts: number;
}

/** What became of an attempt. */
export interface CallOutcome {
  readonly state: 'done' | 'failed' | 'refused';
  readonly fault: string | null;
  readonly status: number | null;
  /** What was answered, without secrets. */
  readonly answer: string | null;
  readonly cut: boolean;
  readonly issue: Issue | null;
  /** In how many seconds it is tried again; undefined where it is not. */
  readonly wait: number | undefined;
}

/**
 * Takes up requests of an app that are due, each by one worker: what is not written of one before its lease ends is taken up by another. What its run has gone on without is dropped; while its
 * automation is switched off, nothing is asked.
 * @param full hosts that are asked enough at the moment
 */
export async function claimCalls(
  db: Queryable,
  schema: string,
  { room, lease, full }: { readonly room: number; readonly lease: number; readonly full: readonly string[] },
): Promise<ClaimedCall[]> {
  const [call, run] = [sql.id(schema, '_call'), sql.id(schema, '_run')];
  const stands = sql`exists (select from ${run} r where r.id = c.run and r.seq = c.seq and r.state = 'waiting' and r.ended_at is null)`;
  const off = sql`exists (select from ${run} r join ${sql.id(schema, '_automation')} s on s.key = r.automation where r.id = c.run and s.off)`;
  return rows<ClaimedCall>(
    db,
    compileSql(sql`with dropped as (update ${call} c set state = 'dropped', ended_at = now() where c.state = 'waiting' and c.next_at <= now() and not ${stands}),
      due as (select c.run, c.seq from ${call} c where c.state = 'waiting' and c.next_at <= now() and c.host <> all(${[...full]}::text[]) and ${stands} and not ${off}
        order by c.next_at, c.run limit ${room}::integer for update of c skip locked)
      update ${call} c set attempts = c.attempts + 1, next_at = now() + make_interval(secs => ${lease}::integer) from due where c.run = due.run and c.seq = due.seq
      returning c.run::text, c.seq, c.method, c.url, c.host, c.headers, c.body, c.attempts`),
  );
}

/**
 * Writes what became of an attempt, and wakes its run in the same transaction where there is nothing more to come; of an attempt that was overtaken only that it went well. A run that somebody
 * ended or led on meanwhile is left as it is.
 */
export async function settleCall(db: Queryable, schema: string, { run, seq, attempts }: ClaimedCall, outcome: CallOutcome): Promise<void> {
  const { state, fault, status, answer, cut, issue, wait } = outcome;
  const again = wait !== undefined;
  await rows(
    db,
    compileSql(sql`with kept as (update ${sql.id(schema, '_call')} c set state = ${again ? 'waiting' : state}::text, fault = ${fault}::text, status = ${status}::integer, answer = ${answer}::text,
        cut = ${cut}::boolean, issue = ${issue === null ? null : JSON.stringify(issue)}::jsonb, ended_at = case when ${again}::boolean then null else now() end,
        next_at = now() + make_interval(secs => ${wait ?? 0}::integer)
        where c.run = ${run}::uuid and c.seq = ${seq}::integer and c.state = 'waiting' and (c.attempts = ${attempts}::integer or ${state === 'done'}::boolean) returning c.run, c.seq, c.state),
      woken as (update ${sql.id(schema, '_run')} r set wake_at = now() from kept k where k.state <> 'waiting' and r.id = k.run and r.seq = k.seq and r.state = 'waiting' and r.ended_at is null
        returning r.id)
      select pg_notify(${RUNS_CHANNEL}::text, ${schema}::text) from woken`),
  );
}
