import { type Entity, scopeOf } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from './compile.ts';
import { type RulePlace, ruleSql } from './rule-sql.ts';
import type { RoleView } from './view.ts';

/** The key of the pipeline that the rules choose for a row. */
export function chosenSql(place: RulePlace, entity: Entity): Fragment {
  const pipelines = entity.process?.pipelines ?? [];
  const scope = scopeOf(place.app, entity);
  const cases = pipelines.slice(0, -1).map(({ key, when }) => sql`when ${ruleSql(place, entity, when ?? true, scope)} then ${key}::text`);
  const last = sql`${pipelines.at(-1)?.key ?? null}::text`;
  return cases.length > 0 ? sql`case ${sql.join(cases, sql` `)} else ${last} end` : last;
}

/** The pipeline that applies to a row of `t` now, where it is open and stands in another one; else null. */
export function appliesSql(view: RoleView, entity: Entity): Fragment {
  const place = { app: view.app, schema: view.schema, alias: 't' };
  return sql`case when t.status = 'open' then nullif(${chosenSql(place, entity)}, t.pipeline) end`;
}
