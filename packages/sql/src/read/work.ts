import { type Entity, taskEntityOf, taskMark, vocabularyOf, type WorkItem, workOf } from '@pipewright/definition';
import { sql } from 'kysely';
import { among, type Count } from '../ground/among.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { ruleSql } from './rule-sql.ts';
import { visible } from './visible.ts';

/** How a record stands to the work of its stages, whoever looks. */
export interface WorkRow {
  readonly id: string;
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly status: string | null;
  /** The marks of its key tasks that were done. */
  readonly marks: readonly string[];
  /** The facts of the deliverables that are there. */
  readonly shown: readonly string[];
}

/**
 * Reads how live records in the slot `record` stand to the work of their stages: one row for each. What the records in the slot `without` show does not
 * count.
 */
export function workSql(view: RoleSight, holder: Entity, count: Count): Statement {
  const items = workOf(view.app, holder);
  const task = items.find(({ by }) => 'task' in by);
  const marks = task
    ? sql`array(select c.stage_task ${there(view, task)} and c.stage_task is not null and ${doneOf(task)})`
    : sql`'{}'::text[]`;
  const shown = items.flatMap((item) =>
    'deliverable' in item.by
      ? [sql`case when exists (select 1 ${there(view, item)} and ${counts(view, item)}) then ${item.fact}::text end`]
      : [],
  );
  const facts = shown.length > 0 ? sql`array_remove(array[${sql.join(shown)}], null)` : sql`'{}'::text[]`;
  return compileSql(sql`select t.id, t.pipeline, t.stage, t.status, ${marks} as marks, ${facts} as shown
    from ${sql.id(view.schema, holder.key)} t where ${among(sql`t.id`, new Slot('record'), 'uuid', count)} and t.deleted_at is null`);
}

/** The live records that belong to `t` and can show an item. */
function there({ schema }: RoleSight, { entity, link }: WorkItem): Fragment {
  return sql`from ${sql.id(schema, entity.key)} c where ${sql.id('c', link)} = t.id and c.deleted_at is null
    and c.id <> all((select ${new Slot('without')}::uuid[])::uuid[])`;
}

const doneOf = ({ by }: WorkItem): Fragment => ('task' in by ? sql`${sql.id('c', by.done)} is not null` : sql`true`);

function counts({ app, schema }: RoleSight, { entity, by }: WorkItem): Fragment {
  const when = 'deliverable' in by ? by.deliverable.when : undefined;
  return when === undefined ? sql`true` : ruleSql({ app, schema, alias: 'c' }, entity, when, vocabularyOf(app, entity));
}

/** Holds on to what the records in the slot `record` belong to by a reference, so that nobody moves it by what they show until the transaction ends. */
export function holdHoldersSql({ schema }: RoleSight, entity: Entity, link: string, holder: Entity, count: Count): Statement {
  const those = sql`select ${sql.id('c', link)} from ${sql.id(schema, entity.key)} c where ${among(sql`c.id`, new Slot('record'), 'uuid', count)}`;
  return compileSql(sql`select t.id from ${sql.id(schema, holder.key)} t where t.id in (${those}) order by t.id for no key update`);
}

/** The tasks of the record in the slot `record` that stages made, as far as who asks sees them: `id` and `mark`. */
export function marksSql(view: RoleSight, tasks: Entity): Statement {
  const own = sql.id('t', tasks.taskOf ?? '');
  return compileSql(sql`select t.id, t.stage_task as mark from ${sql.id(view.schema, tasks.key)} t
    where ${own} = ${new Slot('record')}::uuid and t.stage_task is not null and t.deleted_at is null
      and t.id in (select v.id from (${visible(view, tasks, { each: true, only: new Set() })}) v)`);
}

/** Which key tasks of the records in the slot `record` are there already, whoever sees them: `record` and `mark`. Those that somebody deleted count too, unless only live ones do. */
export function madeTasksSql({ schema }: RoleSight, tasks: Entity, count: Count, live: boolean): Statement {
  const own = sql.id('t', tasks.taskOf ?? '');
  return compileSql(sql`select ${own} as record, t.stage_task as mark from ${sql.id(schema, tasks.key)} t
    where ${among(own, new Slot('record'), 'uuid', count)} and t.stage_task is not null ${live ? sql`and t.deleted_at is null` : sql``}`);
}

/** Open records, beginning after the id in the slot `after`, that never had a key task of the stage in which they stand: `id` and `values` (every column that says who does what), and held. */
export function lackingTasksSql(view: RoleSight, holder: Entity): Statement | undefined {
  const tasks = taskEntityOf(view.app, holder);
  const stages = (holder.process?.pipelines ?? []).flatMap(({ key: pipeline, stages: all }) =>
    all.flatMap(({ key: stage, tasks: own = [] }) => (own.length > 0 ? [{ pipeline, stage, own }] : [])),
  );
  if (!tasks?.taskOf || stages.length === 0) return undefined;
  const link = sql.id('c', tasks.taskOf);
  const lacks = stages.map(({ pipeline, stage, own }) => {
    const marks = own.map(({ key }) => taskMark(stage, key));
    const made = sql`(select count(*) from ${sql.id(view.schema, tasks.key)} c where ${link} = t.id and c.stage_task = any(${marks}::text[]))`;
    return sql`t.pipeline = ${pipeline} and t.stage = ${stage} and ${made} < ${marks.length}`;
  });
  const doers = [...new Set(['owner', ...stages.flatMap(({ own }) => own.flatMap(({ by }) => by ?? []))])];
  const values = doers.flatMap((key) => [sql`${key}::text`, sql.id('t', key)]);
  return compileSql(sql`select t.id, t.pipeline, t.stage, t.stage_since, json_build_object(${sql.join(values)}) as values
    from ${sql.id(view.schema, holder.key)} t where t.status = 'open' and t.deleted_at is null and t.id > ${new Slot('after')}::uuid
      and (${sql.join(
        lacks.map((each) => sql`(${each})`),
        sql` or `,
      )}) order by t.id limit ${new Slot('limit')}::integer for no key update of t`);
}
