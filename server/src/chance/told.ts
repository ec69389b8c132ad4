import { CHANCE_USUAL, type Entity, fieldsOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import {
  activityOf,
  circumstancesOf,
  estimate,
  isEstimate,
  type LookTerms,
  type PreparedEntity,
  segmentValue,
  standardDaysAt,
} from '@pipewright/process';
import { compileSql, instantText } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import type { Published } from '../published/published.ts';
import { basisOf, learnedLately } from './learned.ts';

/** Tells the chance of a record that comes into a stage. */
export interface Telling {
  /** By which model. */
  readonly number: number;
  /** In percent, null where too little is known. */
  readonly told: (id: string | undefined, facts: Facts, now: string) => number | null;
}

/** What records of an entity are looked at for. */
export function termsOf({ app }: Published, { entity, pipelines, scope }: PreparedEntity): LookTerms {
  const segments = entity.process?.chance?.segments ?? [];
  // What is known of a record here besides where it stood: a standard that goes by something else is none.
  const factOf = (name: string, value: string | null) => (scope[name] === 'boolean' && value !== null ? value === 'true' : value);
  const unread = Object.fromEntries(fieldsOf(entity).map(({ key }) => [key, undefined]));
  return {
    segments,
    standard: (pipeline, stage, values) => {
      const known = Object.fromEntries(segments.map((name, i) => [name, factOf(name, values[i] ?? null)]));
      return standardDaysAt({ pipelines }, pipeline, stage, { ...unread, ...known });
    },
    follows: activityOf(app, entity) !== undefined,
  };
}

/** How many closed records a stage must have seen. */
export const leastOf = ({ process }: Entity): number => process?.chance?.least ?? CHANCE_USUAL.least;

/**
 * Ready to tell the chances of records that are about to move, by what was learned last; undefined where nothing was. One small question, and one for when
 * they were last followed up.
 * @param ids the records that are there already
 */
export async function tellingFor(
  db: Queryable,
  published: Published,
  prepared: PreparedEntity,
  ids: readonly string[],
): Promise<Telling | undefined> {
  const { entity } = prepared;
  if (!entity.process?.chance) return undefined;
  const learned = await learnedLately(db, published.key, entity.key, basisOf(published.app, entity));
  if (!learned) return undefined;
  const terms = termsOf(published, prepared);
  const followed = await lastFollowed(db, published, entity, ids);
  return {
    number: learned.number,
    told: (id, facts, now) => {
      const made = typeof facts.created_at === 'string' ? facts.created_at : now;
      const last = followed.get(id ?? '');
      const stay = { pipeline: text(facts.pipeline), stage: text(facts.stage), status: 'open', from: now, to: '' };
      const segments = terms.segments.map((name) => segmentValue(facts[name]));
      const seen = circumstancesOf({ stays: [stay], followed: last && last > made ? last : made, segments }, Date.parse(now), terms);
      const found = estimate(learned.model, seen, leastOf(entity));
      return isEstimate(found) ? found.percent : null;
    },
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** When each of some records was last followed up. */
async function lastFollowed(
  db: Queryable,
  { app, schema }: Published,
  entity: Entity,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const activity = activityOf(app, entity);
  if (!activity || ids.length === 0) return new Map();
  const by = sql.id('a', activity.by);
  const found = await rows<{ id: string; at: string }>(
    db,
    compileSql(sql`select ${by}::text as id, ${instantText(sql`max(a.created_at)`)} as at from ${sql.id(schema, activity.table)} a
      where ${by} = any(${[...ids]}::uuid[]) and a.deleted_at is null group by 1`),
  );
  return new Map(found.map(({ id, at }) => [id, at]));
}
