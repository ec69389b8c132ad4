import { type Entity, type Field, fieldTypes, hasColumn, type Named, reasonKey, setKey } from '@pipewright/definition';
import type { ColumnType } from './column-type.ts';
import { fieldStorage } from './field-storage.ts';

/** What a column refers to: another table of the app, a person, or a department. */
export type Reference = { readonly table: string } | 'person' | 'department';

/** A column as it should be. */
export interface Column {
  readonly type: ColumnType;
  readonly references?: Reference;
  readonly notNull?: true;
  readonly default?: 'now' | 'false' | 'one';
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

/** Which key task of a stage a task is; null for all others. */
const TASK: Readonly<Record<string, Column>> = { stage_task: { type: 'text' } };

/** What a process has that works probabilities out; the last says by which of its models. */
const CHANCE: Readonly<Record<string, Column>> = {
  probability_computed: { type: 'numeric' },
  probability_set: { type: 'numeric' },
  probability_reason: { type: 'text' },
  probability_model: { type: 'integer' },
};

/** True for columns that never hold null. */
export function neverEmpty(name: string): boolean {
  return SYSTEM[name]?.notNull === true;
}

/** True for the columns of an entity with stages that no field of an admin's makes. */
export function isStanding(name: string): boolean {
  return STANDING[name] !== undefined;
}

/** The columns an entity needs, those of retired fields too. */
export function columnsOf(entity: Entity): Record<string, Column> {
  const own = Object.fromEntries(entity.fields.filter(hasColumn).map((field) => [field.key, columnOf(field)]));
  const standing = entity.process ? { ...STANDING, ...(entity.process.chance ? CHANCE : {}) } : {};
  const beside = entity.fields.flatMap(({ key, byRule }) => (byRule?.mayOverride ? [setKey(key), reasonKey(key)] : []));
  const ruled = Object.fromEntries(beside.map((key): [string, Column] => [key, { type: 'text' }]));
  return { ...SYSTEM, ...standing, ...(entity.taskOf ? TASK : {}), ...ruled, ...own };
}

const REFERS: Readonly<Record<Named, (field: Field) => Reference>> = {
  person: () => 'person',
  department: () => 'department',
  record: (field) => ({ table: field.target ?? '' }),
};

/** The column of a field. */
export function columnOf(field: Field): Column {
  const type = fieldStorage[field.type].column;
  const { names } = fieldTypes[field.type];
  return names ? { type, references: REFERS[names](field) } : { type };
}
