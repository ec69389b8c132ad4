import { type App, type Entity, fieldTypes } from '@pipewright/definition';
import { type Column, columnsOf } from '../ground/column.ts';
import type { Index } from './index-kind.ts';
import { indexSet } from './index-set.ts';

/** A table as it should be. Plain data: what `steps` and `drift` compare. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly indexes: Readonly<Record<string, Index>>;
  /** Columns whose values come from a sequence of their own. */
  readonly numbered: readonly string[];
}

/** The tables a definition needs, in an order in which references may be added afterwards. */
export function tables(app: App): Table[] {
  return app.entities.map((entity) => table(app, entity));
}

function table(app: App, entity: Entity): Table {
  const numbered = entity.fields.filter((field) => fieldTypes[field.type].store === 'numbered').map((field) => field.key);
  return { name: entity.key, columns: columnsOf(entity), indexes: indexSet(app, entity).indexes, numbered };
}

/**
 * Everything that was ever published together with what is needed now. Columns are never given up, so that a rollback or a retired field finds
 * its values again; indexes are only those needed now.
 */
export function accumulate(past: readonly Table[], now: readonly Table[]): Table[] {
  const old = new Map(past.map((each) => [each.name, each]));
  const kept = past.filter((each) => !now.some((one) => one.name === each.name)).map((each) => ({ ...each, indexes: {} }));
  return [
    ...now.map((each) => {
      const was = old.get(each.name);
      if (!was) return each;
      return { ...each, columns: { ...was.columns, ...each.columns }, numbered: [...new Set([...was.numbered, ...each.numbered])] };
    }),
    ...kept,
  ];
}
