import type { Column } from '../ground/column.ts';
import type { ColumnType } from '../ground/column-type.ts';
import { optionList } from '../ground/field-order.ts';
import type { Catalog, CatalogIndex, CatalogKey } from './catalog.ts';
import { indexPredicate, referenceTarget, sequenceName } from './ddl.ts';
import { type Index, isInverted } from './index-kind.ts';
import type { OwnObject } from './own-object.ts';
import type { Step } from './plan.ts';
import type { Table } from './table.ts';

/** Every way in which a database can differ from what a version says, in the order in which they are mended. */
export const DRIFT_KINDS = [
  ...(['schema_missing', 'table_missing', 'table_unknown', 'column_missing', 'column_type', 'column_unknown'] as const),
  ...(['not_null', 'default', 'primary_key', 'sequence', 'foreign_key', 'foreign_key_unchecked', 'unique_index', 'index'] as const),
  // What fills a table reads the history of each record, which takes minutes without its index.
  ...(['own_index', 'own_table'] as const),
] as const;
/** A way in which a database can differ from what a version says. */
export type DriftKind = (typeof DRIFT_KINDS)[number];

/** What only a person can mend, since a repair could lose what stands there. */
const BY_HAND = ['schema_missing', 'table_unknown', 'column_unknown', 'column_type'] as const satisfies readonly DriftKind[];
/** Tells whether only a person can mend a kind of difference, so that there is nothing to say about its repair. */
export const isByHand = (kind: DriftKind): kind is (typeof BY_HAND)[number] => (BY_HAND as readonly DriftKind[]).includes(kind);

/** A difference between the database and what the published version says. */
export interface Drift {
  readonly kind: DriftKind;
  readonly table: string;
  /** The column, index or table itself. */
  readonly name: string;
  /** The column it is about, where there is one. */
  readonly column?: string;
  /** What stands in its place, by its name in the database, and has to give way. */
  readonly instead?: string;
  /** True where records cannot be written, or a publish cannot go on, until it is mended. */
  readonly harmful: boolean;
}

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  bigint: 'bigint',
  numeric: 'numeric',
  date: 'date',
  timestamptz: 'timestamp(3) with time zone',
  boolean: 'boolean',
  uuid: 'uuid',
  'text[]': 'text[]',
  integer: 'integer',
};
const DEFAULTS: Readonly<Record<NonNullable<Column['default']>, string>> = { now: 'now()', false: 'false', one: '1' };

/**
 * Compares what should be with what the catalog says. What hangs on something missing is not told of by itself, nor are indexes that somebody added.
 */
export function drift(schema: string, expected: readonly Table[], own: readonly OwnObject[], catalog: Catalog | undefined): Drift[] {
  if (!catalog) return [{ kind: 'schema_missing', table: schema, name: schema, harmful: true }];
  const there = new Set(catalog.columns.map((column) => column.table));
  const known = new Set(expected.map((table) => table.name));
  const unknown = [...there].filter((name) => !known.has(name) && !name.startsWith('_'));
  return [
    ...expected.flatMap((table) => (there.has(table.name) ? tableDrift(schema, table, catalog, there) : [missing(table)])),
    ...unknown.map((table): Drift => ({ kind: 'table_unknown', table, name: table, harmful: false })),
    ...own.flatMap((object) => ownDrift(object, catalog, there)),
  ];
}

/** Marks what would be in the way of a publish: things made by hand under a name that the publish is about to use. */
export function driftInTheWay(found: readonly Drift[], steps: readonly Step[]): Drift[] {
  const used = new Set(
    steps.flatMap((step) =>
      step.kind === 'add_column'
        ? [`${step.table}.${step.name}`]
        : step.kind === 'create_table'
          ? [`${step.table.name}.${step.table.name}`]
          : [],
    ),
  );
  return found.filter((each) => each.harmful || used.has(`${each.table}.${each.name}`));
}

const missing = ({ name }: Table): Drift => ({ kind: 'table_missing', table: name, name, harmful: true });

function ownDrift({ kind, table, name, unique }: OwnObject, catalog: Catalog, there: ReadonlySet<string>): Drift[] {
  if (!there.has(table)) return kind === 'own_table' ? [{ kind, table, name, harmful: true }] : [];
  if (kind === 'own_table') {
    const keyed = !unique || catalog.keys.some((key) => key.kind === 'p' && key.table === table);
    return keyed ? [] : [{ kind: 'primary_key', table, name: 'id', column: 'id', harmful: true }];
  }
  const sound = catalog.indexes.some((index) => index.name === name && index.table === table && index.valid && index.unique === unique);
  return sound ? [] : [{ kind, table, name, harmful: unique }];
}

function tableDrift(schema: string, table: Table, catalog: Catalog, there: ReadonlySet<string>): Drift[] {
  const found = new Map(catalog.columns.filter((each) => each.table === table.name).map((each) => [each.column, each]));
  const keys = catalog.keys.filter((each) => each.table === table.name);
  const at = (kind: DriftKind, name: string, harmful: boolean, more: Partial<Drift> = {}): Drift => ({
    kind,
    table: table.name,
    name,
    ...more,
    harmful,
  });
  const columns = Object.entries(table.columns).flatMap(([name, column]): Drift[] => {
    const have = found.get(name);
    if (!have) return [at('column_missing', name, true, { column: name })];
    const differs = (kind: DriftKind) => at(kind, name, true, { column: name });
    return [
      ...(have.type === TYPES[column.type] ? [] : [differs('column_type')]),
      // What is part of the primary key is never empty, whatever else is said of it.
      ...(have.notNull === (column.notNull === true) || name === 'id' ? [] : [differs('not_null')]),
      ...(have.default === (column.default ? DEFAULTS[column.default] : null) ? [] : [differs('default')]),
    ];
  });
  const unknown = [...found.values()].filter((each) => !table.columns[each.column]);
  const primary = keys.find((key) => key.kind === 'p');
  const sequences = table.numbered.filter((name) => found.has(name) && !catalog.sequences.includes(sequenceName(table.name, name)));
  return [
    ...columns,
    // A value that must be given and that no version gives stops every new record.
    ...unknown.map((each) => at('column_unknown', each.column, each.notNull && each.default === null, { column: each.column })),
    ...(primary?.columns.join() === 'id'
      ? []
      : [at('primary_key', 'id', true, { column: 'id', ...(primary ? { instead: primary.name } : {}) })]),
    ...sequences.map((name) => at('sequence', sequenceName(table.name, name), true, { column: name })),
    ...Object.entries(table.columns).flatMap(([name, column]) => {
      const target = column.references && referenceTarget(schema, column.references).join('.');
      const reachable = target && (!target.startsWith(`${schema}.`) || there.has(target.slice(schema.length + 1)));
      return reachable && found.has(name) ? referenceDrift(at, name, target, keys) : [];
    }),
    ...Object.entries(table.indexes).flatMap(([name, index]) => {
      if (!index.columns.every((column) => found.has(column))) return [];
      const have = catalog.indexes.find((each) => each.name === name);
      if (have && sameIndex(table, index, have)) return [];
      return [
        at(index.unique ? 'unique_index' : 'index', name, index.unique === true, {
          column: index.columns[0] ?? '',
          ...(have ? { instead: name } : {}),
        }),
      ];
    }),
  ];
}

type At = (kind: DriftKind, name: string, harmful: boolean, more?: Partial<Drift>) => Drift;

/** A reference is the same under any name; one that was never checked against old rows still guards new ones. */
function referenceDrift(at: At, name: string, target: string, keys: readonly CatalogKey[]): Drift[] {
  const own = keys.filter((key) => key.kind === 'f' && key.columns.join() === name);
  const good = own.filter((key) => key.target === target && key.onDelete === 'a');
  if (good.some((key) => key.valid)) return [];
  const [unchecked] = good;
  if (unchecked) return [at('foreign_key_unchecked', unchecked.name, false, { column: name, instead: unchecked.name })];
  const [wrong] = own;
  return [at('foreign_key', `fk_${name}`, true, { column: name, ...(wrong ? { instead: wrong.name } : {}) })];
}

function sameIndex(table: Table, index: Index, have: CatalogIndex): boolean {
  return (
    have.valid &&
    have.table === table.name &&
    have.kind === index.kind &&
    have.unique === (index.unique === true) &&
    have.columns.join() === (isInverted(index) ? index.columns.slice(0, 1) : index.columns).join() &&
    (have.options ?? null) === (index.options ? optionList(index.options) : null) &&
    have.predicate === indexPredicate(index)
  );
}
