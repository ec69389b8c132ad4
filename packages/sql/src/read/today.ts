import { type Access, accessTo, type Entity, fieldOf } from '@pipewright/definition';
import { issuesOf, type Result, type Rule } from '@pipewright/logic';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { conditions, pageSql } from './list.ts';
import type { ListShape } from './list-shape.ts';
import { filterSql, visible } from './visible.ts';

/** One part of a page that shows several lists: the records for which the filter holds and one of `any`; without an order it is only counted. */
export interface ListedPart {
  readonly filter: Rule;
  readonly any?: readonly Rule[];
  readonly sort?: string;
  /** False where it does not matter how many there are besides the first. */
  readonly counted?: boolean;
}

/** A row of such a page: the place of its part among the parts, how many records that has in all, the sum of their amounts, and one record as JSON. */
export interface ListedRow {
  readonly part: number;
  readonly n: number | null;
  readonly sum: string | null;
  readonly j: string | null;
}

/**
 * Compiles several lists of one entity into one statement. Each part has its count and the first records, as many as the slot `limit` says; a part
 * without an order has the sum of the process' amounts instead, null where that may not be known. All are counted in one pass over the records.
 */
export function listedSql(
  view: RoleSight,
  entity: Entity,
  parts: readonly ListedPart[],
  shown: Pick<ListShape, 'fields' | 'expand'>,
): Result<Statement> {
  const access = accessTo(view.app, entity, view.principal);
  const key = entity.process?.amount;
  const amount = key && access.fields.some((field) => field.key === key) ? fieldOf(entity, key) : undefined;
  const compiled = parts.map((part) => partSql(view, access, part, shown));
  const issues = issuesOf(...compiled);
  if (issues.length > 0) return { issues };
  const all = compiled.flatMap((part) => ('value' in part ? [part.value] : []));
  const counts = all.flatMap(({ counted, where, page }, i) => {
    if (!counted) return [];
    const those = sql`filter (where ${sql.join(where, sql` and `)})`;
    const sum = !page && amount ? [sql`(sum(${sql.id('r', amount.key)}) ${those})::text as ${sql.id(`s${i}`)}`] : [];
    return [sql`(count(*) ${those})::integer as ${sql.id(`n${i}`)}`, ...sum];
  });
  const widest = widestOf(parts.filter(({ counted }) => counted !== false).map(({ filter }) => filter));
  const among = parts.flatMap(({ filter }, i) => (widest.includes(filter) ? [sql`(${sql.join(all[i]?.kept ?? [], sql` and `)})`] : []));
  const looked = [...counts, ...among];
  const from = sql`from ${visible(view, entity, { only: columnsRead('r', looked) })} as r where ${sql.join(among, sql` or `)}`;
  const counted = sql`select ${sql.join(counts)} ${counts.length > 0 ? from : sql``}`;
  const rows = all.map(({ counted: has, page }, i) => {
    const n = has ? sql`c.${sql.id(`n${i}`)}` : sql`null::integer`;
    const sum = has && !page && amount ? sql`c.${sql.id(`s${i}`)}` : sql`null::text`;
    return sql`select ${i}::integer as part, row_number() over () as place, ${n} as n, ${sum} as sum, page.j
      from counted c left join lateral (${page ?? sql`select null::text as j where false`}) page on true`;
  });
  return {
    value: compileSql(sql`with counted as (${counted})
      select p.part, p.n, p.sum, p.j from (${sql.join(rows, sql` union all `)}) p order by p.part, p.place`),
  };
}

/** A part as SQL: which records it is about, of which `kept` says the most, and the first of them. */
function partSql(
  view: RoleSight,
  access: Access,
  { filter, any = [], sort, counted = true }: ListedPart,
  shown: Pick<ListShape, 'fields' | 'expand'>,
): Result<{
  readonly kept: readonly Fragment[];
  readonly where: readonly Fragment[];
  readonly page?: Fragment;
  readonly counted: boolean;
}> {
  const kept = conditions(view, access, { filter });
  const either = any.map((rule) => filterSql(view, access, rule));
  const some = either.flatMap((each) => ('value' in each ? [each.value] : []));
  const more = some.length > 0 ? [sql`(${sql.join(some, sql` or `)})`] : [];
  const shape = sort === undefined ? undefined : { filter, sort, searched: false, ...shown };
  const page = shape && pageSql(view, access.entity, shape, sql`${new Slot('limit')}::integer`, more);
  const issues = issuesOf(kept, ...either, ...(page ? [page] : []));
  if ('issues' in kept || issues.length > 0) return { issues };
  return {
    value: { kept: kept.value, where: [...kept.value, ...more], counted, ...(page && 'value' in page ? { page: page.value } : {}) },
  };
}

/** Of several filters those that leave all records that any of them leaves: what asks for more than another one adds nothing to it. */
function widestOf(filters: readonly Rule[]): Rule[] {
  const sides = (rule: Rule) => (isAnd(rule) ? rule.and : [rule]).map((side) => JSON.stringify(side));
  const kept: Rule[] = [];
  for (const filter of filters.toSorted((a, b) => sides(a).length - sides(b).length))
    if (!kept.some((wide) => sides(wide).every((side) => sides(filter).includes(side)))) kept.push(filter);
  return kept;
}

const isAnd = (rule: Rule): rule is { readonly and: readonly Rule[] } => typeof rule === 'object' && rule !== null && 'and' in rule;
