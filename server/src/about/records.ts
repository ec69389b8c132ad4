import { type Entity, fieldsOf, fieldTypes, isDerived, type RecordJson, surroundings } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { compileOnce, compileSql, countOf, recordsSql, type Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';

/** A record that a run is about, as it is now. */
export interface WorkRecord {
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly facts: Facts;
  /** With the names of what it refers to. */
  readonly json: RecordJson;
}

type Far = Readonly<Record<string, unknown>>;

/** Reads records as `readRecords` does, and holds them until the transaction ends, so that whatever is decided about them is decided about what they are. */
export async function holdRecords(
  db: Queryable,
  view: Sight,
  entity: Entity,
  ids: readonly string[],
  names: readonly string[],
): Promise<Map<string, WorkRecord>> {
  if (ids.length === 0) return new Map();
  await rows(
    db,
    compileSql(sql`select id from ${sql.id(view.schema, entity.key)} where id = any(${ids}::uuid[]) order by id for no key update`),
  );
  return readRecords(db, view, entity, ids, names);
}

/**
 * Reads records of an entity with all that automations need to know of them, deleted ones too.
 * @param names what is read of them, names one reference away (`customer.name`) among them
 */
export async function readRecords(
  db: Queryable,
  view: Sight,
  entity: Entity,
  ids: readonly string[],
  names: readonly string[],
): Promise<Map<string, WorkRecord>> {
  const own = fieldsOf(entity).filter((field) => !isDerived(field));
  const fields = own.map(({ key }) => key);
  const expand = own.filter(({ key, type }) => fieldTypes[type].names !== null && names.includes(key)).map(({ key }) => key);
  const far = [...new Set(names.filter((name) => name.includes('.')))].sort();
  const found = new Map<string, WorkRecord>();
  for (const deleted of [false, true]) {
    const wanted = ids.filter((id) => !found.has(id));
    if (wanted.length === 0) break;
    const shape = { fields, expand, deleted };
    const statement = compileOnce(
      view,
      `automation ${entity.key} ${countOf(wanted)} ${deleted} ${expand} ${far}`,
      { records: wanted },
      (each) => recordsSql(each, entity, countOf(wanted), shape, far),
    );
    for (const { j } of await rows<{ j: string }>(db, orRefuse(statement))) {
      const json = JSON.parse(j) as RecordJson & { readonly $far?: Far; readonly $names?: Far };
      const { $far = {}, $names: _, ...values } = json;
      const facts = { ...values, ...($far as Facts), ...surroundings(view.principal) } as Facts;
      found.set(json.id, { id: json.id, version: Number(json.version), deleted, facts, json });
    }
  }
  return found;
}
