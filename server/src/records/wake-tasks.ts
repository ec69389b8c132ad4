import { type Entity, type Label, taskEntityOf } from '@pipewright/definition';
import type { Current, Outcome, SaveGround, SaveTerms, Verdict, Write } from './change.ts';
import { languagesOf, ownTerms } from './stage-tasks.ts';

/** What is to be done with a record that a change takes up again, by the rule of the reason for which it had waited; undefined where nothing is. */
export function wakeTask({ process }: Entity, before: Current['values'] | undefined, { status }: Verdict['row']): Label | undefined {
  if (before?.status !== 'future' || status !== 'open') return undefined;
  return process?.statuses?.future?.reasons.find(({ key }) => key === before.status_reason)?.task;
}

/** True for entities whose records may come to have a task as they are taken up again. */
export const makesWakeTasks = ({ process }: Entity): boolean =>
  process?.statuses?.future?.reasons.some(({ task }) => task !== undefined) === true;

/** Makes the tasks of records that were taken up again, due on that day, for who owns them: as the product itself, in the transaction that took them up. */
export async function makeWakeTasks(
  scope: SaveGround,
  verdicts: readonly (readonly [Verdict, number])[],
  outcomes: readonly (Outcome | undefined)[],
  currents: ReadonlyMap<string, Current>,
  saveAll: (terms: SaveTerms, writes: readonly Write[]) => Promise<unknown>,
): Promise<boolean> {
  const { entity } = scope.ready;
  const tasks = taskEntityOf(scope.published.app, entity);
  if (scope.past || !scope.inTransaction || !tasks?.taskOf || !makesWakeTasks(entity)) return false;
  const woken = verdicts.flatMap(([{ row }, i]) => {
    const before = currents.get(row.id)?.values;
    const name = wakeTask(entity, before, row);
    const written = outcomes[i];
    return name && written && !('issues' in written) ? [{ id: row.id, name, owner: row.owner ?? before?.owner ?? null }] : [];
  });
  if (woken.length === 0) return false;
  const spoken = await languagesOf(
    scope,
    woken.map(({ owner }) => owner),
  );
  const { title, taskOf, due } = tasks;
  const writes = woken.map(({ id, name, owner }): Write => {
    const day = due === undefined ? {} : { [due]: scope.view.principal.today };
    const values = { [title]: name[spoken.get(owner) ?? scope.published.language], [taskOf]: id, owner, ...day };
    return { entity: tasks.key, change: { kind: 'create', values } };
  });
  await saveAll(ownTerms(scope, { by: 'wake' }), writes);
  return true;
}
