import { type App, type Entity, type Field, fieldTypes } from '@pipewright/definition';
import { type ColumnType, columnTypes } from './column-type.ts';

/** What a column refers to: another table of the app, a person, or a department. */
export type Reference = { readonly table: string } | 'person' | 'department';

/** A column as it should be. */
export interface Column {
  readonly type: ColumnType;
  readonly references?: Reference;
  readonly notNull?: true;
  readonly default?: 'now' | 'false' | 'one';
}

/** An index as it should be; `unique` ones leave deleted rows out. */
export interface Index {
  readonly columns: readonly string[];
  readonly kind: 'btree' | 'trigram' | 'pinyin' | 'list';
  readonly unique?: true;
}

/** A table as it should be. Plain data: what `steps` and `drift` compare. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly indexes: Readonly<Record<string, Index>>;
  /** Columns whose values come from a sequence of their own. */
  readonly numbered: readonly string[];
}

const SYSTEM: Readonly<Record<string, Column>> = {
  id: { type: 'uuid', notNull: true },
  version: { type: 'integer', notNull: true, default: 'one' },
  owner: { type: 'text', references: 'person' },
  department: { type: 'uuid', references: 'department' },
  created_at: { type: 'timestamptz', notNull: true, default: 'now' },
  created_by: { type: 'text', references: 'person' },
  updated_at: { type: 'timestamptz', notNull: true, default: 'now' },
  updated_by: { type: 'text', references: 'person' },
  deleted_at: { type: 'timestamptz' },
  baseline: { type: 'boolean', notNull: true, default: 'false' },
};

const STANDING: Readonly<Record<string, Column>> = {
  pipeline: { type: 'text' },
  stage: { type: 'text' },
  status: { type: 'text' },
  stage_since: { type: 'timestamptz' },
  probability: { type: 'numeric' },
  closed_on: { type: 'date' },
  status_reason: { type: 'text' },
  status_until: { type: 'date' },
};

/** True for columns that never hold null. */
export function neverEmpty(name: string): boolean {
  return SYSTEM[name]?.notNull === true;
}

/** The tables a definition needs, in an order in which references may be added afterwards. */
export function tables(app: App): Table[] {
  return app.entities.map(table);
}

function columnOf(field: Field): Column {
  const type = columnTypes[field.type];
  if (field.type === 'reference') return { type, references: { table: field.target ?? '' } };
  if (field.type === 'person' || field.type === 'department') return { type, references: field.type };
  return { type };
}

function table(entity: Entity): Table {
  const own = Object.fromEntries(entity.fields.map((field) => [field.key, columnOf(field)]));
  const columns = { ...SYSTEM, ...(entity.process ? STANDING : {}), ...own };
  const live = entity.fields.filter((field) => !field.retired);
  const indexes: Record<string, Index> = {};
  const add = (index: Index) => {
    indexes[indexName(entity.key, index)] = index;
  };
  for (const name of ['owner', 'department', ...live.filter((field) => columnOf(field).references).map((field) => field.key)])
    add({ columns: [name, 'id'], kind: 'btree' });
  for (const field of live) {
    if (field.unique || field.type === 'auto_number') add({ columns: [field.key], kind: 'btree', unique: true });
    if (field.searchable || field.key === entity.title) add({ columns: [field.key], kind: 'trigram' });
    if (field.type === 'choices') add({ columns: [field.key], kind: 'list' });
  }
  add({ columns: [entity.title, 'id'], kind: 'pinyin' });
  if (entity.process) add({ columns: ['pipeline', 'stage', 'status', 'updated_at', 'id'], kind: 'btree' });
  for (const key of sortKeys(entity))
    if (key in columns && key !== entity.title && key !== 'id') add({ columns: [key, 'id'], kind: 'btree' });
  const numbered = entity.fields.filter((field) => fieldTypes[field.type].computed).map((field) => field.key);
  return { name: entity.key, columns, indexes, numbered };
}

function sortKeys(entity: Entity): string[] {
  const views = entity.views.flatMap((view) => (view.sort ? [view.sort.split(',')[0]?.replace(/^-/, '') ?? ''] : []));
  const process = entity.process ? [entity.process.amount, entity.process.closeDate] : [];
  const texts = new Set(
    entity.fields.filter((field) => columnTypes[field.type] === 'text' || columnTypes[field.type] === 'text[]').map((field) => field.key),
  );
  return [...new Set(['updated_at', ...views, ...process.filter((key) => key !== undefined)])].filter((key) => key && !texts.has(key));
}

/** A name for an index that says what it is for and stays within 63 bytes. */
function indexName(entity: string, index: Index): string {
  const words = `${index.unique ? 'u' : 'i'}_${entity}_${index.columns.join('_')}_${index.kind}`;
  if (words.length <= 60) return words;
  let hash = 0;
  for (const char of words) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return `${words.slice(0, 48)}_${hash.toString(36)}`;
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
