import { type App, type Entity, fieldOf, targetOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type BackAutomation, farNamesOf, type Stood, type StoryEntry, stoodOf, type Timeline } from '@pipewright/process';
import { type StoryRow, storySql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { FollowedBy } from './back-follow.ts';
import { toldBy } from './whom.ts';

/** What is read of the past. */
export interface StoryWish {
  readonly app: App;
  readonly schema: string;
  readonly entity: Entity;
  readonly back: BackAutomation;
  readonly followed: FollowedBy;
  /** Up to when. */
  readonly to: string;
}

/** What follows from a decision elsewhere begins no automation. */
const SWEPT: ReadonlySet<string | null> = new Set(['department', 'leave', 'publish', 'share']);
const ALWAYS = ['pipeline', 'stage', 'status', 'owner'];

/** The stories of records up to an instant: all entries, those of what they refer to, and their activities, each in one statement for all of them. */
export async function storiesOf(db: Queryable, wish: StoryWish, ids: readonly string[]): Promise<Timeline[]> {
  const { app, schema, entity, back, followed, to } = wish;
  const told = await rows<StoryRow>(db, storySql(schema, entity.key, ids, ownKeys(wish), to));
  const entries = Map.groupBy(told, ({ record }) => record);
  const far = new Map<string, ReadonlyMap<string, readonly Stood[]>>();
  for (const [near, keys] of nearKeys(back)) {
    const target = targetOf(app, fieldOf(entity, near));
    const named = [...new Set(told.flatMap(({ values }) => (typeof values[near] === 'string' ? (values[near] as string) : [])))];
    if (target && named.length > 0) far.set(near, stoodBy(await rows<StoryRow>(db, storySql(schema, target.key, named, keys, to))));
  }
  const follows = await followed(ids);
  return ids.map((record) => ({
    ...{ record, entries: (entries.get(record) ?? []).map(entryOf), followed: follows(record) },
    far: (field: string, id: string) => far.get(field)?.get(id) ?? [],
  }));
}

/** The fields of the record that matter: what rules and triggers read, and what says whom is told. */
function ownKeys({ back: { names, automation } }: StoryWish): string[] {
  const { on } = automation;
  const levels = on.kind === 'since' ? on.levels.map(({ key }) => key) : [null];
  const told = levels.flatMap((level) => toldBy(automation, level)).flatMap((each) => (each.kind === 'field' ? [each.field] : []));
  const read = names.map((name) => name.split('.')[0] ?? '');
  const pulled = on.kind === 'changed' ? on.fields : on.kind === 'date' ? [on.field] : [];
  return [...new Set([...ALWAYS, ...read, ...pulled, ...told])].filter((key) => !['user', 'today', 'now', 'id'].includes(key)).sort();
}

/** By reference field what is read of the record it names. */
function nearKeys(back: BackAutomation): Map<string, string[]> {
  const names = farNamesOf(back).map((name) => name.split('.') as [string, string]);
  return new Map([...Map.groupBy(names, ([near]) => near)].map(([near, some]) => [near, some.map(([, key]) => key)]));
}

/** An entry of the ledger as the past is rebuilt from it. */
export function entryOf({ kind, cause, by, at, values }: StoryRow): StoryEntry {
  const made = kind === 'create' || kind === 'import';
  const gone = kind === 'delete' || kind === 'restore';
  // Sample records tell a past in which everything came about; what an import brings in was never seen to happen.
  const pulls = !SWEPT.has(cause) && (kind !== 'import' || cause === 'sample');
  return { kind: made ? 'create' : gone ? kind : 'update', at, by, values: values as Facts, pulls };
}

/** How records stood, from their stories. */
export function stoodBy(found: readonly StoryRow[]): ReadonlyMap<string, readonly Stood[]> {
  return new Map([...Map.groupBy(found, ({ record }) => record)].map(([id, some]) => [id, stoodOf(id, some.map(entryOf))]));
}
