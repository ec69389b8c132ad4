import type { Entity, Given } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import { holdPeopleSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import type { InApp } from '../door/env.ts';
import type { Change, Outcome, SaveTerms } from './change.ts';
import { changedSince } from './changed-since.ts';
import type { OwnCause } from './request.ts';
import { save } from './save.ts';
import { takerOf } from './taker.ts';

type Body = Given<'changeTogether'>['body'];

/** What is done with many records: values, an owner among them, where they are to stand, or their end. */
export interface TogetherWish extends Omit<Body, 'records' | 'filter' | 'search' | 'after'> {
  /** True where it is done with one record and nothing else, so that people are told of that one and not of a number. */
  readonly alone: boolean;
}

/** A record that is meant, in the version in which it was found; without one it was not found. */
export interface MeantRecord {
  readonly id: string;
  readonly version?: number;
}

const WHERE_IT_STANDS = ['stage', 'status', 'pipeline'] as const;
const moves = (wish: Omit<TogetherWish, 'alone'>) => WHERE_IT_STANDS.some((key) => wish[key] !== undefined);

/** What the time line says of what is done with records: that they are many, or how one alone was changed. */
export const causeOf = (wish: Omit<TogetherWish, 'alone'>, alone: boolean): OwnCause => ({
  by: !alone ? 'bulk' : moves(wish) ? 'move' : 'form',
});

/**
 * Does one thing with records, each by the rights of who asks and by every rule, inside a transaction, in which a refused one does not undo the others.
 * Answers what became of each, in their order.
 */
export async function changeTogether(
  terms: SaveTerms,
  inApp: InApp,
  entity: Entity,
  records: readonly MeantRecord[],
  wish: TogetherWish,
): Promise<readonly Outcome[]> {
  const { db } = terms;
  const owner = wish.values?.owner;
  if (typeof owner === 'string') {
    await rows(db, holdPeopleSql([owner]));
    await takerOf(db, inApp, entity, owner, 'owner');
  }
  const overtaken = await overtakenOf(terms, records, wish);
  const free = records.filter(({ id, version }) => version !== undefined && !overtaken.has(id));
  const { alone, note, run } = wish;
  const outcomes = await save(
    { ...terms, inTransaction: true, telling: { note, many: !alone, run } },
    free.map((each) => ({ entity: entity.key, change: changeOf(wish, each) })),
  );
  const byId = new Map([...overtaken, ...free.map(({ id }, i) => [id, outcomes[i] as Outcome] as const)]);
  return records.map(({ id }) => byId.get(id) ?? { issues: [issue('', 'unknown.record')] });
}

/** Those that others moved since they were seen, where they are to be moved, or in which others changed what is to be given. */
async function overtakenOf({ db, view }: SaveTerms, records: readonly MeantRecord[], wish: TogetherWish): Promise<Map<string, Outcome>> {
  const { seen = {}, values = {} } = wish;
  const later = records.flatMap(({ id, version = 0 }) => {
    const known = seen[id] ?? version;
    return known < version ? [{ id, version: known }] : [];
  });
  const touched = new Set([...(moves(wish) ? WHERE_IT_STANDS : []), ...Object.keys(values)]);
  const changed = [...(await changedSince(db, view, later))].filter(([, keys]) => keys.some((key) => touched.has(key)));
  return new Map(changed.map(([id, changedByOthers]) => [id, { issues: [issue('', 'version.conflict')], changedByOthers }]));
}

function changeOf(wish: TogetherWish, { id, version }: MeantRecord): Change {
  if (wish.remove) return { kind: 'delete', id, version, values: {} };
  const { values = {}, stage, status, pipeline, reason, until, duplicates } = wish;
  return { kind: 'update', id, version, values, stage, status, pipeline, reason, until, duplicates };
}
