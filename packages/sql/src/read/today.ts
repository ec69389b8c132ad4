import { accessTo, type Entity, fieldOf } from '@pipewright/definition';
import { issuesOf, type Result, type Rule } from '@pipewright/logic';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { conditions, pageSql, whereSql } from './list.ts';
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
 * without an order has the sum of the process' amounts instead, null where that may not be known.
 */
export function listedSql(
  view: RoleSight,
  entity: Entity,
  parts: readonly ListedPart[],
  shown: Pick<ListShape, 'fields' | 'expand'>,
): Result<Statement> {
  const compiled = parts.map((part, i) => partSql(view, entity, part, i, shown));
  const issues = issuesOf(...compiled);
  if (issues.length > 0) return { issues };
  const all = compiled.flatMap((part) => ('value' in part ? [part.value] : []));
  return { value: compileSql(sql`select p.part, p.n, p.sum, p.j from (${sql.join(all, sql` union all `)}) p order by p.part, p.place`) };
}

function partSql(
  view: RoleSight,
  entity: Entity,
  { filter, any, sort, counted = true }: ListedPart,
  part: number,
  shown: Pick<ListShape, 'fields' | 'expand'>,
): Result<Fragment> {
  const access = accessTo(view.app, entity, view.principal);
  const where = conditions(view, access, { filter });
  const either = (any ?? []).map((rule) => filterSql(view, access, rule));
  const page = sort === undefined ? undefined : { filter, sort, searched: false, ...shown };
  const some = either.flatMap((each) => ('value' in each ? [each.value] : []));
  const more = some.length > 0 ? [sql`(${sql.join(some, sql` or `)})`] : [];
  const records = page && pageSql(view, entity, page, sql`${new Slot('limit')}::integer`, more);
  const issues = issuesOf(where, ...either, ...(records ? [records] : []));
  if ('issues' in where || issues.length > 0) return { issues };
  const all = [...where.value, ...more];
  const key = entity.process?.amount;
  const amount = !page && key && access.fields.some((field) => field.key === key) ? fieldOf(entity, key) : undefined;
  const sum = amount ? sql`sum(${sql.id('r', amount.key)})::text` : sql`null::text`;
  const rows = visible(view, entity, { only: columnsRead('r', [...all, sum]) });
  const figures = counted
    ? sql`select count(*)::integer as n, ${sum} as sum from ${rows} as r ${whereSql(all)}`
    : sql`select null::integer as n, null::text as sum`;
  const listed = records && 'value' in records ? records.value : sql`select null::text as j where false`;
  return {
    value: sql`select ${part}::integer as part, row_number() over () as place, counted.n, counted.sum, page.j
      from (${figures}) counted left join lateral (${listed}) page on true`,
  };
}
