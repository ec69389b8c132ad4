import {
  type ActWord,
  type App,
  anyField,
  type Entity,
  type Field,
  hasTrait,
  type ImpactCode,
  type Label,
  type Leaving,
  leavingStages,
  type Move,
  movesOf,
  type Places,
  takes,
  vocabularyOf,
} from '@pipewright/definition';
import type { Facts, Rule } from '@pipewright/logic';
import { type RawBuilder, sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import { ruleSql } from '../read/rule-sql.ts';
import { waiting } from '../read/waiting.ts';
import type { Table } from '../schema/table.ts';
import { duplicateCounts } from './duplicate-rows.ts';

/** What a publish would put over what, and when. */
export interface ImpactView {
  readonly key: string;
  readonly schema: string;
  readonly before: App;
  readonly after: App;
  /** The tables that exist. */
  readonly existing: readonly Table[];
  /** The day in the app's zone and the instant, as rules see them. */
  readonly today: string;
  readonly now: string;
  /** Where the records of removed stages go, as far as that is said. */
  readonly places: Places;
}

/** An effect of a publish: on the rows of an entity for which `where` holds, on the members of a role, or on both. */
export interface Effect {
  readonly id: string;
  readonly code: ImpactCode;
  readonly names: readonly Label[];
  readonly path: string;
  /** The entity whose rows are counted, and which of them; over `t`. */
  readonly entity?: Entity;
  readonly where?: RawBuilder<boolean>;
  /** The role whose members are concerned. */
  readonly role?: string;
  readonly fields?: readonly Label[];
  readonly words?: readonly ActWord[];
  /** True where it must count nothing. */
  readonly blocking?: true;
  /** True where publishing asks what becomes of the rows. */
  readonly asks?: true;
}

/** One entity before and after, with the table that holds its rows. */
export interface EntityView {
  readonly view: ImpactView;
  readonly was: Entity;
  readonly entity: Entity;
  readonly table: Table;
  readonly moves: readonly Move[];
  readonly leaving: readonly Leaving[];
  readonly path: string;
}

/** The view of an entity that has a table; undefined for any other. One that was removed and comes back counts as retired until now. */
export function entityView(view: ImpactView, entity: Entity): EntityView | undefined {
  const table = view.existing.find((each) => each.name === entity.key);
  if (!table) return undefined;
  const was = view.before.entities.find((each) => each.key === entity.key) ?? { ...entity, fields: [], retired: true as const };
  const leaving = leavingStages(view.before, view.after).filter((each) => each.entity.key === entity.key);
  return { view, was, entity, table, leaving, moves: movesOf(leaving, view.places), path: `entities.${entity.key}` };
}

/** An effect on the rows of an entity, named by where in it the cause stands. */
export function effect(
  { entity, path }: EntityView,
  code: ImpactCode,
  names: readonly Label[],
  at: string,
  where: RawBuilder<boolean>,
): Effect {
  return { id: `${code}:${path}.${at}`, code, names: [entity.name, ...names], path: `${path}.${at}`, entity, where };
}

/** The rows of an entity that are not deleted, as `t`: as they will stand once the moves are done, with `was_pipeline` and `was_stage` as they stand now. */
export function rowsOf(each: EntityView): Fragment {
  const { view, table, moves } = each;
  const base = sql.id(view.schema, table.name);
  const twins = newlyUnique(each).map(({ key }) => sql`, count(*) over (partition by ${sql.id('b', key)}) as ${twinsColumn(key)}`);
  const more = sql.join([...twins, ...duplicateCounts(each)], sql``);
  if (!table.columns.stage) return sql`(select b.*${more} from ${base} as b where b.deleted_at is null) as t`;
  const moved: Readonly<Record<string, (move: Move) => Fragment>> = {
    pipeline: ({ to }) => sql`${to.pipeline.key}::text`,
    stage: ({ to }) => sql`${to.stage.key}::text`,
    probability: ({ to }) => sql`${to.stage.probability}::numeric`,
  };
  const columns = Object.keys(table.columns).map((name) => {
    const value = moved[name];
    if (!value || moves.length === 0) return sql.id('b', name);
    const cases = moves.map((move) => sql`when ${leavingSql(move, 'b')} then ${value(move)}`);
    return sql`case ${sql.join(cases, sql` `)} else ${sql.id('b', name)} end as ${sql.id(name)}`;
  });
  return sql`(select ${sql.join(columns)}, b.pipeline as was_pipeline, b.stage as was_stage${more} from ${base} as b where b.deleted_at is null) as t`;
}

/** The fields of an entity that become unique and have a column. */
export function newlyUnique({ was, entity, table }: EntityView): Field[] {
  return entity.fields.filter((field) => {
    const old = was.fields.find((one) => one.key === field.key && !one.retired);
    return field.unique && !field.retired && !old?.unique && table.columns[field.key];
  });
}

/** The column of `rowsOf` that says how many rows have the value of a field that becomes unique; one sort gives all of them, whatever memory there is. */
export function twinsColumn(key: string, ...alias: readonly string[]): Fragment {
  return sql.id(...alias, `twins of ${key}`);
}

/** The rows that stand in a stage that goes and still have a way before them. Closed ones are never moved: reports of the past do not change. */
export function leavingSql({ pipeline, stage }: Leaving, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.id(alias, name);
  return sql`(${column('pipeline')} = ${pipeline.key} and ${column('stage')} = ${stage.key} and ${waiting(column('status'))})`;
}

/** A rule of either definition over the rows `t`. Columns that do not exist yet are empty, as they will be. */
export function holds({ view, was, entity, table }: EntityView, rule: Rule, which: 'before' | 'after' = 'after'): RawBuilder<boolean> {
  const app = view[which];
  const of = which === 'before' ? was : entity;
  const scope = vocabularyOf(app, of);
  const place = { app, schema: view.schema, alias: 't', known: factsBefore(view, of, table, Object.keys(scope)) };
  return ruleSql(place, of, rule, scope);
}

/** The facts that are the same for every row: who asks (nobody), when, and what has no column yet. */
export function factsBefore(view: ImpactView, entity: Entity, table: Table, names: readonly string[]): Facts {
  const columns = (key: string | undefined) => view.existing.find((each) => each.name === key)?.columns ?? {};
  const absent = names.filter((name) => {
    const [near = '', far] = name.split('.');
    if (name === 'id' || name === 'today' || name === 'now' || near === 'user') return false;
    if (!table.columns[near]) return true;
    return far !== undefined && far !== 'id' && !columns(anyField(entity, near)?.target)[far];
  });
  const nobody: Facts = { 'user.id': null, 'user.department': null, 'user.departments': [], today: view.today, now: view.now };
  return { ...Object.fromEntries(absent.map((name) => [name, firstStanding(entity)[name] ?? null])), ...nobody };
}

/** Where records come to stand whose entity gets stages for the first time. */
function firstStanding(entity: Entity): Facts {
  const pipeline = entity.process?.pipelines.at(-1);
  const stage = pipeline?.stages[0];
  return pipeline && stage ? { pipeline: pipeline.key, stage: stage.key, status: 'open', probability: String(stage.probability) } : {};
}

/** True for rows in which a field is empty; all of them where it has no column yet. */
export function isEmpty({ entity, table }: EntityView, key: string): RawBuilder<boolean> {
  if (table.columns[key]) return sql`${sql.id('t', key)} is null`;
  return firstStanding(entity)[key] === undefined ? sql`true` : sql`false`;
}

/** The currency of what records are worth: the app's own where the field names none, empty where it is no money, undefined where nothing says it. */
export function currencyOf(each: EntityView): string | undefined {
  const amount = amountColumn(each);
  return amount && (amount.currency ?? each.view.after.currency);
}

/** The column that says how much a record is worth, where there is one. */
export function amountColumn({
  was,
  entity,
  table,
}: EntityView): { readonly key: string; readonly currency: string | undefined } | undefined {
  const key = entity.process?.amount ?? was.process?.amount;
  const field = key === undefined ? undefined : (anyField(entity, key) ?? anyField(was, key));
  if (!field || !table.columns[field.key] || !hasTrait(field, 'exact')) return undefined;
  return { key: field.key, currency: takes(field, 'currency') ? field.currency : '' };
}
