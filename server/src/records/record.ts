import { type Entity, includeSchema, readsName } from '@pipewright/definition';
import { prepare } from '@pipewright/process';
import {
  compileOnce,
  type ListQuery,
  type Related,
  type RoleSight,
  recordsSql,
  recordWithSql,
  type Sight,
  type Statement,
} from '@pipewright/sql';
import { ask } from '../db/ask.ts';
import type { Queryable } from '../db/pool.ts';
import { checkShape, parseJson } from '../door/body.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import { type PageRow, pageJson } from './list.ts';

/** What one record is asked for. */
export type RecordOptions = Pick<ListQuery, 'fields' | 'expand' | 'deleted'>;

/** Reads the lists that a request wants with a record, as its address says them. */
export function includeQuery(text: string | undefined): Related[] {
  return text === undefined ? [] : checkShape(parseJson(text, 'query.json', { at: 'include' }), includeSchema);
}

/** The facts one reference away that rules of this entity read and a role may know. */
export function farNames({ app, principal }: RoleSight, entity: Entity, { far } = prepare(app, entity)): string[] {
  return far.filter((name) => readsName(app, entity, principal.role, name));
}

// What is read whole is read to be shown, and comes with what its rules read far away and what may be done with it.
const farOf = (view: RoleSight, entity: Entity, { fields }: RecordOptions) => (fields ? [] : farNames(view, entity));
const shapeOf = (options: RecordOptions) => ({ ...options, may: !options.fields });

/** The statement that reads one record; throws a Refusal where the person may not ask so. */
export function recordStatement(view: Sight, entityKey: string, id: string, options: RecordOptions): Statement {
  const entity = entityFor(view, entityKey);
  const compiled = compileOnce(view, `get ${entityKey} ${JSON.stringify(options)}`, { records: [id] }, (each) =>
    recordsSql(each, entity, 'one', shapeOf(options), farOf(each, entity, options)),
  );
  return orRefuse(compiled);
}

/**
 * One record as JSON text, with the facts its rules read one reference away and what this person may do with it unless particular fields are asked for;
 * undefined where it does not exist for this person.
 */
export async function getRecord(
  db: Queryable,
  view: Sight,
  entityKey: string,
  id: string,
  options: RecordOptions = {},
): Promise<string | undefined> {
  return (await ask<Pick<PageRow, 'j'>>(db, recordStatement(view, entityKey, id, options)))[0]?.j;
}

/**
 * One record as JSON text with `$related`: by `entity.reference` the first page of each list of what refers to it, as far as this person may see.
 * Undefined where the record does not exist for this person.
 */
export async function getRecordWith(
  db: Queryable,
  view: Sight,
  entityKey: string,
  id: string,
  options: RecordOptions,
  lists: readonly Related[],
): Promise<string | undefined> {
  if (lists.length === 0) return getRecord(db, view, entityKey, id, options);
  const entity = entityFor(view, entityKey);
  const compiled = compileOnce(view, `get ${entityKey} ${JSON.stringify([options, lists])}`, { records: [id] }, (each) =>
    recordWithSql(each, entity, shapeOf(options), farOf(each, entity, options), lists),
  );
  const found = await ask<PageRow & { part: number }>(db, orRefuse(compiled));
  const [record] = found;
  if (record?.part !== 0) return undefined;
  const pages = lists.map(({ entity: name, by, limit }, i) => {
    const rows = found.filter(({ part }) => part === i + 1);
    return `${JSON.stringify(`${name}.${by}`)}:{${pageJson(rows, limit)}}`;
  });
  return `${record.j.slice(0, -1)},"$related":{${pages.join(',')}}}`;
}
