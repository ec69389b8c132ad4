import { type Entity, type Field, setKey, vocabularyOf } from '@pipewright/definition';
import type { Facts, Rule } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import { type RulePlace, ruleSql } from './rule-sql.ts';

/** The value that the rule of a field gives to a row: that of the first row of the rule that holds, else the one for everything else. */
export function ruledSql({ byRule }: Pick<Field, 'byRule'>, holds: (rule: Rule) => Fragment): RawBuilder<string | null> {
  const otherwise = sql<string | null>`${byRule?.otherwise ?? null}::text`;
  const cases = (byRule?.rows ?? []).map(({ when, value }) => sql`when ${holds(when)} then ${value}::text`);
  return cases.length > 0 ? sql<string | null>`case ${sql.join(cases, sql` `)} else ${otherwise} end` : otherwise;
}

/** The live rows of `t` that another value stands in than their rule says, those left out of which a person says something else. */
export function mislabelledSql({ key, byRule }: Field, ruled: Fragment, has: (column: string) => boolean): RawBuilder<boolean> {
  const column = has(key) ? sql`${sql.id('t', key)}` : sql`null::text`;
  const free = byRule?.mayOverride && has(setKey(key)) ? sql` and ${sql.id('t', setKey(key))} is null` : sql``;
  return sql<boolean>`(t.deleted_at is null${free} and ${column} is distinct from ${ruled})`;
}

/** Records whose value of a field is another than its rule says, by id, those after one; they are held. Rows: `id`, `version`. */
export function toRelabelSql(
  place: Omit<RulePlace, 'alias' | 'known'>,
  entity: Entity,
  field: Field,
  { when, after, limit }: { readonly when: Facts; readonly after: string; readonly limit: number },
): Statement {
  const scope = vocabularyOf(place.app, entity);
  const ruled = ruledSql(field, (rule) => ruleSql({ ...place, alias: 't', known: when }, entity, rule, scope));
  return compileSql(sql`select t.id::text, t.version from ${sql.id(place.schema, entity.key)} as t
    where t.id > ${after}::uuid and ${mislabelledSql(field, ruled, () => true)} order by t.id limit ${limit}::integer for no key update of t`);
}
