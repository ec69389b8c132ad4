import { type App, fieldOf, type LedgerEntry } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { compileOnce, compileSql, fillFor, historySql, readableEntity, recordsSql, type View } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import { isId } from '../ground/id.ts';

type Entry = Omit<LedgerEntry, 'names' | 'labels'> & { readonly version: number };

/** How names of earlier versions are found. */
export interface PastVersions {
  /** An app's definition as it was at a version. */
  readonly at: (version: number) => Promise<App | undefined>;
}

/**
 * The time line of one record, newest first, with the names of the people and records it mentions as far as the reader may see them, and what stages
 * and options were called when each entry was written.
 */
export async function recordHistory(db: Queryable, view: View, entityKey: string, id: string, past: PastVersions): Promise<LedgerEntry[]> {
  const entity = entityFor(view, entityKey);
  const entries = await rows<Entry>(db, fillFor(view, historySql(view, entity, id, 200)));
  const mentioned = new Map<string, Set<string>>();
  const mention = (kind: string, value: Value | undefined) => {
    if (typeof value === 'string') mentioned.set(kind, (mentioned.get(kind) ?? new Set()).add(value));
  };
  for (const { actor, cause, before, after } of entries) {
    if (actor.kind === 'person') mention('person', actor.id);
    if (cause.by === 'department') mention('person', cause.person);
    for (const [key, value] of [...Object.entries(before), ...Object.entries(after)]) {
      const field = fieldOf(entity, key);
      if (field?.type === 'person' || field?.type === 'department') mention(field.type, value);
      if (field?.type === 'reference') mention(field.target ?? '', value);
    }
  }
  const names: Record<string, string> = {};
  for (const [kind, ids] of mentioned) Object.assign(names, await namesOf(db, view, kind, [...ids]));
  const versions = [...new Set(entries.map((entry) => entry.version))];
  const then = new Map(await Promise.all(versions.map(async (version) => [version, await past.at(version)] as const)));
  return entries.map(({ version, ...entry }) => ({ ...entry, names, labels: labelsOf(then.get(version), entityKey, entry) }));
}

/** What the options in an entry were called in a version. */
function labelsOf(app: App | undefined, entityKey: string, { before, after }: Pick<Entry, 'before' | 'after'>): LedgerEntry['labels'] {
  const entity = app?.entities.find((each) => each.key === entityKey);
  if (!entity) return {};
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const values = new Set([before[key], after[key]].flat());
    const options = fieldOf(entity, key)?.options?.filter((option) => values.has(option.key)) ?? [];
    return options.length > 0 ? [[key, Object.fromEntries(options.map((option) => [option.key, option.name]))] as const] : [];
  });
  return Object.fromEntries(labels);
}

async function namesOf(db: Queryable, view: View, kind: string, ids: readonly string[]): Promise<Record<string, string>> {
  const { workspace } = view.principal;
  if (kind === 'person' || kind === 'department') {
    const query =
      kind === 'person'
        ? sql`select user_id as id, name from pipewright.person where workspace = ${workspace}::uuid and user_id = any(${[...ids]}::text[]) order by user_id`
        : sql`select id::text, name from pipewright.department where workspace = ${workspace}::uuid and id = any(${ids.filter(isId)}::uuid[]) order by id`;
    const found = await rows<{ id: string; name: string }>(db, compileSql(query));
    return Object.fromEntries(found.map((row) => [row.id, row.name]));
  }
  const known = readableEntity(view, kind);
  if ('issues' in known) return {};
  const target = known.entity;
  const compiled = compileOnce(view, `names ${kind}`, { records: ids.filter(isId) }, (each) =>
    recordsSql(each, target, 'many', { fields: [target.title] }),
  );
  if ('issues' in compiled) return {};
  const found = await rows<{ j: string }>(db, compiled.query);
  const named = found.map(({ j }) => JSON.parse(j)).map((record): [string, string] => [record.id, String(record[target.title] ?? '')]);
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}
