import { type FileJson, hasTrait, readableFields } from '@pipewright/definition';
import { accepted } from '@pipewright/logic';
import { compileOnce, readableEntity, recordsSql } from '@pipewright/sql';
import { ask } from '../db/ask.ts';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import type { InApp } from '../door/env.ts';

/** A file as the database knows it. */
export interface FileRow extends FileJson {
  readonly hash: string;
  readonly entity: string | null;
  readonly record: string | null;
  readonly field: string | null;
}

const COLUMNS = `f.id, f.name, f.media, f.size::float8 as size, ${instantSql('f.created_at')} as at, f.hash, f.entity, f.record, f.field,
  jsonb_build_object('id', f.created_by, 'name', p.name) as by`;

/**
 * The files with these ids that this person may see, in the order of the ids: one's own that belong to no record yet, and those that stand in a field one may read of a record
 * one may see, in the recycle bin too.
 */
export async function seenFiles(db: Queryable, inApp: InApp, ids: readonly string[]): Promise<FileRow[]> {
  const { caller, published } = inApp;
  const { rows } = await db.query<FileRow>(
    `select ${COLUMNS} from pipewright.file f join pipewright.person p on p.user_id = f.created_by
     where f.app = $1 and f.id = any($2::uuid[]) and f.stored and (f.record is not null or f.created_by = $3)`,
    [published.key, ids, caller.user],
  );
  const named = new Set<string>();
  for (const [entity, files] of Map.groupBy(rows, (row) => row.entity)) {
    const records = [...new Set(files.flatMap(({ record }) => record ?? []))];
    if (entity !== null) for (const id of await namedBy(db, inApp, entity, records)) named.add(id);
  }
  const seen = new Map(rows.filter(({ id, record }) => record === null || named.has(id)).map((row) => [row.id, row]));
  return ids.flatMap((id) => seen.get(id) ?? []);
}

/** The ids of files that records name in fields which this person may read. */
async function namedBy(db: Queryable, { view }: InApp, key: string, records: readonly string[]): Promise<string[]> {
  const found = readableEntity(view, key);
  if ('issues' in found) return [];
  const entity = found.value;
  const fields = readableFields(view.app, entity, view.principal.role).flatMap((field) => (hasTrait(field, 'files') ? [field.key] : []));
  if (fields.length === 0) return [];
  const read = async (deleted: boolean) => {
    const statement = compileOnce(view, `files ${key} ${deleted} ${fields}`, { records }, (each) =>
      recordsSql(each, entity, 'many', { fields, deleted }),
    );
    return ask<{ j: string }>(db, accepted(statement, 'Reading what files records name'));
  };
  const all = [...(await read(false)), ...(await read(true))].map(({ j }) => JSON.parse(j) as Record<string, string[] | null>);
  return all.flatMap((record) => fields.flatMap((field) => record[field] ?? []));
}
