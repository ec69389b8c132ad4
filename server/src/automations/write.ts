import { fieldOf, targetOf } from '@pipewright/definition';
import type { Effect } from '@pipewright/process';
import { callersOf } from '../auth/principal.ts';
import type { Change, Outcome, Write } from '../records/change.ts';
import { loadOne } from '../records/load-for-write.ts';
import { save } from '../records/save.ts';
import { type Came, came, type Ground, type Task, termsOf } from './ground.ts';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** What became of a write, as a step tells it. */
export function told(outcome: Outcome | undefined, input: Came['input']): Came {
  return outcome && 'issues' in outcome ? came('refused', { input, faults: outcome.issues }) : came('done', { input });
}

async function write(ground: Ground, task: Task, entity: string, change: Change, input: Came['input']): Promise<Came> {
  const wish: Write = { entity, change };
  const [outcome] = await save(termsOf(ground, task), [wish]);
  return told(outcome, input);
}

/** A change of the record that the run is about. A deleted one is changed no more. */
export function changeRecord(
  ground: Ground,
  task: Task,
  wish: Omit<Change, 'kind' | 'id' | 'version'>,
  input: Came['input'],
): Promise<Came> {
  const { record, entity } = task;
  if (record.deleted) return Promise.resolve(came('overtaken'));
  return write(ground, task, entity.key, { kind: 'update', id: record.id, version: record.version, ...wish }, input);
}

/** Sets fields of the record, or of what it refers to: where it refers to nothing that is there, there is nothing to set. */
export async function setFields(ground: Ground, task: Task<Of<'set'>>): Promise<Came> {
  const { of, values } = task.effect;
  if (of === undefined) return changeRecord(ground, task, { values }, values);
  const { published } = ground.app;
  const ready = published.entity(targetOf(published.app, fieldOf(task.entity, of))?.key ?? '');
  const id = task.record.facts[of];
  const far = ready && typeof id === 'string' ? await loadOne({ ...termsOf(ground, task), ready }, id) : undefined;
  if (!ready || !far) return came('done');
  const { id: record, version } = far.current.values;
  return write(ground, task, ready.entity.key, { kind: 'update', id: record, version, values }, values);
}

/** Moves the record to a stage, by every rule that a person is held to. */
export const moveRecord = (ground: Ground, task: Task<Of<'move'>>) =>
  changeRecord(ground, task, { values: {}, stage: task.effect.stage }, { stage: task.effect.stage });

/** Changes the status of the record. */
export function setStatus(ground: Ground, task: Task<Of<'status'>>): Promise<Came> {
  const { status, reason } = task.effect;
  return changeRecord(ground, task, { values: {}, status, reason }, { status, ...(reason === undefined ? {} : { status_reason: reason }) });
}

/**
 * Makes a record that names this one; it belongs to whom this one belongs to, where nothing else is said and that person still works here. Where no two may name the same, and one does, it is
 * there already: whoever made it, and however many make it at once.
 */
export async function createRecord(ground: Ground, task: Task<Of<'create'>>): Promise<Came> {
  const { entity, link, values } = task.effect;
  const { owner } = task.record.facts;
  const own = typeof owner === 'string' && !('owner' in values) ? [owner] : [];
  const here = own.length > 0 ? await callersOf(ground.db, own, ground.app.published.key) : [];
  const given = { ...(here[0] ? { owner: here[0].user } : {}), ...values, ...(link === undefined ? {} : { [link]: task.record.id }) };
  const done = await write(ground, task, entity, { kind: 'create', values: given }, values);
  const taken =
    link !== undefined && done.faults.length > 0 && done.faults.every(({ path, code }) => path === link && code === 'value.unique');
  return taken ? came('there', { input: values }) : done;
}
