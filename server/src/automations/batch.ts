import { entityOf } from '@pipewright/definition';
import { type ReadyAutomation, type RunState, step } from '@pipewright/process';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { holdRecords, type WorkRecord } from '../about/records.ts';
import { closeApprovals } from '../approvals/close.ts';
import { rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { ownSight } from '../published/own-sight.ts';
import { announced } from '../records/announced.ts';
import type { WorkApp } from './apps.ts';
import { carryOut } from './carry-out.ts';
import { wakeParents } from './children.ts';
import { claimRuns, overgrown, type RunRow } from './claim.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';
import { isOvertaken, takingsOf } from './overtaken.ts';
import { definitionOf } from './ready.ts';
import { tellOfList } from './tell-of-list.ts';

type Work = Pick<Server, 'pool' | 'events' | 'apps' | 'language'>;

/** A run on its way through this batch. */
interface Going {
  readonly run: RunRow;
  readonly ready: ReadyAutomation | undefined;
  state: RunState;
  stopped: boolean;
  failure: unknown;
  /** When it came to the step at which it stands, and until when it waits there. */
  nodeAt: string;
  asleep: Pick<Came, 'until' | 'held' | 'look'> | undefined;
  readonly steps: (Came & { readonly seq: number; readonly node: string; readonly kind: string })[];
}

/**
 * Carries a number of waiting runs of an app on, each to its end, in one transaction: what the steps did, and that they did it, stand or fall together. Step by step for all of them at once, so
 * that a hundred reminders are told in one statement. Answers how many runs it took up.
 * @param only one run alone
 */
export async function runBatch(server: Work, app: WorkApp, now: string, limit: number, only: string | null = null): Promise<number> {
  return announced(server, (db, announce) =>
    carryBatch(server, { server, db, app, now, announce, view: ownSight(app.published, app.workspace, now) }, limit, only),
  );
}

async function carryBatch(server: Work, ground: Ground & { readonly db: PoolClient }, limit: number, only: string | null): Promise<number> {
  const { db, app, now } = ground;
  const claimed = await claimRuns(db, app.published.schema, now, limit, only);
  if (claimed.length === 0) return 0;
  const grown = await overgrown(db, app.published.schema, [...new Set(claimed.flatMap(({ depth, root }) => (depth > 0 ? [root] : [])))]);
  const going: Going[] = [];
  for (const run of claimed) {
    const ready = (await definitionOf(server, db, app, run)).get(run.automation);
    const stopped = grown.has(run.root) && run.depth > 0;
    const state = { state: 'waiting' as const, node: run.node, seq: run.seq };
    going.push({
      run,
      ready,
      state: ready && !stopped ? state : { ...state, state: 'done', node: null },
      stopped,
      failure: stopped ? { code: 'run.many' } : null,
      nodeAt: run.node_at,
      asleep: undefined,
      steps: [],
    });
  }
  for (;;) {
    const live = going.filter(({ state, asleep }) => state.state === 'waiting' && !asleep);
    if (live.length === 0) break;
    await carryStep(ground, live);
  }
  await keep(ground, going);
  const over = going.flatMap(({ run, ready, state }) => (asks(ready) && state.state !== 'waiting' ? [run.id] : []));
  await closeApprovals(db, app.published.schema, over, ground.now, null);
  return claimed.length;
}

/** True for an automation that asks people for their approval. */
const asks = (ready: ReadyAutomation | undefined) => !ready || ready.automation.nodes.some(({ kind }) => kind === 'approve');

/** One step of each run. */
async function carryStep(ground: Ground, live: readonly Going[]): Promise<void> {
  const records = await recordsFor(ground, live);
  const clocked = live.flatMap(({ run, ready }) => (ready?.automation.on.kind === 'since' && run.record ? [run.record] : []));
  const takings = await takingsOf(ground.db, ground.app.published.schema, clocked);
  const tasks: (Task & { readonly going: Going })[] = [];
  for (const going of live) {
    const { run, ready, state } = going;
    if (run.record === null) {
      settle(ground, going, await tellOfList(ground, run, ready, state.node), 'notify');
      continue;
    }
    const record = records.get(run.record);
    const entity = run.entity === null ? undefined : entityOf(ground.app.published.app, run.entity);
    if (!ready || !record || !entity || isOvertaken(ready.automation, run, state.seq, record, takings.get(run.record))) {
      settle(ground, going, came('overtaken'), 'notify');
      continue;
    }
    const stepped = step(ready, state, { kind: 'go', facts: record.facts });
    const [effect] = stepped.effects;
    going.state = stepped.run;
    if (effect)
      tasks.push({ going, run: { ...run, node: state.node, node_at: going.nodeAt }, seq: state.seq, ready, entity, record, effect });
  }
  const done = await carryOut(ground, tasks);
  for (const [i, { going, effect }] of tasks.entries()) settle(ground, going, done[i] as Came, effect.kind);
}

/** Writes down what a step came to, and lets the run go on from there. */
function settle({ now }: Pick<Ground, 'now'>, going: Going, result: Came, kind: string): void {
  const { ready, state, steps } = going;
  const node = state.node ?? '';
  if (result.outcome === 'asleep') {
    going.asleep = result;
    return;
  }
  steps.push({ ...result, seq: state.seq, node, kind: ready?.nodes.get(node)?.node.kind ?? kind });
  going.state = ready
    ? step(ready, state, { kind: 'came', outcome: result.outcome, exit: result.exit }).run
    : { ...state, state: 'done', node: null };
  going.nodeAt = now;
  if (result.outcome === 'refused' || result.outcome === 'failed') going.failure = { issues: result.faults };
  else if (going.state.state === 'failed') going.failure = { code: 'run.long' };
}

async function recordsFor(ground: Ground, live: readonly Going[]): Promise<ReadonlyMap<string, WorkRecord>> {
  const all = new Map<string, WorkRecord>();
  for (const [key, group] of Map.groupBy(live, ({ run }) => run.entity)) {
    const entity = key === null ? undefined : entityOf(ground.app.published.app, key);
    const ids = [...new Set(group.flatMap(({ run }) => run.record ?? []))].sort();
    const names = [...new Set(['owner', ...group.flatMap(({ ready }) => ready?.names ?? [])])].sort();
    if (entity) for (const [id, record] of await holdRecords(ground.db, ground.view, entity, ids, names)) all.set(id, record);
  }
  return all;
}

/** Writes down where the runs have come to, and their steps. */
async function keep({ db, app, now }: Ground, going: readonly Going[]): Promise<void> {
  const { schema } = app.published;
  const runs = going.map(({ run, state, stopped, failure, steps, nodeAt, asleep }) => ({
    ...{ id: run.id, state: stopped ? 'stopped' : state.state, node: state.node, seq: state.seq, failure },
    ...{ node_at: nodeAt, wake_at: asleep?.look ?? null, until: asleep?.until ?? null, held: asleep?.held ?? false },
    ended_at: state.state === 'waiting' ? null : now,
    // What was overtaken may be due again, and must not be taken for what has been.
    overtaken: steps.at(-1)?.outcome === 'overtaken',
  }));
  const steps = going.flatMap(({ run, steps }) => steps.map((each) => ({ run: run.id, ...each })));
  await rows(
    db,
    compileSql(sql`with steps as (insert into ${sql.id(schema, '_run_step')} (run, seq, node, kind, outcome, exit, input, people, faults, at)
      select a.run, a.seq, a.node, a.kind, a.outcome, a.exit, a.input, a.people, a.faults, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as a(run uuid, seq integer, node text, kind text, outcome text, exit text, input jsonb, people text[], faults jsonb)
      on conflict (run, seq) do update set outcome = excluded.outcome, exit = excluded.exit, input = excluded.input, people = excluded.people, faults = excluded.faults, at = excluded.at)
    update ${sql.id(schema, '_run')} r set state = a.state, node = a.node, seq = a.seq, failure = nullif(a.failure, 'null'::jsonb), ended_at = a.ended_at, node_at = a.node_at, wake_at = coalesce(a.wake_at, r.wake_at), until = a.until, held = a.held,
      episode = case when a.overtaken then r.episode || ' overtaken ' || r.id::text else r.episode end
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as a(id uuid, state text, node text, seq integer, failure jsonb, ended_at timestamptz, overtaken boolean, node_at timestamptz, wake_at timestamptz, until timestamptz, held boolean) where r.id = a.id`),
  );
  await wakeParents(
    db,
    schema,
    going.flatMap(({ run, state, stopped }) => (stopped || state.state !== 'waiting' ? run.parent : [])),
    now,
  );
}
