import { type Entity, type KeyTask, taskEntityOf, taskMark } from '@pipewright/definition';
import { add, dayIn, timeFor } from '@pipewright/process';
import { compileOnce, countOf, madeTasksSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { ownSight } from '../published/own-sight.ts';
import type { ReadyEntity } from '../published/published.ts';
import type { SaveTerms, Write } from './change.ts';

/** A record that stands in a stage, with what says who does its tasks. */
export interface InStage {
  readonly id: string;
  readonly pipeline: unknown;
  readonly stage: unknown;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Writes all of them, or throws a Refusal: what asked for tasks that cannot be made is undone. */
type SaveAll = (terms: SaveTerms, writes: readonly Write[]) => Promise<unknown>;

/** Writes that make the tasks which stages ask for and which are not there yet, as the product itself writes them; inside the transaction of what brought the records there. */
export async function makeStageTasks(scope: SaveTerms, ready: ReadyEntity, records: readonly InStage[], saveAll: SaveAll): Promise<void> {
  const tasks = taskEntityOf(scope.published.app, ready.entity);
  const wanted = tasks ? records.filter((record) => tasksOf(ready.entity, record).length > 0) : [];
  if (!tasks || wanted.length === 0) return;
  const made = await madeMarks(
    scope,
    tasks,
    wanted.map(({ id }) => id),
  );
  for (const [stage, those] of Map.groupBy(wanted, (record) => String(record.stage))) {
    const writes = those.flatMap((record) =>
      tasksOf(ready.entity, record)
        .filter(({ key }) => !made.has(`${record.id} ${taskMark(stage, key)}`))
        .map((task) => ({ entity: tasks.key, change: taskOf(scope, tasks, record, stage, task) })),
    );
    if (writes.length > 0) await saveAll(termsOf(scope, stage), writes);
  }
}

function tasksOf({ process }: Entity, { pipeline, stage }: InStage): readonly KeyTask[] {
  const own = process?.pipelines.find(({ key }) => key === pipeline);
  return own?.stages.find(({ key }) => key === stage)?.tasks ?? [];
}

async function madeMarks({ db, view }: SaveTerms, tasks: Entity, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const count = countOf(ids);
  const compiled = compileOnce(view, `made tasks ${tasks.key} ${count}`, { record: ids }, (each) => ({
    value: madeTasksSql(each, tasks, count),
  }));
  const found = await rows<{ record: string; mark: string }>(db, orRefuse(compiled));
  return new Set(found.map(({ record, mark }) => `${record} ${mark}`));
}

function taskOf({ published, view }: SaveTerms, tasks: Entity, record: InStage, stage: string, task: KeyTask): Write['change'] {
  const { app, language } = published;
  const { title, taskOf: link = '', due } = tasks;
  const { now } = view.principal;
  const day = task.days === undefined ? undefined : dayIn(app.timeZone, add(timeFor(app, undefined), now, task.days, 'workdays'));
  const by = task.by === undefined ? undefined : record.values[task.by];
  const values = { [title]: task.name[language], [link]: record.id, owner: by ?? record.values.owner ?? null };
  return {
    kind: 'create',
    values: due === undefined || day === undefined ? values : { ...values, [due]: day },
    mark: taskMark(stage, task.key),
  };
}

function termsOf(scope: SaveTerms, stage: string): SaveTerms & { readonly inTransaction: true } {
  const { db, published, view, announce, newId, actor } = scope;
  return {
    ...{ db, published, announce, newId, inTransaction: true },
    view: ownSight(published, view.principal.workspace, view.principal.now),
    actor: { kind: 'system' },
    cause: { by: 'stage', stage },
    telling: actor.kind === 'person' ? { by: actor.id } : {},
  };
}
