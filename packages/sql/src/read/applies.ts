import { type Entity, fieldOf, type Pipeline, pipelineNames, targetOf, vocabularyOf } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { type RulePlace, ruleSql } from './rule-sql.ts';

/** The key of the first of these pipelines whose rule holds, else of the last. */
export function firstSql(pipelines: readonly Pipeline[], holds: (rule: Rule) => Fragment): Fragment {
  const cases = pipelines.slice(0, -1).map(({ key, when }) => sql`when ${holds(when ?? true)} then ${key}::text`);
  const last = sql`${pipelines.at(-1)?.key ?? null}::text`;
  return cases.length > 0 ? sql`case ${sql.join(cases, sql` `)} else ${last} end` : last;
}

/** The key of the pipeline that the rules choose for a row. */
export function chosenSql(place: RulePlace, entity: Entity): Fragment {
  const scope = vocabularyOf(place.app, entity);
  return firstSql(entity.process?.pipelines ?? [], (rule) => ruleSql(place, entity, rule, scope));
}

/** The pipeline that applies to a row of `t` now, where it is open and stands in another one; else null. */
export function appliesSql(view: RoleSight, entity: Entity, inSight: (target: Entity, id: Fragment) => Fragment): Fragment {
  const place = { app: view.app, schema: view.schema, alias: 't' };
  // What a record out of sight has to say about the choice is not told.
  const near = new Set(pipelineNames(view.app, entity).flatMap((name) => (name.includes('.') ? [name.split('.')[0] as string] : [])));
  const seen = [...near].flatMap((key) => {
    const target = targetOf(view.app, fieldOf(entity, key));
    const column = sql.id('t', key);
    return target ? [sql` and (${column} is null or ${inSight(target, column)})`] : [];
  });
  return sql`case when t.status = 'open'${sql.join(seen, sql``)} then nullif(${chosenSql(place, entity)}, t.pipeline) end`;
}
