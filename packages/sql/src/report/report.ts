import { accessTo, type Entity, type Question } from '@pipewright/definition';
import { issue, issuesOf, type Result } from '@pipewright/logic';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import type { Statement } from '../ground/statement.ts';
import { Joins } from '../read/joins.ts';
import { conditions, whereSql } from '../read/list.ts';
import { visible } from '../read/visible.ts';
import type { ReportColumn } from './column.ts';
import { type Grouping, groupingOf } from './dimension.ts';
import { type Figure, figureOf } from './measure.ts';
import { namedSql } from './named.ts';

/** A compiled report, whose slots say who asks and when: each row has one value per column, as JSON in `row`. */
export interface ReportStatement {
  readonly statement: Statement;
  readonly columns: readonly ReportColumn[];
}

const DEFAULT_ROWS = 1000;

/**
 * Compiles a question over what this person may see. A field that cannot be read is an unknown field. Rows are read once and grouped by what is stored;
 * names, formats and order are made for the groups.
 * @param ids adds, behind the figures, the ids of what dimensions name, in columns called like their dimensions
 * @param searched true where only records are meant that have the text in the slot `search`
 */
export function reportSql(
  view: RoleSight,
  entity: Entity,
  question: Question,
  { ids = false, searched = false }: { readonly ids?: boolean; readonly searched?: boolean } = {},
): Result<ReportStatement> {
  const access = accessTo(view.app, entity, view.principal);
  const joins = new Joins(view);
  const where = conditions(view, access, { filter: question.filter, searched }, joins.far);
  const dimensions = question.dimensions.map((dimension, i) => groupingOf(view, access, joins, dimension, `dimensions.${i}`));
  const measures = question.measures.map((measure, i) => figureOf(view, access, joins, measure, `measures.${i}`));
  const issues = issuesOf(where, ...dimensions, ...measures);
  const groupings = dimensions.flatMap((part) => ('value' in part ? [part.value] : []));
  const figures = measures.flatMap((part) => ('value' in part ? [part.value] : []));
  if (issues.length > 0 || 'issues' in where) return { issues };
  const order = orderOf(question, groupings, figures);
  if ('issues' in order) return order;
  const inner = [
    ...groupings.map(({ key }, i) => sql`${key} as ${sql.id(`k${i}`)}`),
    ...figures.map((figure, i) => sql`${figure.sql} as ${sql.id(`m${i}`)}`),
  ];
  const named = ids ? groupings.flatMap((grouping, i) => (grouping.naming ? [idOf(grouping, i)] : [])) : [];
  // Set apart, so that the order of the answer does not tempt the database to sort all rows where hashing them into groups is cheaper.
  const groups = sql`with groups as materialized (
    select ${sql.join(inner)} from ${visible(view, entity)} as r ${joins.sql()} ${whereSql(where.value)} ${groupBy(groupings)})`;
  return {
    value: {
      columns: [...groupings, ...figures, ...named].map((part) => part.column),
      statement: compileSql(
        sql`${groups} select json_build_array(${sql.join([...groupings.map(shown), ...figures.map(written), ...named.map((part) => part.sql)])})::text as row from ${namedSql(groupings)} as g ${order.value} limit ${question.limit ?? DEFAULT_ROWS}`,
      ),
    },
  };
}

// A field may be called like a group's key, and GROUP BY takes a name for that of a field first.
const PLACES = [sql`1`, sql`2`, sql`3`];

function groupBy(groupings: readonly Grouping[]): Fragment {
  return groupings.length > 0 ? sql`group by ${sql.join(PLACES.slice(0, groupings.length))}` : sql``;
}

const idOf = ({ column }: Grouping, i: number): Figure => ({
  column: { ...column, kind: 'id', format: 'id' },
  sql: sql`${sql.id('g', `k${i}`)}::text`,
});
const shown = ({ naming, show }: Grouping, i: number) => (naming ? sql.id('g', `s${i}`) : show(sql.id('g', `k${i}`)));
const written = ({ column }: Figure, i: number) => (column.format === 'count' ? sql.id('g', `m${i}`) : sql`${sql.id('g', `m${i}`)}::text`);

/** Groups in the asked order, then in that of the dimensions, which leaves no tie; options in the admin's order. */
function orderOf(question: Question, groupings: readonly Grouping[], figures: readonly Figure[]): Result<Fragment> {
  const named = question.sort ?? [];
  const rest = question.dimensions.filter(({ key }) => !named.some((sort) => sort.by === key));
  const asked = [...named, ...rest.map(({ key }) => ({ by: key, descending: false }))];
  const columns = new Map([
    ...figures.map(({ column }, i): [string, Fragment[]] => [column.key, [sql.id('g', `m${i}`)]]),
    ...groupings.map((grouping, i): [string, Fragment[]] => [grouping.column.key, sortedBy(grouping, i)]),
  ]);
  const unknown = asked.filter((sort) => !columns.has(sort.by));
  if (unknown.length > 0) return { issues: unknown.map((sort) => issue('sort', 'unknown.field', { name: sort.by })) };
  const keys = asked.flatMap(({ by, descending }) =>
    (columns.get(by) ?? []).map((column) => (descending ? sql`${column} desc nulls last` : sql`${column} asc nulls last`)),
  );
  return { value: keys.length > 0 ? sql`order by ${sql.join(keys)}` : sql`` };
}

function sortedBy({ naming, order }: Grouping, i: number): Fragment[] {
  const key = sql.id('g', `k${i}`);
  if (order) return [sql`array_position(${[...order]}::text[], ${key})`, key];
  return naming ? [sql.id('g', `s${i}`), key] : [key];
}
