import { type App, type Entity, entityOf, type Label, type Option, stagesOf } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Statement } from './compile.ts';
import type { Table } from './table.ts';

/** A question about how many existing rows a publish touches. `blocking` ones must count zero. */
export interface ImpactQuery {
  readonly code: 'required_missing' | 'stage_gone' | 'option_gone' | 'unique_twins' | 'field_hidden';
  readonly names: readonly Label[];
  readonly path: string;
  readonly blocking: boolean;
  readonly statement: Statement;
}

/** What to count before publishing `after` over `before`, given the tables that exist. */
export function impactQueries(schema: string, before: App, after: App, existing: readonly Table[]): ImpactQuery[] {
  const tables = new Map(existing.map((table) => [table.name, table]));
  return after.entities.flatMap((entity) => {
    const table = tables.get(entity.key);
    const was = entityOf(before, entity.key);
    return table && was ? entityImpact(schema, was, entity, table) : [];
  });
}

const live = (options: readonly Option[] = []) => options.filter((option) => !option.retired);

function entityImpact(schema: string, was: Entity, entity: Entity, table: Table): ImpactQuery[] {
  const from = sql.id(schema, entity.key);
  const queries: ImpactQuery[] = [];
  const ask = (code: ImpactQuery['code'], name: Label, path: string, where: ReturnType<typeof sql>, blocking = false) =>
    queries.push({
      code,
      names: [entity.name, name],
      path,
      blocking,
      statement: compileSql(sql`select count(*)::int as n from ${from} where deleted_at is null and ${where}`),
    });
  for (const field of entity.fields) {
    if (!table.columns[field.key]) continue;
    const old = was.fields.find((each) => each.key === field.key);
    const column = sql.id(field.key);
    const path = `entities.${entity.key}.fields.${field.key}`;
    if (field.retired) {
      if (old && !old.retired) ask('field_hidden', field.name, path, sql`${column} is not null`);
      continue;
    }
    if (field.required && !old?.required) ask('required_missing', field.name, path, sql`${column} is null`);
    if (field.unique && !old?.unique) {
      const twins = sql`${column} in (select ${column} from ${from} where deleted_at is null group by 1 having count(*) > 1)`;
      ask('unique_twins', field.name, path, twins, true);
    }
    for (const option of live(old?.options)) {
      if (live(field.options).some((each) => each.key === option.key)) continue;
      ask(
        'option_gone',
        option.name,
        path,
        field.type === 'choices' ? sql`${column} @> array[${option.key}]::text[]` : sql`${column} = ${option.key}`,
      );
    }
  }
  for (const field of was.fields) {
    if (!field.retired && !entity.fields.some((each) => each.key === field.key))
      ask('field_hidden', field.name, `entities.${entity.key}.fields`, sql`${sql.id(field.key)} is not null`);
  }
  const stages = new Set(stagesOf(entity).map((stage) => stage.key));
  for (const stage of stagesOf(was))
    if (entity.process && !stages.has(stage.key))
      ask('stage_gone', stage.name, `entities.${entity.key}.process`, sql`stage = ${stage.key}`);
  return queries;
}
