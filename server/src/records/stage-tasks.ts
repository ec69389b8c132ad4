import { type Cause, type Entity, type KeyTask, type Language, taskEntityOf, taskMark } from '@pipewright/definition';
import { add, dayIn, timeFor } from '@pipewright/process';
import { compileOnce, countOf, madeTasksSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { ReadyEntity } from '../published/published.ts';
import { bySystem } from './by-system.ts';
import type { SaveGround, SaveTerms, Verdict, Write } from './change.ts';

/** A record that stands in a stage, with what says who does its tasks. */
export interface InStage {
  readonly id: string;
  readonly pipeline: unknown;
  readonly stage: unknown;
  readonly values: Readonly<Record<string, unknown>>;
  /** True for a record that was made just now and has no tasks. */
  readonly fresh?: boolean;
  /** From when its days are counted; from now where nothing is said. */
  readonly from?: string | undefined;
}

/** Writes all of them, or throws a Refusal: what asked for tasks that cannot be made is undone. */
type SaveAll = (terms: SaveTerms, writes: readonly Write[]) => Promise<unknown>;

/**
 * Makes the tasks that stages ask for and that are not there yet, as the product itself writes them; inside the transaction that holds the records.
 * @param again makes those too that somebody deleted
 */
export async function makeStageTasks(
  scope: SaveTerms,
  ready: ReadyEntity,
  records: readonly InStage[],
  saveAll: SaveAll,
  again = false,
): Promise<boolean> {
  const tasks = taskEntityOf(scope.published.app, ready.entity);
  const wanted = tasks ? records.filter((record) => tasksOf(ready.entity, record).length > 0) : [];
  if (!tasks || wanted.length === 0) return false;
  const made = await madeMarks(
    scope,
    tasks,
    wanted.flatMap(({ id, fresh }) => (fresh ? [] : [id])),
    again,
  );
  const doers = wanted.flatMap((record) => tasksOf(ready.entity, record).map((task) => doerOf(record, task)));
  const spoken = await languagesOf(scope, doers);
  let any = false;
  for (const [stage, those] of Map.groupBy(wanted, (record) => String(record.stage))) {
    const writes = those.flatMap((record) =>
      tasksOf(ready.entity, record)
        .filter(({ key }) => !made.has(`${record.id} ${taskMark(stage, key)}`))
        .map((task) => ({ entity: tasks.key, change: taskOf(scope, tasks, record, stage, task, spoken) })),
    );
    if (writes.length > 0) await saveAll(ownTerms(scope, { by: 'stage', stage }), writes);
    any ||= writes.length > 0;
  }
  return any;
}

/** Which records come to have a task with a day by themselves, as they come into their stage. */
export async function comingTasks(scope: SaveGround, verdicts: readonly Verdict[]): Promise<ReadonlySet<string>> {
  const { entity } = scope.ready;
  const tasks = taskEntityOf(scope.published.app, entity);
  if (!tasks?.due || !scope.inTransaction) return new Set();
  const entering = verdicts.flatMap(({ row, entries, change }) => {
    const { stands, pipeline, stage } = entries.at(-1) ?? {};
    return stands === 'enter' ? [{ id: row.id, pipeline, stage, fresh: change.kind === 'create', values: row }] : [];
  });
  const old = entering.flatMap(({ id, fresh }) => (fresh ? [] : [id]));
  const made = await madeMarks(scope, tasks, old, false);
  const dated = entering.filter((record) =>
    tasksOf(entity, record).some(({ key, days }) => days !== undefined && !made.has(`${record.id} ${taskMark(String(record.stage), key)}`)),
  );
  return new Set(dated.map(({ id }) => id));
}

function tasksOf({ process }: Entity, { pipeline, stage }: InStage): readonly KeyTask[] {
  const own = process?.pipelines.find(({ key }) => key === pipeline);
  return own?.stages.find(({ key }) => key === stage)?.tasks ?? [];
}

async function madeMarks({ db, view }: SaveTerms, tasks: Entity, ids: readonly string[], live: boolean): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const count = countOf(ids);
  const compiled = compileOnce(view, `made tasks ${tasks.key} ${count} ${live}`, { record: ids }, (each) => ({
    value: madeTasksSql(each, tasks, count, live),
  }));
  const found = await rows<{ record: string; mark: string }>(db, orRefuse(compiled));
  return new Set(found.map(({ record, mark }) => `${record} ${mark}`));
}

/** Who does a key task: the person that a field of the record names, or its owner. */
const doerOf = ({ values }: InStage, { by }: KeyTask): unknown => (by === undefined ? undefined : values[by]) ?? values.owner ?? null;

type Spoken = ReadonlyMap<unknown, Language>;

/** The languages of those who come to do tasks, as far as they chose one: a task is called as who does it reads it. */
export async function languagesOf({ db }: SaveTerms, doers: readonly unknown[]): Promise<Spoken> {
  const people = [...new Set(doers)];
  const { rows: found } = await db.query<{ id: string; language: Language }>(
    'select user_id as id, language from pipewright.person where user_id = any($1::text[]) and language is not null',
    [people],
  );
  return new Map(found.map(({ id, language }) => [id, language]));
}

function taskOf(
  { published, view }: SaveTerms,
  tasks: Entity,
  record: InStage,
  stage: string,
  task: KeyTask,
  spoken: Spoken,
): Write['change'] {
  const { app } = published;
  const { title, taskOf: link = '', due } = tasks;
  const { now } = view.principal;
  const day =
    task.days === undefined ? undefined : dayIn(app.timeZone, add(timeFor(app, undefined), record.from ?? now, task.days, 'workdays'));
  const owner = doerOf(record, task);
  const values = { [title]: task.name[spoken.get(owner) ?? published.language], [link]: record.id, owner };
  return {
    kind: 'create',
    values: due === undefined || day === undefined ? values : { ...values, [due]: day },
    mark: taskMark(stage, task.key),
  };
}

/** How the product itself writes what follows from a change. */
export function ownTerms(scope: SaveTerms, cause: Cause): SaveTerms & { readonly inTransaction: true } {
  const { db, published, view, announce, actor, past } = scope;
  const { workspace, now } = view.principal;
  const telling = actor.kind === 'person' ? { by: actor.id } : {};
  return { ...bySystem({ published, workspace }, db, now, announce, cause), newId: scope.newId, past, telling };
}
