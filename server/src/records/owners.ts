import { readsEntity } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { holdPeopleSql } from '@pipewright/sql';
import { callersOf } from '../auth/principal.ts';
import { rows } from '../db/pool.ts';
import { tellOwners } from '../notices/tell-owners.ts';
import type { Change, Outcome, SaveGround, SaveTerms, Takers, Write } from './change.ts';

/** True where a change may bring a record to somebody else than who makes the change, or take it from somebody: then people are told. */
export function mayHandOver({ kind, values }: Pick<Change, 'kind' | 'values'>, user: string): boolean {
  return 'owner' in values && (kind !== 'create' || values.owner !== user);
}

/**
 * Holds the people who come to own records before the records are held: two writes that wait for each other would both be stuck. Answers who of
 * those that are named works here; of people elsewhere nothing is known, not even a name.
 */
export async function holdOwners({ db, actor, published, view }: SaveTerms, writes: readonly Write[]): Promise<Takers> {
  const maker = actor.kind === 'person' && writes.some(({ change }) => change.kind === 'create') ? [actor.id] : [];
  const owners = [...new Set(writes.flatMap(({ change: { values } }) => (typeof values.owner === 'string' ? [values.owner] : [])))];
  const people = [...new Set([...maker, ...owners])];
  if (people.length > 0) await rows(db, holdPeopleSql(people));
  const found = owners.length > 0 ? await callersOf(db, owners, published.key) : [];
  return new Map(found.filter(({ workspace }) => workspace === view.principal.workspace).map((each) => [each.user, each]));
}

/** What speaks against the owner of a change: that person has no role in which such records can be seen, so that they would be lost. */
export function ownerIssues({ ready: { entity }, past, published, takers }: SaveGround, owner: unknown): Issue[] {
  const taker = typeof owner === 'string' ? takers?.get(owner) : undefined;
  if (!taker || past) return [];
  const role = published.app.roles.find(({ key }) => key === taker.role);
  return role && readsEntity(role, entity) ? [] : [issue('owner', 'share.role', { person: taker.name, entity: entity.name })];
}

/** Tells those whose records others came to own, and these, of everything that was written. */
export async function tellOfOwners({ db, published, actor, past, telling = {}, announce }: SaveTerms, outcomes: readonly Outcome[]) {
  // Samples come with their owners: nobody gave anything to anybody.
  if (past === 'sample') return;
  const handed = outcomes.flatMap((each) =>
    'issues' in each || each.after.owner === undefined
      ? []
      : [{ entity: each.entity, record: each.id, from: personIn(each.before.owner), to: personIn(each.after.owner), count: 1 }],
  );
  const by = actor.kind === 'person' ? actor.id : (telling.by ?? null);
  for (const [entity, theirs] of Map.groupBy(handed, (each) => each.entity))
    await tellOwners(db, { app: published.key, entity, by }, theirs, telling, announce);
}

const personIn = (value: unknown) => (typeof value === 'string' ? value : null);
