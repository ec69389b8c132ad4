import {
  type Access,
  accessTo,
  type Dimension,
  type Entity,
  type Field,
  fieldAt,
  type Label,
  type Measure,
  type Question,
} from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { sql } from 'kysely';
import { columnTypes } from './column-type.ts';
import { type Compiled, compileSql, type Fragment } from './compile.ts';
import { conditions, whereSql } from './list.ts';
import { nameOf } from './record-json.ts';
import type { RoleView } from './view.ts';
import { farFields, filterSql, jsonColumn, readColumn, visible } from './visible.ts';

/** A column of an answer: what it is called and how its values are written. */
export interface ReportColumn {
  readonly key: string;
  readonly name: Label;
  readonly kind: 'dimension' | 'measure';
  /** A field type, or `count`, `percent`, `days`, `day`, `month`, `quarter`, `year`, `name`. */
  readonly format: string;
  readonly currency?: string;
}

/** A compiled report, whose slots say who asks and when: each row has one value per column, as JSON in `row`. */
export interface ReportStatement {
  readonly statement: ReturnType<typeof compileSql>;
  readonly columns: readonly ReportColumn[];
}

const DEFAULT_ROWS = 1000;

interface Part {
  readonly column: ReportColumn;
  readonly sql: Fragment;
  /** For choices: the keys in the admin's order, which is how they sort. */
  readonly order?: readonly string[];
}

/** Compiles a question over what this person may see. A field that cannot be read is an unknown field. */
export function reportSql(view: RoleView, entity: Entity, question: Question): Compiled<ReportStatement> {
  const access = accessTo(view.app, entity, view.principal);
  const where = conditions(view, access, question);
  const dimensions = question.dimensions.map((dimension, i) => dimensionSql(view, access, dimension, `dimensions.${i}`));
  const measures = question.measures.map((measure, i) => measureSql(view, access, measure, `measures.${i}`));
  const issues = [where, ...dimensions, ...measures].flatMap((part) => ('issues' in part ? part.issues : []));
  const parts = [...dimensions, ...measures].flatMap((part) => ('sql' in part ? [part] : []));
  const order = orderOf(question, parts);
  if (issues.length > 0 || 'issues' in where) return { issues };
  if ('issues' in order) return order;
  const aliases = parts.map((part, i) => sql`${part.sql} as ${sql.id(`c${i}`)}`);
  const grouped = question.dimensions.length > 0 ? sql`group by ${sql.join(question.dimensions.map((_, i) => sql.id(`c${i}`)))}` : sql``;
  const values = parts.map((part, i) =>
    part.column.kind === 'measure' && part.column.format !== 'count' ? sql`${sql.id(`c${i}`)}::text` : sql.id(`c${i}`),
  );
  return {
    query: {
      columns: parts.map((part) => part.column),
      statement: compileSql(sql`select json_build_array(${sql.join(values)})::text as row from (
        select ${sql.join(aliases)} from ${visible(view, entity)} as r ${whereSql(where.parts)} ${grouped}
      ) g ${order.sql} limit ${question.limit ?? DEFAULT_ROWS}`),
    },
  };
}

/** Rows in the asked order, then in that of the dimensions, which leaves no tie; options in the admin's order. */
function orderOf(question: Question, parts: readonly Part[]): { sql: Fragment } | { issues: Issue[] } {
  const places = new Map(parts.map((part, i) => [part.column.key, i]));
  const named = question.sort ?? [];
  const rest = question.dimensions.filter(({ key }) => !named.some((sort) => sort.by === key));
  const asked = [...named, ...rest.map(({ key }) => ({ by: key, descending: false }))];
  const unknown = asked.filter((sort) => !places.has(sort.by));
  if (unknown.length > 0 && parts.length === question.dimensions.length + question.measures.length) {
    return { issues: unknown.map((sort) => issue('sort', 'unknown.field', { name: sort.by })) };
  }
  const keys = asked.flatMap((sort) => {
    const place = places.get(sort.by);
    if (place === undefined) return [];
    const order = parts[place]?.order;
    const column = sql.id(`c${place}`);
    const way = sort.descending ? sql`desc nulls last` : sql`asc nulls last`;
    // Options that are gone have no place in the admin's order and follow by their key.
    return order ? [sql`array_position(${[...order]}::text[], ${column}) ${way}`, sql`${column} ${way}`] : [sql`${column} ${way}`];
  });
  return { sql: keys.length > 0 ? sql`order by ${sql.join(keys)}` : sql`` };
}

type Made = Part | { readonly issues: readonly Issue[] };

/** The field a path names if this person can read it, here or one reference away. */
function readableAt(view: RoleView, access: Access, path: string): Field | undefined {
  const [near, far] = path.split('.');
  const field = access.fields.find((each) => each.key === near);
  if (!field || !far) return field;
  return farFields(view, field).find((each) => each.key === far) && fieldAt(view.app, access.entity, path);
}

/** A date, or an instant as the clock in the app's zone shows it: the one meaning of a day, whatever is done with it. */
function wallTime(view: RoleView, field: Field | undefined, column: Fragment): Fragment {
  return field && columnTypes[field.type] === 'timestamptz' ? sql`(${column} at time zone ${view.app.timeZone})` : column;
}

const BUCKETS = { day: 'YYYY-MM-DD', month: 'YYYY-MM', quarter: 'YYYY"-Q"Q', year: 'YYYY' } as const;

function dimensionSql(view: RoleView, access: Access, dimension: Dimension, path: string): Made {
  const field = readableAt(view, access, dimension.field);
  if (!field) return { issues: [issue(path, 'unknown.field', { name: dimension.field })] };
  const column = dimension.field.includes('.') ? readColumn(view, access, dimension.field) : sql.id('r', field.key);
  const made = (format: string, fragment: Fragment): Part => ({
    ...(field.options ? { order: field.options.map((option) => option.key) } : {}),
    column: { key: dimension.key, name: dimension.name ?? field.name, kind: 'dimension', format },
    sql: fragment,
  });
  if (dimension.level) return made('name', departmentAt(field, column, dimension.level));
  if (dimension.bucket) return made(dimension.bucket, sql`to_char(${wallTime(view, field, column)}, ${BUCKETS[dimension.bucket]})`);
  if (field.type === 'choices') return made('choice', sql`unnest(${column})`);
  const name = nameOf(
    view,
    field,
    dimension.field.includes('.') ? sql`${column}::${field.type === 'person' ? sql`text` : sql`uuid`}` : column,
  );
  return name ? made('name', name) : made(field.type, jsonColumn(field, column));
}

/** The name of the department at a level of the tree above a person or department; level 1 is the top. */
function departmentAt(field: Field, column: Fragment, level: number): Fragment {
  // One reference away a department comes as the text that rules see.
  const of =
    field.type === 'person' ? sql`(select p.department from pipewright.person p where p.user_id = ${column})` : sql`${column}::uuid`;
  return sql`(select up.name from pipewright.department d join pipewright.department up on up.id = d.path[${level}::integer] where d.id = ${of})`;
}

function measureSql(view: RoleView, access: Access, measure: Measure, path: string): Made {
  const filters = [measure.filter, measure.of].map((rule, i) =>
    rule === undefined ? undefined : filterSql(view, access, rule, `${path}.${i ? 'of' : 'filter'}`),
  );
  const issues = filters.flatMap((filter) => (filter && 'issues' in filter ? filter.issues : []));
  const names = [measure.field, measure.from, measure.to].filter((name) => name !== undefined);
  for (const name of names) if (!readableAt(view, access, name)) issues.push(issue(path, 'unknown.field', { name }));
  if (issues.length > 0) return { issues };
  const [keep, of] = filters.map((filter) => (filter && 'sql' in filter ? filter.sql : undefined));
  const field = measure.field ? readableAt(view, access, measure.field) : undefined;
  const column = {
    key: measure.key,
    name: measure.name ?? field?.name ?? NAMES[measure.fn],
    kind: 'measure' as const,
    format: formatOf(measure, field),
  };
  const currency = field?.type === 'money' && column.format === 'money' ? { currency: field.currency ?? view.app.currency } : {};
  const get = (name = '') => readColumn(view, access, name);
  const day = (name = '') => sql`${wallTime(view, readableAt(view, access, name), get(name))}::date`;
  return {
    column: { ...column, ...currency },
    sql: AGGREGATES[measure.fn]({ get, day, measure, kept: keep ? sql` filter (where ${keep})` : sql``, keep, of }),
  };
}

const label = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });
const NAMES: Readonly<Record<Measure['fn'], Label>> = {
  count: label('Count', '数量'),
  sum: label('Sum', '合计'),
  avg: label('Average', '平均值'),
  min: label('Smallest', '最小值'),
  max: label('Greatest', '最大值'),
  median: label('Median', '中位数'),
  ratio: label('Share', '占比'),
  median_days: label('Median days', '天数中位数'),
  avg_days: label('Average days', '平均天数'),
};

function formatOf(measure: Measure, field: Field | undefined): string {
  if (measure.fn === 'count') return 'count';
  if (measure.fn === 'ratio') return 'percent';
  return measure.fn.endsWith('_days') ? 'days' : (field?.type ?? 'decimal');
}

interface AggregateParts {
  readonly get: (name?: string) => Fragment;
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
  sum: ({ get, measure, kept }) => sql`case when count(*)${kept} = 0 then 0 else sum(${get(measure.field)})${kept} end`,
  avg: ({ get, measure, kept }) => sql`round(avg(${get(measure.field)})${kept}, 2)`,
  min: ({ get, measure, kept }) => sql`min(${get(measure.field)})${kept}`,
  max: ({ get, measure, kept }) => sql`max(${get(measure.field)})${kept}`,
  median: ({ get, measure, kept }) => sql`round((percentile_cont(0.5) within group (order by ${get(measure.field)})${kept})::numeric, 2)`,
  ratio: ({ keep, of }) => sql`round(100.0 * count(*) filter (where ${keep} and ${of}) / nullif(count(*) filter (where ${of}), 0), 2)`,
  median_days: (parts) => sql`round((percentile_cont(0.5) within group (order by ${days(parts)})${parts.kept})::numeric, 1)`,
  avg_days: (parts) => sql`round((avg(${days(parts)})${parts.kept})::numeric, 1)`,
};
