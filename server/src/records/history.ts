import { type Actor, type App, fieldOf, fieldTypes, hasTrait, type Label, type LedgerEntry } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { fillFor, historySql, type Naming, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import { namesOf } from '../door/names.ts';

const PERSON: Naming = { type: 'person' };

/** What entries mention by one kind of name. */
interface Mentions {
  readonly by: Naming;
  readonly ids: Set<string>;
}

/** An entry as it is stored, with the version of the definition at that time. */
export type StoredEntry = Omit<LedgerEntry, 'names' | 'labels' | 'automation'> & { readonly version: number };

/** How names of earlier versions are found. */
export interface PastVersions {
  /** An app's definition as it was at a version. */
  readonly at: (version: number) => Promise<App | undefined>;
}

/**
 * The time line of one record, newest first, with the names of the people and records it mentions as far as the reader may see them, and what stages
 * and options were called when each entry was written.
 */
export async function recordHistory(db: Queryable, view: Sight, entityKey: string, id: string, past: PastVersions): Promise<LedgerEntry[]> {
  const entity = entityFor(view, entityKey);
  return tellEntries(db, view, entityKey, await rows<StoredEntry>(db, fillFor(view, historySql(view, entity, id, 200))), past);
}

/** Entries of the ledger of one entity with the names they need. */
export async function tellEntries(
  db: Queryable,
  view: Sight,
  entityKey: string,
  entries: readonly StoredEntry[],
  past: PastVersions,
): Promise<LedgerEntry[]> {
  const entity = entityFor(view, entityKey);
  const mentioned = new Map<string, Mentions>();
  const mention = (by: Naming, value: Value | undefined) => {
    if (typeof value !== 'string') return;
    const kind = `${fieldTypes[by.type].names} ${by.target}`;
    const known = mentioned.get(kind) ?? { by, ids: new Set() };
    mentioned.set(kind, { by, ids: known.ids.add(value) });
  };
  const files = new Set<unknown>();
  for (const { actor, cause, before, after } of entries) {
    if (actor.kind === 'person') mention(PERSON, actor.id);
    if ('person' in cause) mention(PERSON, cause.person);
    for (const [key, value] of [...Object.entries(before), ...Object.entries(after)]) {
      const field = fieldOf(entity, key);
      if (field && fieldTypes[field.type].names) mention(field, value);
      if (field && hasTrait(field, 'files') && Array.isArray(value)) for (const id of value) files.add(id);
    }
  }
  const names: Record<string, string> = {};
  for (const { by, ids } of mentioned.values()) Object.assign(names, await namesOf(db, view, by, [...ids]));
  if (files.size > 0) Object.assign(names, await fileNames(db, [...files]));
  const versions = [...new Set(entries.map((entry) => entry.version))];
  const then = new Map(await Promise.all(versions.map(async (version) => [version, await past.at(version)] as const)));
  return entries.map(({ version, ...entry }) => ({
    ...{ ...entry, names, labels: labelsOf(then.get(version), entityKey, entry) },
    ...automationOf(entry.actor, view.app, then.get(version)),
  }));
}

/** What the automation that acted is called now or, where it is gone, was called then. */
function automationOf(actor: Actor, now: App, then: App | undefined): Pick<LedgerEntry, 'automation'> {
  return actor.kind === 'automation' ? { automation: automationNamed(actor.key, now, then) } : {};
}

/** What an automation is called now or, where it is gone, was called in a version in which it acted. */
export function automationNamed(key: string, now: App, then: App | undefined): { readonly name: Label | null; readonly gone: boolean } {
  const [known, former] = [now, then].map((app) => app?.automations?.find((each) => each.key === key));
  return { name: (known ?? former)?.name ?? null, gone: !known };
}

/** What files are called that stand, or once stood, in a field that may be read: a name outlasts its content. */
async function fileNames(db: Queryable, ids: readonly unknown[]): Promise<Record<string, string>> {
  const { rows: found } = await db.query<{ id: string; name: string }>('select id, name from pipewright.file where id = any ($1::uuid[])', [
    ids,
  ]);
  return Object.fromEntries(found.map(({ id, name }) => [id, name]));
}

/** What the options in an entry were called in a version. */
function labelsOf(
  app: App | undefined,
  entityKey: string,
  { before, after }: Pick<StoredEntry, 'before' | 'after'>,
): LedgerEntry['labels'] {
  const entity = app?.entities.find((each) => each.key === entityKey);
  if (!entity) return {};
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const values = new Set([before[key], after[key]].flat());
    const options = fieldOf(entity, key)?.options?.filter((option) => values.has(option.key)) ?? [];
    return options.length > 0 ? [[key, Object.fromEntries(options.map((option) => [option.key, option.name]))] as const] : [];
  });
  return Object.fromEntries(labels);
}
