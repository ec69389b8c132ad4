import { type Entity, fieldOf, targetOf } from '@pipewright/definition';
import { type LookTerms, type Past, pastOf, type Stood, type Timeline } from '@pipewright/process';
import { type StoryRow, storySql } from '@pipewright/sql';
import type { FollowedBy } from '../automations/back-follow.ts';
import { entryOf, stoodBy } from '../automations/back-story.ts';
import { type Queryable, rows } from '../db/pool.ts';
import type { Published } from '../published/published.ts';

const STANDING = ['pipeline', 'stage', 'status'];

/** What is read of closed records. */
export interface PastWish {
  readonly published: Published;
  readonly entity: Entity;
  readonly terms: LookTerms;
  readonly followed: FollowedBy;
  readonly now: string;
}

/** How closed records were on their way, in the order of their ids as asked for: their stories, those of what they refer to, and their activities, each in one statement. */
export async function pastsOf(db: Queryable, wish: PastWish, ids: readonly string[]): Promise<(Past | null)[]> {
  const { published, entity, terms, followed, now } = wish;
  const { app, schema } = published;
  const names = terms.segments.map((name) => name.split('.') as [string, string?]);
  const keys = [...new Set([...STANDING, ...names.map(([near]) => near)])];
  const told = await rows<StoryRow>(db, storySql(schema, entity.key, ids, keys, now));
  const far = new Map<string, ReadonlyMap<string, readonly Stood[]>>();
  for (const [near, some] of Map.groupBy(
    names.filter(([, key]) => key !== undefined),
    ([name]) => name,
  )) {
    const target = targetOf(app, fieldOf(entity, near));
    const named = [...new Set(told.flatMap(({ values }) => (typeof values[near] === 'string' ? [values[near]] : [])))];
    const wanted = some.flatMap(([, key]) => key ?? []);
    if (target && named.length > 0) far.set(near, stoodBy(await rows<StoryRow>(db, storySql(schema, target.key, named, wanted, now))));
  }
  const entries = Map.groupBy(told, ({ record }) => record);
  const follows = await followed(ids);
  return ids.map((record) => {
    const timeline: Timeline = {
      ...{ record, entries: (entries.get(record) ?? []).map(entryOf), followed: follows(record) },
      far: (field, id) => far.get(field)?.get(id) ?? [],
    };
    return pastOf(timeline, terms);
  });
}
