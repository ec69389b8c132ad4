import { type Entity, planningOf } from '@pipewright/definition';
import { sql } from 'kysely';
import { among, type Count } from '../ground/among.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';

/** What says that something comes next of a live record, whoever sees it: whether it is open, has a day for its next step, or an open task with a day. */
export interface PlannedRow {
  readonly id: string;
  readonly open: boolean;
  readonly dated: boolean;
  readonly tasked: boolean;
}

function datedSql({ app }: RoleSight, entity: Entity): Fragment {
  const day = planningOf(app, entity)?.day;
  return day === undefined ? sql`false` : sql`(${sql.id('t', day)} is not null)`;
}

function taskedSql({ app, schema }: RoleSight, entity: Entity, but?: Fragment): Fragment {
  const tasks = planningOf(app, entity)?.tasks;
  if (!tasks) return sql`false`;
  const { link, due, done } = tasks;
  return sql`exists (select 1 from ${sql.id(schema, tasks.entity.key)} as c where ${sql.id('c', link)} = t.id and c.deleted_at is null
    and ${sql.id('c', due)} is not null and ${sql.id('c', done)} is null${but ? sql` and ${but}` : sql``})`;
}

/** True for an open row of `t` that nothing says what comes next of; null for what is not open. */
export function unplannedSql(view: RoleSight, entity: Entity): Fragment {
  return sql`case when t.status = 'open' then not (${datedSql(view, entity)} or ${taskedSql(view, entity)}) end`;
}

/** What comes next of the live records in the slot `record`, the tasks in the slot `without` aside: a `PlannedRow` for each. */
export function plannedOfSql(view: RoleSight, entity: Entity, count: Count): Statement {
  const but = sql`c.id <> all((select ${new Slot('without')}::uuid[])::uuid[])`;
  return compileSql(sql`select t.id, coalesce(t.status, 'open') = 'open' as open, ${datedSql(view, entity)} as dated, ${taskedSql(view, entity, but)} as tasked
    from ${sql.id(view.schema, entity.key)} as t where ${among(sql`t.id`, new Slot('record'), 'uuid', count)} and t.deleted_at is null`);
}
