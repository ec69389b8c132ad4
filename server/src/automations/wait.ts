import type { Effect, Stay } from '@pipewright/process';
import { timeFor, waiting } from '@pipewright/process';
import { compileSql, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { isOff } from './begin.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';

type Waits = Task<Extract<Effect, { kind: 'wait' }>>;

/** How long a run whose time has come stands where its automation is switched off, without another look. */
const OFF_MS = 3_600_000;

/** Lets runs wait, or go on where what they waited for is so, and their automation is not switched off meanwhile. */
export async function waitFor(ground: Ground, tasks: readonly Waits[]): Promise<Came[]> {
  const { app, schema } = ground.app.published;
  const since = tasks.map(({ run }) => run.node_at).sort()[0] ?? ground.now;
  const stays = await staysOf(ground.db, schema, [...new Set(tasks.map(({ record }) => record.id))], since);
  const off = new Set<string>();
  for (const { automation } of new Set(tasks.map(({ ready }) => ready)))
    if (await isOff(ground.db, ground.app, automation)) off.add(automation.key);
  return tasks.map(({ run, ready, entity, record, effect }) => {
    const reads = ready.nodes.get(run.node ?? '')?.reads ?? [];
    const far = reads.some((name) => name.includes('.') || name === 'today' || name === 'now');
    const stands = waiting(effect.for, effect.holds, far, {
      ...{ entity, time: timeFor(app, ready.automation.calendar), zone: app.timeZone },
      ...{ since: run.node_at, now: ground.now, facts: record.facts, stays: stays.get(record.id) ?? [] },
    });
    if ('over' in stands && off.has(run.automation)) return asleepWhileOff(ground);
    return 'over' in stands ? came('done', { exit: stands.over }) : came('asleep', stands);
  });
}

/** What is ready to go on, but for its automation, which is switched off: it goes on once that is on again. */
export function asleepWhileOff({ now }: Pick<Ground, 'now'>): Came {
  return came('asleep', { until: now, held: true, look: new Date(Date.parse(now) + OFF_MS).toISOString() });
}

/** How records stood from an instant on, latest first. */
async function staysOf(db: Queryable, schema: string, records: readonly string[], since: string): Promise<ReadonlyMap<string, Stay[]>> {
  const found = await rows<Stay & { record: string }>(
    db,
    compileSql(sql`select p.record::text, p.status, p.pipeline, p.stage, ${instantText(sql`p.entered_at`)} as "from", ${instantText(sql`p.left_at`)} as "to"
      from ${sql.id(schema, '_period')} p where p.record = any(${[...records]}::uuid[]) and p.left_at > ${since}::timestamptz and p.status in ('paused', 'future')
      order by p.entered_at desc, p.id desc`),
  );
  return Map.groupBy(found, ({ record }) => record);
}
