import { followerOf, type Node } from '@pipewright/definition';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { closeApprovals } from '../approvals/close.ts';
import { type Queryable, rows, transaction } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { awaitAgain, endChildren, retryChildren, tellWorkers, wakeParents } from './children.ts';
import type { RunRow } from './claim.ts';
import { definitionOf } from './ready.ts';

type Work = Pick<Server, 'pool' | 'apps'>;
type Row = Pick<RunRow, 'id' | 'automation' | 'version' | 'node' | 'seq' | 'parent'>;

/** A run with the step at which it stands, where its definition has that. */
interface Held extends Row {
  readonly step: Node | undefined;
}

/**
 * Lets a run that failed go on from the step it failed at. What it began there and failed is tried again with it; and what began it, and failed because it did, waits for it again.
 */
export async function retryRun(server: Work, { published, view }: InApp, id: string): Promise<void> {
  const { schema } = published;
  const { now } = view.principal;
  await transaction(server.pool, async (db) => {
    await retryChildren(db, schema, id, now);
    const taken = await rows(
      db,
      compileSql(sql`update ${sql.id(schema, '_run')} set state = 'waiting', attempts = 0, failure = null, ended_at = null, wake_at = ${now}::timestamptz
        where id = ${id}::uuid and state = 'failed' returning id`),
    );
    if (taken.length === 0) refuse('run.missing');
    await awaitAgain(db, schema, id);
    await tellWorkers(db, schema);
  });
}

/** Lets a run that failed or waits go on behind the step at which it stands: what that was to do is not done, and runs that it waits for are ended. Who did so and why is kept with it. */
export async function skipStep(server: Work, inApp: InApp, id: string, { node, note }: { node: string; note: string }): Promise<void> {
  const { published, view } = inApp;
  await transaction(server.pool, async (db) => {
    const below = await endChildren(db, published.schema, id, view.principal.now);
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
    await closeApprovals(db, published.schema, [id, ...below], view.principal.now, inApp.caller.user);
    if (next === null) await wakeParents(db, published.schema, [run.parent], view.principal.now);
    await tellWorkers(db, published.schema);
  });
}

/** Ends a run that failed or waits, with all that it began and waits for. Who did so and why is kept with it. */
export async function endRun(server: Work, inApp: InApp, id: string, note: string): Promise<void> {
  const { published, view } = inApp;
  await transaction(server.pool, async (db) => {
    const below = await endChildren(db, published.schema, id, view.principal.now);
    const run = await hold(server, db, inApp, id);
    await keepStep(db, inApp, run, 'ended', note);
    await rows(
      db,
      compileSql(sql`update ${sql.id(published.schema, '_run')} set state = 'stopped', seq = seq + 1, held = false, until = null, failure = '{"code":"run.ended"}',
        ended_at = ${view.principal.now}::timestamptz where id = ${id}::uuid`),
    );
    await closeApprovals(db, published.schema, [id, ...below], view.principal.now, inApp.caller.user);
    await wakeParents(db, published.schema, [run.parent], view.principal.now);
    await tellWorkers(db, published.schema);
  });
}

/** A run that failed or waits, as it is until the transaction ends. One that a worker carries on at this moment is waited for. */
async function hold(server: Work, db: Queryable, inApp: InApp, id: string): Promise<Held> {
  const { published, view } = inApp;
  const [found] = await rows<Row>(
    db,
    compileSql(sql`select id::text, automation, version, node, seq, parent::text from ${sql.id(published.schema, '_run')}
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
    compileSql(sql`insert into ${sql.id(published.schema, '_run_step')} as s (run, seq, node, kind, outcome, input, people, faults, at)
      values (${run.id}::uuid, ${run.seq}::integer, ${run.node ?? ''}::text, ${run.step?.kind ?? 'end'}::text, ${outcome}::text, ${input}::jsonb, array[${caller.user}::text], '[]'::jsonb, ${view.principal.now}::timestamptz)
      on conflict (run, seq) do update set outcome = excluded.outcome, input = s.input || excluded.input, people = excluded.people, at = excluded.at`),
  );
}
