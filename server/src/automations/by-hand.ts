import { followerOf, type Node } from '@pipewright/definition';
import { compileSql, RUNS_CHANNEL } from '@pipewright/sql';
import { sql } from 'kysely';
import { closeApprovals } from '../approvals/close.ts';
import { type Queryable, rows, transaction } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { definitionOf } from './batch.ts';
import type { RunRow } from './claim.ts';

type Work = Pick<Server, 'pool' | 'apps'>;
type Row = Pick<RunRow, 'id' | 'automation' | 'version' | 'node' | 'seq'>;

/** A run with the step at which it stands, where its definition has that. */
interface Held extends Row {
  readonly step: Node | undefined;
}

const wake = (db: Queryable, schema: string) => db.query('select pg_notify($1, $2)', [RUNS_CHANNEL, schema]);

/** Lets a run that failed go on from the step it failed at. */
export async function retryRun(db: Queryable, { published, view }: InApp, id: string): Promise<void> {
  const taken = await rows(
    db,
    compileSql(sql`update ${sql.id(published.schema, '_run')} set state = 'waiting', attempts = 0, failure = null, ended_at = null, wake_at = ${view.principal.now}::timestamptz
      where id = ${id}::uuid and state = 'failed' returning id`),
  );
  if (taken.length === 0) refuse('run.missing');
  await wake(db, published.schema);
}

/** Lets a run that failed or waits go on behind the step at which it stands: what that was to do is not done. Who did so and why is kept with it. */
export async function skipStep(server: Work, inApp: InApp, id: string, { node, note }: { node: string; note: string }): Promise<void> {
  const { published, view } = inApp;
  await transaction(server.pool, async (db) => {
    const run = await hold(server, db, inApp, id);
    if (run.node !== node) refuse('run.moved');
    const next = run.step ? followerOf(run.step) : null;
    await keepStep(db, inApp, run, 'skipped', note);
    await rows(
      db,
      compileSql(sql`update ${sql.id(published.schema, '_run')} set state = ${next === null ? 'done' : 'waiting'}::text, node = ${next}::text, seq = seq + 1, attempts = 0, failure = null,
        held = false, until = null, node_at = ${view.principal.now}::timestamptz, wake_at = ${view.principal.now}::timestamptz, ended_at = case when ${next === null}::boolean then ${view.principal.now}::timestamptz end
        where id = ${id}::uuid`),
    );
    await closeApprovals(db, published.schema, [id], view.principal.now, inApp.caller.user);
    await wake(db, published.schema);
  });
}

/** Ends a run that failed or waits. Who did so and why is kept with it. */
export async function endRun(server: Work, inApp: InApp, id: string, note: string): Promise<void> {
  const { published, view } = inApp;
  await transaction(server.pool, async (db) => {
    await keepStep(db, inApp, await hold(server, db, inApp, id), 'ended', note);
    await rows(
      db,
      compileSql(sql`update ${sql.id(published.schema, '_run')} set state = 'stopped', seq = seq + 1, held = false, until = null, failure = '{"code":"run.ended"}',
        ended_at = ${view.principal.now}::timestamptz where id = ${id}::uuid`),
    );
    await closeApprovals(db, published.schema, [id], view.principal.now, inApp.caller.user);
  });
}

/** A run that failed or waits, as it is until the transaction ends. One that a worker carries on at this moment is waited for. */
async function hold(server: Work, db: Queryable, inApp: InApp, id: string): Promise<Held> {
  const { published, view } = inApp;
  const [found] = await rows<Row>(
    db,
    compileSql(sql`select id::text, automation, version, node, seq from ${sql.id(published.schema, '_run')}
      where id = ${id}::uuid and (state = 'failed' or (state = 'waiting' and wake_at > ${view.principal.now}::timestamptz)) for update`),
  );
  const run = found ?? refuse('run.missing');
  const ready = (await definitionOf(server, db, inApp, run)).get(run.automation);
  return { ...run, step: ready?.nodes.get(run.node ?? '')?.node };
}

function keepStep(db: Queryable, { published, view, caller }: InApp, run: Held, outcome: 'skipped' | 'ended', note: string) {
  const input = JSON.stringify({ note: { en: note, 'zh-CN': note } });
  return rows(
    db,
    compileSql(sql`insert into ${sql.id(published.schema, '_run_step')} (run, seq, node, kind, outcome, input, people, faults, at)
      values (${run.id}::uuid, ${run.seq}::integer, ${run.node ?? ''}::text, ${run.step?.kind ?? 'end'}::text, ${outcome}::text, ${input}::jsonb, array[${caller.user}::text], '[]'::jsonb, ${view.principal.now}::timestamptz)
      on conflict (run, seq) do nothing`),
  );
}
