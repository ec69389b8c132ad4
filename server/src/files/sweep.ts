import { hourly } from '../db/hourly.ts';
import { transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { clearIncoming } from '../store/incoming.ts';

type Ground = Pick<Server, 'pool' | 'files'>;

/** For this long a file may wait for its record, and a removed one lies on, so that whoever has it open can still read it. */
const OVER = `(f.record is null and f.created_at < now() - interval '1 day' or f.stored and f.removed_at < now() - interval '1 day')`;
const BATCH = 500;

/**
 * Takes away what nobody needs any more: files that waited a day for their record, the contents of those that were removed a day ago (what they were
 * called stays, for the story of their record), and what killed uploads left behind. Answers how many files. Stopped at any moment, the next goes on.
 */
export async function sweepFiles(server: Ground): Promise<number> {
  await clearIncoming(server.files.incoming);
  for (let swept = 0; ; ) {
    const { rows } = await server.pool.query<{ id: string; hash: string }>(
      `select f.id, f.hash from pipewright.file f where ${OVER} order by f.id limit ${BATCH}`,
    );
    for (const { id, hash } of rows) await drop(server, id, hash);
    swept += rows.length;
    if (rows.length < BATCH) return swept;
  }
}

/** Drops one file, and its content where no other file has the same. */
async function drop({ pool, files }: Ground, id: string, hash: string): Promise<void> {
  await transaction(pool, async (db) => {
    // Whoever takes the same content in waits, and then finds it gone and brings it.
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [hash]);
    const gone = await db.query(`delete from pipewright.file f where f.id = $1 and f.record is null and ${OVER}`, [id]);
    if (!gone.rowCount) await db.query(`update pipewright.file f set stored = false where f.id = $1 and ${OVER}`, [id]);
    const { rowCount: needed } = await db.query(
      'select 1 from pipewright.file f where f.hash = $1 and (f.record is null or f.stored) limit 1',
      [hash],
    );
    if (!needed) await files.store.remove(hash);
  });
}

/** Sweeps every hour, on any number of servers, until the returned function is called. */
export function keepFilesSwept(server: Ground): () => void {
  return hourly(() => sweepFiles(server), 'Files that nobody needs were not swept.');
}
