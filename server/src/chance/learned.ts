import { createHash } from 'node:crypto';
import type { App, Entity } from '@pipewright/definition';
import { activityOf, type ChanceModel } from '@pipewright/process';
import { compileSql, instantText, Recent } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';

/** What was learned of the closed records of an entity. */
export interface Learned {
  readonly id: string;
  readonly basis: string;
  /** The how manieth it is; records say by which one their probability was worked out. */
  readonly number: number;
  readonly at: string;
  /** How many closed records it was learned from. */
  readonly records: number;
  readonly model: ChanceModel;
}

const known = new Recent<string, Learned>(20);

/** What names everything of a definition that chances are told by: what was learned by something else does not hold any more. */
export function basisOf(app: App, entity: Entity): string {
  const { chance, pipelines = [] } = entity.process ?? {};
  const stages = pipelines.map(({ key, stages: all }) => [
    key,
    all.map((stage) => [...[stage.key, stage.probability, stage.standardDays], ...(stage.standardDaysBy ? [stage.standardDaysBy] : [])]),
  ]);
  const named = JSON.stringify([chance, stages, activityOf(app, entity)]);
  return createHash('sha256').update(named).digest('base64url').slice(0, 16);
}

/** What was last learned of an entity, if it was learned by its definition as it is. What is known already is not read again. */
export async function learnedOf(db: Queryable, app: string, entity: string, basis: string): Promise<Learned | undefined> {
  const [now] = await rows<{ id: string }>(
    db,
    compileSql(sql`select id::text from pipewright.chance where app = ${app} and entity = ${entity} and basis = ${basis}`),
  );
  if (!now) return undefined;
  const found = known.get(now.id);
  if (found) return found;
  const [read] = await rows<Learned>(
    db,
    compileSql(
      sql`select id::text, basis, number, ${instantText(sql`learned_at`)} as at, records, model from pipewright.chance where app = ${app} and entity = ${entity} and basis = ${basis}`,
    ),
  );
  if (read) known.set(read.id, read);
  return read;
}

/** For how long writes go by what they heard last, so that they need not ask each time. */
const HEARD_MS = 30_000;
const heard = new Recent<string, { readonly at: number; readonly learned: Learned | undefined }>(200);

/** The same as a write asks it, which goes by an answer of up to half a minute ago: whoever learns looks at all records once more after that. */
export async function learnedLately(db: Queryable, app: string, entity: string, basis: string): Promise<Learned | undefined> {
  const name = `${app} ${entity}`;
  const found = heard.get(name);
  if (found && Date.now() - found.at < HEARD_MS && (found.learned === undefined || found.learned.basis === basis)) return found.learned;
  const learned = await learnedOf(db, app, entity, basis);
  heard.set(name, { at: Date.now(), learned });
  return learned;
}

/** Has the next write ask anew. */
export function hearAnew(app: string, entity: string): void {
  heard.set(`${app} ${entity}`, { at: 0, learned: undefined });
}
