import {
  type Actor,
  type Entity,
  type Impact,
  learnKeys,
  leavingStages,
  type Move,
  movesOf,
  type PartChange,
  type Places,
} from '@pipewright/definition';
import { accumulate, isAhead, leavingSql, type Row, tables } from '@pipewright/sql';
import { sql } from 'kysely';
import { databaseNow, type Queryable } from '../db/pool.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { makePublished } from '../published/published.ts';
import { type SweepTerms, sweep } from '../records/sweep.ts';
import { planPublish } from './dry-run.ts';
import { changesSince, formerStages, type Lineage, readLineage } from './lineage.ts';
import { keepRelabels } from './relabels.ts';
import { runSteps } from './run-steps.ts';

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
  /** The fields whose records of before get what their new rule says too. */
  readonly relabel?: readonly string[] | undefined;
}

/** What was published. */
export interface PublishResult {
  readonly version: number;
  readonly changes: readonly PartChange[];
  readonly impact: readonly Impact[];
}

/** What is published, if it is what the publisher looked at. */
export async function lineageAt(db: Queryable, { key, base }: PublishRequest, lock = false): Promise<Lineage> {
  const past = await readLineage(db, key, lock);
  if (!past) return refuse('unknown.app');
  return past.version === base ? past : refuse('publish.conflict');
}

/** Writes the next version inside a transaction: rows to their new places, the version, the tables. Throws a Refusal with every reason against it. */
export async function writeVersion(client: Queryable, request: PublishRequest): Promise<PublishResult> {
  const { key, document, by, note, places = {}, relabel = [] } = request;
  const past = await lineageAt(client, request, true);
  const plan = await planPublish(client, key, past, document, places);
  if (plan.issues.length > 0 || !plan.app) throw new Refusal(plan.issues);
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
  const now = await databaseNow(client);
  const published = makePublished(key, version, plan.app, known, former);
  const actor: Actor = by === null ? { kind: 'system' } : { kind: 'person', id: by };
  const context = { db: client, published, actor, cause: { by: 'publish', version } as const, now, announce: () => undefined };
  // Many rows may move: while they do, only they are held, and not the tables.
  for (const move of past.app ? movesOf(leavingStages(past.app, plan.app), places) : [])
    await replace(context, move, tellsChances(past, move.entity));
  for (const entity of plan.app.entities) if (entity.process && getsProcess(past, entity)) await placeInPipeline(context, entity);
  await client.query('update pipewright.app set version = $2, ahead = null where key = $1', [key, version]);
  const { ahead } = past;
  await runSteps(
    client,
    key,
    past.tables,
    plan.steps.filter((step) => !ahead || !isAhead(ahead, step)),
  );
  await keepRelabels(client, { app: key, version, by }, plan.relabels, relabel);
  return { version, changes, impact: plan.impact };
}

/** True for an entity whose records have no place yet, because it got its stages just now. */
function getsProcess(past: Lineage, { key }: Entity): boolean {
  const was = past.app?.entities.find((each) => each.key === key);
  return past.tables.some((table) => table.name === key) && !was?.process;
}

/** True for an entity whose records have a probability worked out, or can have: its columns come with the publish that begins it. */
function tellsChances(past: Lineage, { key }: Entity): boolean {
  return past.tables.some(({ name, columns }) => name === key && columns.probability_set !== undefined);
}

/** The records of a removed stage take their new place: what is open, paused or planned; closed ones are the past and stay. */
async function replace(context: SweepTerms, move: Move, told: boolean): Promise<void> {
  const { pipeline, stage } = move.to;
  // What was said of a record ends where it comes into another stage; what is worked out is so anew.
  const over: Row = told ? { probability_computed: null, probability_set: null, probability_reason: null } : {};
  const set = { pipeline: pipeline.key, stage: stage.key, probability: String(stage.probability), ...over };
  const where = sql`t.deleted_at is null and ${leavingSql(move, 't')}`;
  await sweep(context, move.entity.key, { set, where, kind: 'move' });
}

/** Records that have no place in a pipeline yet, because their entity got its stages just now, start in the first stage of the pipeline for everything else. */
async function placeInPipeline(context: SweepTerms, entity: Entity): Promise<void> {
  const pipeline = entity.process?.pipelines.at(-1);
  const stage = pipeline?.stages[0];
  if (!pipeline || !stage) return;
  const set = { pipeline: pipeline.key, stage: stage.key, status: 'open', probability: String(stage.probability) };
  await sweep(context, entity.key, { set, where: sql`t.pipeline is null`, kind: 'move' });
}
