import { setTimeout as sleep } from 'node:timers/promises';
import { callerOf } from '../auth/principal.ts';
import { isAway } from '../db/error.ts';
import { type Queryable, rehearsal } from '../db/pool.ts';
import { enterApp } from '../door/enter.ts';
import type { InApp, Server } from '../door/env.ts';
import { turns } from '../ground/turns.ts';
import { log } from '../log/log.ts';
import { announced } from '../records/announced.ts';
import { asPublished } from '../records/stale.ts';
import { type ImportJob, importChunk, type Stretch } from './chunk.ts';
import { doneCount, finish, type Tally, tally } from './tally.ts';

/** Rows written in one transaction: as many as are judged in a moment that nobody notices, so fewer of many fields or long texts. */
const CHUNK = { rows: 500, values: 6000, characters: 1_000_000 };
/** Between two looks at rows that somebody else holds. */
const PAUSE_MS = 100;
/** How often rows that wait for other rows of the same file are tried: the depth of a hierarchy in it, at the most. */
const MOST_PASSES = 20;

// However many imports run, they leave connections and time to those who work.
const inTurn = turns(2);

/** The stretches of an import that still have rows to write. */
async function stretches(db: Queryable, job: ImportJob): Promise<Stretch[]> {
  const most = Math.min(CHUNK.rows, Math.ceil(CHUNK.values / Math.max(1, Object.keys(job.mapping.targets).length)));
  const { rows } = await db.query<Stretch>(
    `select min(number) - 1 as after, max(number) as to from
       (select number, floor(sum(1.0 / $2::float + size / $3::float) over (order by number)) as chunk
        from pipewright.import_row where import = $1 and state = 'staged') r
     group by chunk order by chunk`,
    [job.id, most, CHUNK.characters],
  );
  return rows;
}

/** Puts rows that only waited for another row of the same file back on the pile; answers whether there are any. */
async function again(db: Queryable, job: ImportJob): Promise<boolean> {
  const { rowCount } = await db.query(
    `update pipewright.import_row set state = 'staged', issues = null where import = $1 and state = 'refused' and issues @> '[{"code":"value.unmatched"}]'`,
    [job.id],
  );
  return (rowCount ?? 0) > 0;
}

/** Works through a list, `lanes` pieces at a time. The first fault ends it, once every piece that was begun has ended. */
async function inLanes<T>(list: readonly T[], lanes: number, work: (piece: T) => Promise<void>): Promise<void> {
  const left = [...list].reverse();
  const lane = async () => {
    try {
      for (let piece = left.pop(); piece !== undefined; piece = left.pop()) await work(piece);
    } catch (error) {
      left.length = 0;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
}

async function runAll(db: Queryable, job: ImportJob, lanes: number, chunk: (stretch: Stretch) => Promise<void>): Promise<void> {
  for (let pass = 1; ; pass += 1) {
    const before = await doneCount(db, job);
    await inLanes(await stretches(db, job), lanes, chunk);
    const further = pass < MOST_PASSES && (await doneCount(db, job)) > before;
    if (!further || !(await again(db, job))) return;
  }
}

/**
 * Runs all rows of an import inside one transaction and takes everything back: what a run would do, and why rows would be refused.
 * @param proceed called between chunks; throws where nobody waits for the answer any more
 */
export async function previewImport(server: Server, inApp: InApp, job: ImportJob, proceed: () => void): Promise<Tally> {
  return asPublished(server, inApp, (current) =>
    rehearsal(server.pool, async (client) => {
      await runAll(client, job, 1, async (stretch) => {
        proceed();
        await importChunk(server, { db: client, announce: () => undefined }, current, job, stretch);
      });
      return tally(client, job.id);
    }),
  );
}

/** Runs an import to its end. A crash, and a lost database, which is thrown, leave it `running`; running it again goes on with the rows that are left. */
export async function runImport(server: Server, app: string, actor: string, job: ImportJob): Promise<void> {
  const enter = async () => {
    const caller = await callerOf(server.pool, actor, app);
    const inApp = caller && (await enterApp(server, caller, app));
    if (!inApp) throw new Error('The person who started the import is no longer in the app');
    return inApp;
  };
  const chunk = async (stretch: Stretch) =>
    asPublished(server, await enter(), (current) =>
      announced(server, (db, announce) => importChunk(server, { db, announce }, current, job, stretch)),
    );
  try {
    const lanes = lanesFor(await enter(), job);
    do await runAll(server.pool, job, lanes, (stretch) => inTurn(job.id, () => chunk(stretch)));
    while (!(await finish(server.pool, job)) && (await sleep(PAUSE_MS, true)));
  } catch (error) {
    if (isAway(error)) throw error;
    const failure = error instanceof Error ? error.message : String(error);
    await server.pool
      .query(`update pipewright.import set state = 'failed', failure = $2 where id = $1`, [job.id, failure])
      .catch(() => undefined);
    log.error({ err: error, app, import: job.id }, 'An import failed.');
  }
}

/**
 * How many chunks are written side by side: the database is busy longer than we are. Where the file gives values that are unique, one after the
 * other: of two twins the first one wins.
 */
function lanesFor({ published }: InApp, { entity, mapping }: ImportJob): number {
  const indexes = Object.values(published.entity(entity)?.table.indexes ?? {});
  const given = (column: string) => Object.hasOwn(mapping.targets, column);
  return indexes.some(({ unique, columns }) => unique && columns.some(given)) ? 1 : 2;
}
