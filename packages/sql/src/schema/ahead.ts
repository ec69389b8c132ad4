import { sql } from 'kysely';
import { isStanding } from '../ground/column.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import { referenceTarget } from './ddl.ts';
import type { Step } from './plan.ts';

/**
 * What a publish makes before its version goes live: indexes, so that uniqueness holds from the first moment without stopping writers, the columns
 * they are on where those are new, and the columns that say where a record stands, so that records can be placed while no table is locked. Kept with
 * the app until the version stands, for whoever finds it left behind.
 */
export interface Ahead {
  readonly columns: readonly { readonly table: string; readonly name: string }[];
  readonly indexes: readonly string[];
}

/** What a plan makes ahead; undefined where that is nothing. */
export function aheadOf(plan: readonly Step[]): Ahead | undefined {
  const indexes = plan.flatMap((step) => (step.kind === 'create_index' && step.when === 'before' ? [step] : []));
  const added = plan.flatMap((step) => (step.kind === 'add_column' ? [{ table: step.table, name: step.name }] : []));
  const staged = new Set(added.flatMap(({ table, name }) => (name === 'pipeline' ? [table] : [])));
  const columns = added.filter(
    ({ table, name }) =>
      (staged.has(table) && isStanding(name)) || indexes.some((each) => each.table === table && each.index.columns.includes(name)),
  );
  return columns.length + indexes.length > 0 ? { columns, indexes: indexes.map(({ name }) => name) } : undefined;
}

/** True for a step that is made ahead. */
export function isAhead({ columns, indexes }: Ahead, step: Step): boolean {
  if (step.kind === 'add_column') return columns.some((each) => each.table === step.table && each.name === step.name);
  return step.kind === 'create_index' && indexes.includes(step.name);
}

/** Takes back what was made ahead for a version that never came: indexes beside running writes, then the columns, which are empty, in a transaction. */
export function undoAhead(schema: string, { columns, indexes }: Ahead): { readonly beside: Statement[]; readonly within: Statement[] } {
  return {
    beside: indexes.map((name) => compileSql(sql`drop index concurrently if exists ${sql.id(schema, name)}`)),
    within: columns.map(({ table, name }) => compileSql(sql`alter table ${sql.id(schema, table)} drop column if exists ${sql.id(name)}`)),
  };
}

/**
 * The locks on tables that exist already that steps will take, weakest first: taken all at once before the first step, they are waited for together and
 * held only as long as the steps run.
 */
export function locksSql(schema: string, plan: readonly Step[], isThere: (table: string) => boolean): Statement[] {
  const strong = new Map<string, Fragment>();
  const weak = new Map<string, Fragment>();
  const own = (table: string) => strong.set(table, sql`lock table ${sql.id(schema, table)} in access exclusive mode`);
  for (const step of plan) {
    if ((step.kind === 'add_column' || step.kind === 'drop_index') && isThere(step.table)) own(step.table);
    if (step.kind !== 'add_reference') continue;
    const [space, table] = referenceTarget(schema, step.column.references ?? { table: '' });
    if (space !== schema || isThere(table))
      weak.set(`${space}.${table}`, sql`lock table ${sql.id(space, table)} in share row exclusive mode`);
  }
  for (const table of strong.keys()) weak.delete(`${schema}.${table}`);
  return [...weak.values(), ...strong.values()].map(compileSql);
}
