import { type Entity, fieldOf, grantOf, type Planning, planningOf } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { isFilled } from '@pipewright/process';
import { compileOnce, countOf, holdHoldersSql, type PlannedRow, plannedOfSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { isId } from '../ground/id.ts';
import type { Published } from '../published/published.ts';
import { type Change, type Current, mayMove, type SaveGround, type Verdict } from './change.ts';
import { comingTasks } from './stage-tasks.ts';
import { makesWakeTasks, wakeTask } from './wake-tasks.ts';

type Tasks = NonNullable<Planning['tasks']>;

/** Of an entity whose records are tasks: the entity whose open records have to have something next, and how tasks say so. */
function holderOf({ app }: Published, entity: string): { readonly holder: Entity; readonly tasks: Tasks } | undefined {
  for (const holder of app.entities) {
    const tasks = holder.process?.nextTask === 'asked' && !holder.retired ? planningOf(app, holder)?.tasks : undefined;
    if (tasks?.entity.key === entity) return { holder, tasks };
  }
  return undefined;
}

/** True for a change of a task that may end its saying what comes next. */
const mayEnd = ({ done, due, link }: Tasks, { kind, values }: Change) =>
  kind === 'delete' || (kind === 'update' && [done, due, link].some((key) => key in values));

/** True where a change must be written together with others: it may take from a held record what says what comes next, or makes a task as it wakes one. */
export function needsNext(published: Published, entity: string, change: Change): boolean {
  const held = holderOf(published, entity);
  if (held && mayEnd(held.tasks, change)) return true;
  const own = published.entity(entity)?.entity;
  const process = own?.process;
  if (own && mayMove(change) && makesWakeTasks(own)) return true;
  if (process?.nextTask !== 'asked' || change.kind !== 'update') return false;
  return mayMove(change) || (process.nextStepDate !== undefined && process.nextStepDate in change.values);
}

/** Holds on to the records whose tasks are changed, before the tasks are held: of two who end the last two tasks of a record the second one finds that none is left. */
export async function holdPlanned(scope: SaveGround, changes: readonly Change[]): Promise<void> {
  const held = scope.inTransaction && isAsked(scope) ? holderOf(scope.published, scope.ready.entity.key) : undefined;
  const ids = changes.flatMap((change) => (held && mayEnd(held.tasks, change) && isId(change.id ?? '') ? [change.id as string] : []));
  if (!held || ids.length === 0) return;
  const { holder, tasks } = held;
  const count = countOf(ids);
  const compiled = compileOnce(scope.view, `hold planned ${holder.key} ${count}`, { record: ids }, (each) => ({
    value: holdHoldersSql(each, tasks.entity, tasks.link, holder, count),
  }));
  await rows(scope.db, orRefuse(compiled));
}

/** People are asked what comes next. What acts by itself, and the past that is brought in, is not: what it leaves without stands on the list of those. */
const isAsked = ({ actor, past }: SaveGround) => actor.kind === 'person' && past === undefined;

/**
 * What speaks against changes because an open record would be left with nothing that says what comes next, where it had something or is only now open:
 * by the record that is changed. What several changes of one write take away together counts as taken away by each.
 */
export async function nextTaskIssues(
  scope: SaveGround,
  verdicts: readonly Verdict[],
  currents: ReadonlyMap<string, Current>,
): Promise<ReadonlyMap<string, Issue>> {
  if (!isAsked(scope)) return new Map();
  return new Map([...(await issuesOfTasks(scope, verdicts, currents)), ...(await issuesOfRecords(scope, verdicts, currents))]);
}

/** Of tasks that are done, moved away, without a day or gone: those that were the last of an open record. */
async function issuesOfTasks(
  scope: SaveGround,
  verdicts: readonly Verdict[],
  currents: ReadonlyMap<string, Current>,
): Promise<readonly (readonly [string, Issue])[]> {
  const held = holderOf(scope.published, scope.ready.entity.key);
  if (!held) return [];
  const { link, due, done } = held.tasks;
  const of = (values: Readonly<Record<string, unknown>>) => (isFilled(values[due]) && !isFilled(values[done]) ? values[link] : undefined);
  const each = verdicts.map(({ change, row, after }) => {
    const before = currents.get(row.id)?.values ?? {};
    const was = change.kind === 'create' || change.kind === 'restore' ? undefined : of(before);
    return { id: row.id, was, is: change.kind === 'delete' ? undefined : of({ ...before, ...after }) };
  });
  const ended = each.filter(({ was, is }) => typeof was === 'string' && was !== is);
  const found = await plannedOf(
    scope,
    held.holder,
    ended.map(({ was }) => String(was)),
    ended.map(({ id }) => id),
  );
  const given = new Set(each.flatMap(({ was, is }) => (is !== was ? [is] : [])));
  return ended.flatMap(({ id, was }) => {
    const row = found.get(String(was));
    return row?.open && !row.dated && !row.tasked && !given.has(was) ? [[id, issue('', 'next.last')] as const] : [];
  });
}

/** Of records that are new, open again, or have lost the day of their next step: those that are left with nothing. */
async function issuesOfRecords(
  scope: SaveGround,
  verdicts: readonly Verdict[],
  currents: ReadonlyMap<string, Current>,
): Promise<readonly (readonly [string, Issue])[]> {
  const { entity } = scope.ready;
  const planning = entity.process?.nextTask === 'asked' ? planningOf(scope.published.app, entity) : undefined;
  if (!planning) return [];
  const { day } = planning;
  const dated = (values: Readonly<Record<string, unknown>>) => day !== undefined && isFilled(values[day]);
  const left = verdicts.filter(({ change, row }) => {
    if (change.kind !== 'create' && change.kind !== 'update') return false;
    const before = currents.get(row.id)?.values;
    const after = { ...before, ...row };
    return after.status === 'open' && !dated(after) && (before?.status !== 'open' || dated(before));
  });
  if (left.length === 0) return [];
  const old = left.flatMap(({ change, row }) => (change.kind === 'create' ? [] : [row.id]));
  const [found, coming] = [await plannedOf(scope, entity, old), await comingTasks(scope, left)];
  const wakes = (row: Verdict['row']) => planning.tasks !== undefined && wakeTask(entity, currents.get(row.id)?.values, row) !== undefined;
  return left.flatMap(({ row }) =>
    found.get(row.id)?.tasked || coming.has(row.id) || wakes(row) ? [] : [[row.id, lacking(scope, day)] as const],
  );
}

/** What is asked for: the day of the next step at its field, where it is one that this person fills in. */
function lacking({ ready: { entity }, view }: SaveGround, day: string | undefined): Issue {
  const field = day === undefined ? undefined : fieldOf(entity, day);
  const { hidden, readonly } = grantOf(view.principal.role, entity.key);
  const mine = field && !hidden.includes(field.key) && !readonly.includes(field.key);
  return mine ? issue(field.key, 'next.missing', { field: field.name }) : issue('', 'next.task');
}

async function plannedOf(
  { db, view }: SaveGround,
  entity: Entity,
  ids: readonly string[],
  without: readonly string[] = [],
): Promise<ReadonlyMap<string, PlannedRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const count = countOf(wanted);
  const compiled = compileOnce(view, `planned ${entity.key} ${count}`, { record: wanted, without }, (each) => ({
    value: plannedOfSql(each, entity, count),
  }));
  return new Map((await rows<PlannedRow>(db, orRefuse(compiled))).map((row) => [row.id, row]));
}
