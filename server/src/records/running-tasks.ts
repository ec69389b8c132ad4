import { compileOnce, lackingTasksSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { FIRST_ID } from '../ground/id.ts';
import type { Published, ReadyEntity } from '../published/published.ts';
import { announced } from './announced.ts';
import { bySystem } from './by-system.ts';
import type { SaveTerms } from './change.ts';
import { saveAll } from './save.ts';
import { type InStage, makeStageTasks } from './stage-tasks.ts';

const BATCH = 200;

interface Found extends InStage {
  readonly stage_since: string;
}

/**
 * Makes key tasks for up to some open records that stand in their stages already, beginning after an id, and answers the last of them; undefined where
 * there are no more. Inside a transaction, which holds them.
 * @param from from when the days of a task are counted, by when its record came into the stage
 */
async function makeSome(
  terms: SaveTerms,
  ready: ReadyEntity,
  after: string,
  from?: (since: string) => string,
): Promise<string | undefined> {
  const { entity } = ready;
  const compiled = compileOnce(terms.view, `lacking tasks ${entity.key}`, { after, limit: BATCH }, (each) => {
    const statement = lackingTasksSql(each, entity);
    return statement ? { value: statement } : { issues: [] };
  });
  if ('issues' in compiled) return undefined;
  const found = await rows<Found>(terms.db, compiled.value);
  await makeStageTasks(
    terms,
    ready,
    found.map((each) => ({ ...each, from: from?.(each.stage_since) })),
    saveAll,
  );
  return found.length === BATCH ? found.at(-1)?.id : undefined;
}

const readies = (published: Published) =>
  published.app.entities.flatMap(({ key, process }) => (process ? (published.entity(key) ?? []) : []));

/** Makes the key tasks of all open records where their stages ask for them, in the transaction that brought the records in. */
export async function makeTasksOfAll(terms: SaveTerms, from: (since: string) => string): Promise<void> {
  for (const ready of readies(terms.published))
    for (let after: string | undefined = FIRST_ID; after; ) after = await makeSome(terms, ready, after, from);
}

/**
 * Makes the key tasks that a published version asks for of records which stand in its stages already, some at a time, so that nobody waits for long. What is
 * interrupted is gone on with at the next call; once it is through, nothing more is looked for in this version.
 */
export async function catchUpTasks(
  server: Pick<Server, 'pool' | 'events'>,
  app: { readonly published: Published; readonly workspace: string },
  now: string,
  over: () => boolean = () => false,
): Promise<void> {
  const { published } = app;
  const { key, version } = published;
  if (await isCaughtUp(server.pool, key, version)) return;
  for (const ready of readies(published))
    for (let after: string | undefined = FIRST_ID; after && !over(); ) {
      const from: string = after;
      after = await announced(server, (db, announce) =>
        makeSome(bySystem(app, db, now, announce, { by: 'publish', version }), ready, from),
      );
    }
  if (!over()) await server.pool.query('update pipewright.app set tasks_version = $2 where key = $1 and version = $2', [key, version]);
}

async function isCaughtUp(db: Queryable, key: string, version: number): Promise<boolean> {
  const { rowCount } = await db.query('select from pipewright.app where key = $1 and version = $2 and tasks_version < version', [
    key,
    version,
  ]);
  return rowCount === 0;
}
