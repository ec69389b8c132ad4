import {
  type Actor,
  type Change,
  type Entity,
  type Impact,
  learnKeys,
  leavingStages,
  type Move,
  movesOf,
  type Places,
} from '@pipewright/definition';
import { accumulate, compileSql, ddl, leavingSql, type Step, storyDdl, tables } from '@pipewright/sql';
import { sql } from 'kysely';
import { makePublished, schemaOf } from '../apps/published.ts';
import { databaseNow, type Pool, type Queryable } from '../db/pool.ts';
import { PG, pgError, Refusal, refuse } from '../http/fault.ts';
import { type SweepContext, sweep } from '../records/sweep.ts';
import { planPublish } from './dry-run.ts';
import { buildLaterIndexes } from './later-index.ts';
import { changesSince, formerStages, readLineage } from './lineage.ts';
import { patiently } from './patience.ts';

/** A wish to publish: what, over which version, by whom. */
export interface PublishRequest {
  readonly key: string;
  readonly document: unknown;
  /** The version the publisher looked at; another one is a conflict. */
  readonly base: number;
  readonly by: string | null;
  readonly note?: string | null | undefined;
  /** Where the records of removed stages go. */
  readonly places?: Places | undefined;
}

/** What was published. */
export interface PublishResult {
  readonly version: number;
  readonly changes: readonly Change[];
  readonly impact: readonly Impact[];
}

const TWINS = 3;

/**
 * Publishes a definition as the next version, in one transaction: tables, then the version. Nothing is half done, and readers are held up for
 * at most the lock timeout.
 * Throws a Refusal with every reason where it cannot be published.
 */
export async function publish(pool: Pool, request: PublishRequest): Promise<PublishResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await patiently(pool, request.key, (client) => publishWithin(client, request));
      // The version stands; what an index lacks makes it slower, is found as a difference, and can be repaired.
      await buildLaterIndexes(pool, request.key).catch((error) => console.error(error));
      return result;
    } catch (error) {
      // A twin that was written after the twins were counted is found and said the next time.
      if (pgError(error)?.code !== PG.unique || attempt > TWINS) throw error;
    }
  }
}

/** Publishes in the caller's transaction, once: tables and version, without the indexes that are built later. */
export async function publishWithin(
  client: Queryable,
  { key, document, base, by, note, places = {} }: PublishRequest,
): Promise<PublishResult> {
  const past = await readLineage(client, key, true);
  if (!past) return refuse('unknown.app');
  if (past.version !== base) refuse('publish.conflict');
  const plan = await planPublish(client, key, past, document, places);
  if (plan.issues.length > 0 || !plan.app) throw new Refusal(plan.issues);
  const schema = schemaOf(key);
  for (const step of plan.steps) {
    if (!isLater(step)) await client.query(compileSql(ddl(schema, step)).sql);
    if (step.kind === 'create_schema') for (const part of storyDdl(schema)) await client.query(compileSql(part).sql);
  }
  const version = past.version + 1;
  const known = accumulate(past.tables, tables(plan.app));
  const changes = changesSince(past, plan.app);
  const former = formerStages(past, plan.app);
  await client.query(
    `insert into pipewright.version (app, version, definition, name, admin_roles, tables, former_stages, changes, note, published_by, keys)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      key,
      version,
      JSON.stringify(plan.app),
      JSON.stringify(plan.app.name),
      plan.app.roles.filter((role) => role.admin).map((role) => role.key),
      JSON.stringify(known),
      JSON.stringify(former),
      JSON.stringify(changes),
      note ?? null,
      by,
      JSON.stringify(learnKeys(plan.keys, plan.app)),
    ],
  );
  await client.query('update pipewright.app set version = $2 where key = $1', [key, version]);
  const now = await databaseNow(client);
  const published = makePublished(key, version, plan.app, known, former);
  const actor: Actor = by === null ? { kind: 'system' } : { kind: 'person', id: by };
  const context = { db: client, published, actor, cause: { by: 'publish', version } as const, now, announce: () => undefined };
  for (const move of past.app ? movesOf(leavingStages(past.app, plan.app), places) : []) await replace(context, move);
  for (const entity of plan.app.entities)
    if (entity.process && past.tables.some((table) => table.name === entity.key)) await placeInPipeline(context, entity);
  return { version, changes, impact: plan.impact };
}

/** The records of a removed stage take their new place: what is open, paused or planned; closed ones are the past and stay. */
async function replace(context: SweepContext, move: Move): Promise<void> {
  const { pipeline, stage } = move.to;
  const set = { pipeline: pipeline.key, stage: stage.key, probability: String(stage.probability) };
  const where = sql`t.deleted_at is null and ${leavingSql(move, 't')}`;
  await sweep(context, move.entity.key, { set, where, kind: 'move' });
}

function isLater(step: Step): boolean {
  return step.kind === 'create_index' && step.later;
}

/** Records that have no place in a pipeline yet, because their entity got its stages just now, start in the first stage of the pipeline for everything else. */
async function placeInPipeline(context: SweepContext, entity: Entity): Promise<void> {
  const pipeline = entity.process?.pipelines.at(-1);
  const stage = pipeline?.stages[0];
  if (!pipeline || !stage) return;
  const set = { pipeline: pipeline.key, stage: stage.key, status: 'open', probability: String(stage.probability) };
  await sweep(context, entity.key, { set, where: sql`t.pipeline is null`, kind: 'move' });
}
