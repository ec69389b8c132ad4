import { fieldOf, type LedgerEntry } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { compileOnce, compileSql, fillFor, historySql, recordsSql, type View } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { isId } from '../id.ts';
import { entityFor } from './query.ts';

type Entry = Omit<LedgerEntry, 'names'>;

/** The time line of one record, newest first, with the names of the people and records it mentions as far as the reader may see them. */
export async function recordHistory(db: Queryable, view: View, entityKey: string, id: string): Promise<LedgerEntry[]> {
  const entity = entityFor(view, entityKey);
  const entries = await rows<Entry>(db, fillFor(view, historySql(view, entity, id, 200)));
  const mentioned = new Map<string, Set<string>>();
  const mention = (kind: string, value: Value | undefined) => {
    if (typeof value === 'string') mentioned.set(kind, (mentioned.get(kind) ?? new Set()).add(value));
  };
  for (const entry of entries) {
    mention('person', entry.actor);
    for (const [key, value] of [...Object.entries(entry.before), ...Object.entries(entry.after)]) {
      const field = fieldOf(entity, key);
      if (field?.type === 'person' || field?.type === 'department') mention(field.type, value);
      if (field?.type === 'reference') mention(field.target ?? '', value);
    }
  }
  const names: Record<string, string> = {};
  for (const [kind, ids] of mentioned) Object.assign(names, await namesOf(db, view, kind, [...ids]));
  return entries.map((entry) => ({ ...entry, names }));
}

async function namesOf(db: Queryable, view: View, kind: string, ids: readonly string[]): Promise<Record<string, string>> {
  const { workspace } = view.principal;
  if (kind === 'person' || kind === 'department') {
    const query =
      kind === 'person'
        ? sql`select user_id as id, name from pipewright.person where workspace = ${workspace}::uuid and user_id = any(${[...ids]}::text[])`
        : sql`select id::text, name from pipewright.department where workspace = ${workspace}::uuid and id = any(${ids.filter(isId)}::uuid[])`;
    const found = await rows<{ id: string; name: string }>(db, compileSql(query));
    return Object.fromEntries(found.map((row) => [row.id, row.name]));
  }
  const target = entityFor(view, kind);
  const compiled = compileOnce(view, `names ${kind}`, { records: ids.filter(isId) }, (each) =>
    recordsSql(each, target, { fields: [target.title] }),
  );
  if ('issues' in compiled) return {};
  const found = await rows<{ j: string }>(db, compiled.query);
  return Object.fromEntries(found.map(({ j }) => JSON.parse(j)).map((record) => [record.id, String(record[target.title] ?? '')]));
}
