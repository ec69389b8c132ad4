import { setTimeout as sleep } from 'node:timers/promises';
import { type App, type Change, type Impact, learnKeys, leavingStages, type Move, movesOf, type Places } from '@pipewright/definition';
import {
  accumulate,
  compileSql,
  ddl,
  leavingSql,
  ledgerDdl,
  type Rewrite,
  rewriteSql,
  type Step,
  type Table,
  tables,
} from '@pipewright/sql';
import { schemaOf } from '../apps/published.ts';
import { type Pool, type Queryable, rows, transaction } from '../db/pool.ts';
import { PG, pgError, Refusal, refuse } from '../http/fault.ts';
import { planPublish } from './dry-run.ts';
import { buildLaterIndexes } from './later-index.ts';
import { changesSince, formerStages, readLineage } from './lineage.ts';

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

const ATTEMPTS = 40;
const TWINS = 3;

/**
 * Publishes a definition as the next version, in one transaction: tables, then the version. Nothing is half done, and readers are held up for
 * at most the lock timeout: a table that is busy is left alone and tried again a moment later.
 * Throws a Refusal with every reason where it cannot be published.
 */
export async function publish(pool: Pool, request: PublishRequest): Promise<PublishResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await transaction(pool, (client) => publishOnce(client, request));
      await buildLaterIndexes(pool, request.key);
      return result;
    } catch (error) {
      const code = pgError(error)?.code;
      // A twin that was written after the twins were counted is found and said the next time.
      if (code !== PG.lockNotAvailable && !(code === PG.unique && attempt <= TWINS)) throw error;
      if (attempt >= ATTEMPTS) refuse('publish.busy');
      await sleep(30 + Math.random() * 120);
    }
  }
}

async function publishOnce(client: Queryable, { key, document, base, by, note, places = {} }: PublishRequest): Promise<PublishResult> {
  await client.query("set local lock_timeout = '100ms'");
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [`publish ${key}`]);
  const past = await readLineage(client, key, true);
  if (!past) return refuse('unknown.app');
  if (past.version !== base) refuse('publish.conflict');
  const plan = await planPublish(client, key, past, document, places);
  if (plan.issues.length > 0 || !plan.app) throw new Refusal(plan.issues);
  const schema = schemaOf(key);
  for (const step of plan.steps) {
    if (!isLater(step)) await client.query(compileSql(ddl(schema, step)).sql);
    if (step.kind === 'create_schema') for (const part of ledgerDdl(schema)) await client.query(compileSql(part).sql);
  }
  for (const step of plan.steps)
    if (step.kind === 'add_column' && step.name === 'pipeline') await placeInPipeline(client, schema, plan.app, step.table);
  const version = past.version + 1;
  const known = accumulate(past.tables, tables(plan.app));
  for (const move of past.app ? movesOf(leavingStages(past.app, plan.app), places) : [])
    await rewrite(client, moving(schema, known, move, by, version));
  const changes = changesSince(past, plan.app);
  await client.query(
    `insert into pipewright.version (app, version, definition, tables, former_stages, changes, note, published_by, keys) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      key,
      version,
      JSON.stringify(document),
      JSON.stringify(known),
      JSON.stringify(formerStages(past, plan.app)),
      JSON.stringify(changes),
      note ?? null,
      by,
      JSON.stringify(learnKeys(plan.keys, plan.app)),
    ],
  );
  await client.query('update pipewright.app set version = $2 where key = $1', [key, version]);
  return { version, changes, impact: plan.impact };
}

/** The records of a removed stage take their new place: what is open, paused or planned; closed ones are the past and stay. */
function moving(schema: string, known: readonly Table[], move: Move, by: string | null, version: number): Rewrite {
  const { pipeline, stage } = move.to;
  const now = new Date().toISOString();
  return {
    schema,
    table: known.find((each) => each.name === move.entity.key) as Table,
    set: { pipeline: pipeline.key, stage: stage.key, probability: String(stage.probability) },
    stamps: { stage_since: now, updated_at: now, updated_by: by },
    where: leavingSql(move, 't'),
    kind: 'move',
    actor: by,
    cause: { by: 'publish', version },
    definitionVersion: version,
  };
}

/** Changes many rows at once, each with its version and its entry in the ledger. */
async function rewrite(client: Queryable, change: Rewrite): Promise<void> {
  await rows(client, rewriteSql(change));
}

function isLater(step: Step): boolean {
  return step.kind === 'create_index' && step.later;
}

/** An entity that gets stages for the first time: its records start in the first stage of the pipeline for everything else. */
async function placeInPipeline(client: Queryable, schema: string, app: App, table: string): Promise<void> {
  const pipeline = app.entities.find((entity) => entity.key === table)?.process?.pipelines.at(-1);
  const stage = pipeline?.stages[0];
  if (!pipeline || !stage) return;
  await client.query(
    `update "${schema}"."${table}" set pipeline = $1, stage = $2, status = 'open', stage_since = now(), probability = $3`,
    [pipeline.key, stage.key, stage.probability],
  );
}
