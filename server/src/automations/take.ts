import { type Entity, entityOf, fieldOf, type TriggerOf } from '@pipewright/definition';
import { issue, type Value } from '@pipewright/logic';
import type { ReadyAutomation } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import { holdRecords } from '../about/records.ts';
import { databaseNow, type Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { ownSight } from '../published/own-sight.ts';
import { announced } from '../records/announced.ts';
import type { Change } from '../records/change.ts';
import { listPage } from '../records/list.ts';
import { save } from '../records/save.ts';
import { StaleDefinition } from '../records/stale.ts';
import { workApps } from './apps.ts';
import { readArrival } from './arrival.ts';
import { begin, isOff } from './begin.ts';
import { type Ground, termsOf } from './ground.ts';
import { type Came, holdHook, isTaken, keepArrival, type OpenHook } from './hooks.ts';
import { namesToIds } from './named.ts';
import { automationsOf } from './ready.ts';

type Work = Pick<Server, 'pool' | 'events' | 'apps' | 'language'>;
type Values = Readonly<Record<string, Value>>;

/** Somebody may publish while a message is on its way: it is judged anew by what is published then. */
const ATTEMPTS = 5;

/**
 * Takes a message of somebody who knows the secret of a hook: writes what it says to the record that it is about, or to a new one, and begins the automation for that record, all in one
 * transaction, once for each message. Whoever sent it is refused by what stands in the message and in the definition alone; what the records of the app make of it is kept for those who watch
 * the automation, and is no news to anybody outside.
 * @param message what its sender calls it; null where it has no name, and is another one each time
 */
export async function takeMessage(server: Work, hook: OpenHook, message: string | null, body: unknown): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeOnce(server, hook, message, body);
    } catch (error) {
      if (!(error instanceof StaleDefinition) || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function takeOnce(server: Work, hook: OpenHook, message: string | null, body: unknown): Promise<void> {
  const [app = refuse('hook.gone')] = await workApps(server, server.pool, hook.app);
  const definition = app.published.app;
  const ready = automationsOf(definition).get(hook.automation) ?? refuse('hook.gone');
  const { automation } = ready;
  const entity = entityOf(definition, automation.entity);
  const { on } = automation;
  if (!entity || on.kind !== 'webhook') return refuse('hook.gone');
  const { values, issues } = readArrival(entity, on, body, definition.timeZone);
  const came = await announced(server, async (db, announce): Promise<Came | undefined> => {
    if (!(await holdHook(db, hook))) refuse('hook.denied');
    if (message !== null && (await isTaken(db, hook.id, message))) return undefined;
    // After waiting for the message before it: each is written at its own instant.
    const now = await databaseNow(db);
    const ground = { server, db, app, now, announce, view: ownSight(app.published, app.workspace, now) };
    const found = (await isOff(db, app, automation))
      ? { outcome: 'off' as const, input: {} }
      : issues.length > 0
        ? { outcome: 'refused' as const, input: values, issues }
        : await write(ground, ready, entity, on, values);
    await keepArrival(db, hook.id, message, found);
    return found;
  });
  if (came?.outcome === 'off') refuse('hook.off', { name: automation.name });
  if (came && issues.length > 0) throw new Refusal(issues);
}

/** Writes what a message says, as the automation, by what its administrators may do, and begins its steps. */
async function write(ground: Ground, ready: ReadyAutomation, entity: Entity, on: TriggerOf<'webhook'>, values: Values): Promise<Came> {
  const { db, app, view, now } = ground;
  const { automation } = ready;
  const { match, known } = on;
  const fitting = match === undefined ? [] : await fittingRecords(db, view, entity, match, values[match] ?? null);
  const field = (match === undefined ? undefined : fieldOf(entity, match)?.name) ?? '';
  const lost = fitting.length > 1 ? 'hook.ambiguous' : fitting.length === 0 && known ? 'hook.unmatched' : undefined;
  if (lost) return { outcome: 'unmatched', input: values, issues: [issue('', lost, { field })] };
  const named = await namesToIds(db, view, entity, values);
  if (named.issues.length > 0) return { outcome: 'refused', input: values, issues: named.issues };
  const run = newId();
  const [about] = fitting;
  const change: Change =
    about === undefined ? { kind: 'create', values: named.values } : await changeOf(ground, entity, about, without(named.values, match));
  const terms = termsOf(ground, { run: { id: run, root: run, automation: automation.key, chain: [automation.key], starter: null }, ready });
  const [outcome] = await save(terms, [{ entity: entity.key, change }]);
  if (!outcome || 'issues' in outcome) return { outcome: 'refused', input: values, issues: outcome?.issues ?? [] };
  const record = outcome.id;
  const came = { input: values, entity: entity.key, record };
  const stands = (await holdRecords(db, view, entity, [record], ready.names)).get(record);
  const begins = stands !== undefined && ready.holds(stands.facts) && (await begin(db, app, automation, record, run, now));
  return begins ? { outcome: 'begun', ...came, run } : { outcome: 'kept', ...came };
}

async function changeOf({ db, view }: Ground, entity: Entity, id: string, values: Values): Promise<Change> {
  const record = (await holdRecords(db, view, entity, [id], [])).get(id);
  return { kind: 'update', id, version: record?.version, values };
}

const without = (values: Values, key: string | undefined): Values =>
  Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));

/** The first two records that have a value in a field. */
async function fittingRecords(db: Queryable, view: Sight, entity: Entity, key: string, value: Value): Promise<string[]> {
  const filter = { '==': [{ var: key }, value] };
  const page = JSON.parse(await listPage(db, view, entity.key, { filter, fields: [], limit: 2 })) as { records: { id: string }[] };
  return page.records.map(({ id }) => id);
}
