import { type Access, type Field, type Label, type Measure, takes } from '@pipewright/definition';
import { checkExpression, issue, issuesOf, type Result, type Rule, type Term } from '@pipewright/logic';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { expressionSql } from '../read/condition.ts';
import type { Joins } from '../read/joins.ts';
import { filterSql, readableVocabulary, readColumn } from '../read/visible.ts';
import { type ReportColumn, readableAt, wallTime } from './column.ts';
import { unitOf } from './unit.ts';

/** A figure over the rows of a group. */
export interface Figure {
  readonly column: ReportColumn;
  readonly sql: Fragment;
}

/** Compiles a measure, or says why it cannot be asked. */
export function figureOf(view: RoleSight, access: Access, joins: Joins, measure: Measure, path: string): Result<Figure> {
  const filters = [measure.filter, measure.of].map((rule, i) =>
    rule === undefined ? undefined : filterSql(view, access, rule, `${path}.${i ? 'of' : 'filter'}`, joins.far),
  );
  const issues = filters.flatMap((filter) => (filter ? issuesOf(filter) : []));
  const names = [measure.field, measure.from, measure.to].filter((name) => name !== undefined);
  for (const name of names) if (!readableAt(view, access, name)) issues.push(issue(path, 'unknown.field', { name }));
  const formula = measure.expression === undefined ? undefined : formulaOf(view, access, measure.expression, path);
  if (formula) issues.push(...issuesOf(formula));
  if (issues.length > 0) return { issues };
  const [keep, of] = filters.map((filter) => (filter && 'value' in filter ? filter.value : undefined));
  const term = formula && 'value' in formula ? formula.value : undefined;
  const field = measure.field ? readableAt(view, access, measure.field) : undefined;
  const currencyOf = (each: Field | undefined) => (each && takes(each, 'currency') ? (each.currency ?? view.app.currency) : '');
  const currency = (term ? unitOf(term, (name) => currencyOf(readableAt(view, access, name))) : currencyOf(field)) ?? '';
  const column = {
    key: measure.key,
    name: measure.name ?? field?.name ?? NAMES[measure.fn],
    kind: 'measure' as const,
    format: term && currency ? 'money' : formatOf(measure, field),
  };
  const get = (name = '') => readColumn(view, access, name, joins.far);
  // Quotients have more digits than people want to read zeros.
  const value = () => (term ? sql`trim_scale(${expressionSql(term, get)})` : get(measure.field));
  const day = (name = '') => sql`${wallTime(view, readableAt(view, access, name), get(name))}::date`;
  return {
    value: {
      column: { ...column, ...(currency && column.format === 'money' ? { currency } : {}) },
      sql: AGGREGATES[measure.fn]({ value, day, measure, kept: keep ? sql` filter (where ${keep})` : sql``, keep, of }),
    },
  };
}

/** An expression over what this person can read. A field that cannot be read is an unknown field, as where a figure is of the field alone. */
function formulaOf(view: RoleSight, access: Access, expression: Rule, path: string): Result<Term> {
  const checked = checkExpression(expression, readableVocabulary(view, access), path);
  if ('value' in checked) return checked;
  return {
    issues: checked.issues.map((each) =>
      each.code === 'rule.variable' ? issue(path, 'unknown.field', { name: each.params?.name ?? '' }) : each,
    ),
  };
}

const both = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });
const NAMES: Readonly<Record<Measure['fn'], Label>> = {
  count: both('Count', '数量'),
  sum: both('Sum', '合计'),
  avg: both('Average', '平均值'),
  min: both('Smallest', '最小值'),
  max: both('Greatest', '最大值'),
  median: both('Median', '中位数'),
  ratio: both('Share', '占比'),
  median_days: both('Median days', '天数中位数'),
  avg_days: both('Average days', '平均天数'),
};

function formatOf(measure: Measure, field: Field | undefined): string {
  if (measure.fn === 'count') return 'count';
  if (measure.fn === 'ratio') return 'percent';
  return measure.fn.endsWith('_days') ? 'days' : (field?.type ?? 'decimal');
}

interface AggregateParts {
  /** What the figure is of, in each row. */
  readonly value: () => Fragment;
  /** The day of a date or an instant where the app is. */
  readonly day: (name?: string) => Fragment;
  readonly measure: Measure;
  readonly kept: Fragment;
  readonly keep: Fragment | undefined;
  readonly of: Fragment | undefined;
}

const days = ({ day, measure }: AggregateParts) => sql`(${day(measure.to)} - ${day(measure.from)})`;

const AGGREGATES: Readonly<Record<Measure['fn'], (parts: AggregateParts) => Fragment>> = {
  count: ({ kept }) => sql`count(*)${kept}`,
  // Nothing adds up to zero; records whose value nobody knows add up to nothing known.
  sum: ({ value, kept }) => sql`case when count(*)${kept} = 0 then 0 else sum(${value()})${kept} end`,
  avg: ({ value, kept }) => sql`round(avg(${value()})${kept}, 2)`,
  min: ({ value, kept }) => sql`min(${value()})${kept}`,
  max: ({ value, kept }) => sql`max(${value()})${kept}`,
  median: ({ value, kept }) => sql`round((percentile_cont(0.5) within group (order by ${value()})${kept})::numeric, 2)`,
  ratio: ({ keep, of }) => sql`round(100.0 * count(*) filter (where ${keep} and ${of}) / nullif(count(*) filter (where ${of}), 0), 2)`,
  median_days: (parts) => sql`round((percentile_cont(0.5) within group (order by ${days(parts)})${parts.kept})::numeric, 1)`,
  avg_days: (parts) => sql`round((avg(${days(parts)})${parts.kept})::numeric, 1)`,
};
