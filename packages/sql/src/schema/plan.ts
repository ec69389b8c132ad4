import { type App, anyField, type Label, type PlanStep } from '@pipewright/definition';
import type { Column } from '../ground/column.ts';
import type { Index } from './index-kind.ts';
import { indexSet, MOST_LISTED } from './index-set.ts';
import type { Table } from './table.ts';

/**
 * When an index is built: with its table, or without stopping writers, before the version goes live (what is a rule must hold from the first moment)
 * or after.
 */
export type When = 'with' | 'before' | 'after';

/** One addition to a database. Nothing is ever dropped here but uniqueness, which is a rule and not data. */
export type Step =
  | { readonly kind: 'create_schema' }
  | { readonly kind: 'create_table'; readonly table: Table }
  | { readonly kind: 'add_column'; readonly table: string; readonly name: string; readonly column: Column }
  | { readonly kind: 'add_reference'; readonly table: string; readonly name: string; readonly column: Column; readonly later: boolean }
  | { readonly kind: 'create_sequence'; readonly table: string; readonly name: string }
  | { readonly kind: 'create_index'; readonly table: string; readonly name: string; readonly index: Index; readonly when: When }
  | { readonly kind: 'drop_index'; readonly table: string; readonly name: string; readonly index?: Index };

/** A column that changes its type or what it refers to: never done in place. */
export interface Clash {
  readonly table: string;
  readonly column: string;
}

/** The columns that `to` wants differently from what `from` already holds. */
export function clashes(from: readonly Table[], to: readonly Table[]): Clash[] {
  const old = new Map(from.map((table) => [table.name, table]));
  return to.flatMap((table) =>
    Object.entries(table.columns).flatMap(([name, column]) => {
      const was = old.get(table.name)?.columns[name];
      const same = !was || (was.type === column.type && JSON.stringify(was.references) === JSON.stringify(column.references));
      return same ? [] : [{ table: table.name, column: name }];
    }),
  );
}

/**
 * The steps from one set of tables to another, in an order that works: tables, columns, references, sequences, indexes.
 * What takes a pass over the rows of a table that exists already is done outside the transaction without stopping writers: indexes say when, and a
 * reference that is checked `later` guards new rows at once.
 */
export function steps(from: readonly Table[], to: readonly Table[]): Step[] {
  const old = new Map(from.map((table) => [table.name, table]));
  const plan: Step[] = from.length === 0 ? [{ kind: 'create_schema' }] : [];
  const references: Step[] = [];
  const sequences: Step[] = [];
  const indexes: Step[] = [];
  for (const table of to) {
    const was = old.get(table.name);
    if (!was) plan.push({ kind: 'create_table', table });
    for (const [name, column] of Object.entries(table.columns)) {
      if (was?.columns[name]) continue;
      if (was) plan.push({ kind: 'add_column', table: table.name, name, column });
      if (column.references) references.push({ kind: 'add_reference', table: table.name, name, column, later: was !== undefined });
    }
    for (const name of table.numbered)
      if (!was?.numbered.includes(name)) sequences.push({ kind: 'create_sequence', table: table.name, name });
    for (const [name, index] of Object.entries(table.indexes)) {
      const when = !was ? 'with' : index.unique ? 'before' : 'after';
      if (!was?.indexes[name]) indexes.push({ kind: 'create_index', table: table.name, name, index, when });
    }
    for (const [name, index] of Object.entries(was?.indexes ?? {})) {
      if (index.unique && !table.indexes[name]) indexes.push({ kind: 'drop_index', table: table.name, name, index });
    }
  }
  return [...plan, ...references, ...sequences, ...indexes];
}

/** Steps by the names that people know; what has none, as the database's own columns, is left out. How full the budget of indexes is comes last. */
export function inWords(plan: readonly Step[], app: App): PlanStep[] {
  const said = plan.flatMap((step): PlanStep[] => {
    if (step.kind === 'create_schema') return [{ kind: step.kind, names: [app.name] }];
    const entity = app.entities.find((each) => each.key === (step.kind === 'create_table' ? step.table.name : step.table));
    if (!entity) return [];
    const named = (columns: readonly string[]): Label[] => columns.flatMap((name) => anyField(entity, name)?.name ?? []);
    if (step.kind === 'create_table') return [{ kind: step.kind, names: [entity.name] }];
    const fields = named('index' in step ? (step.index?.columns ?? []) : 'name' in step ? [step.name] : []);
    if (fields.length === 0) return [];
    const unique = 'index' in step && step.index?.unique ? 'unique_index' : step.kind;
    return [{ kind: step.kind === 'drop_index' ? step.kind : unique, names: [entity.name, ...fields] }];
  });
  const made = new Set(plan.flatMap((step) => (step.kind === 'create_index' ? [step.name] : [])));
  const budgets = app.entities.flatMap((entity): PlanStep[] => {
    const { listed, left } = indexSet(app, entity);
    if (!listed.some((name) => made.has(name))) return [];
    return [{ kind: 'index_budget', names: [entity.name], budget: { listed: listed.length, most: MOST_LISTED, left } }];
  });
  return [...said, ...budgets];
}
