import { transaction } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import type { Received } from '../store/incoming.ts';

/** What is known of a file before it is stored. */
export interface Intake {
  readonly app: string;
  readonly user: string;
  readonly name: string;
  readonly media: string;
}

/** The most files of one person that belong to no record: who sends more fills the disk and saves nothing. */
export const MOST_WAITING = 200;

/**
 * Keeps a file that has come in as one of this person's that belongs to no record yet. Answers its id. The row is there before the content, so that no
 * sweep takes a content for one that nobody needs; a stop in between leaves a row that the sweep takes away.
 */
export async function takeIn({ pool, files }: Pick<Server, 'pool' | 'files'>, intake: Intake, received: Received): Promise<string> {
  const id = newId();
  const { app, user, name, media } = intake;
  await transaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [received.hash]);
    const { rowCount } = await db.query(
      `insert into pipewright.file (id, app, hash, name, media, size, created_by) select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from pipewright.file where created_by = $7 and record is null) < $8`,
      [id, app, received.hash, name, media, received.size, user, MOST_WAITING],
    );
    if (!rowCount) refuse('file.waiting', { most: MOST_WAITING }, 'file');
  });
  try {
    await files.store.put(received.hash, received.path);
    await pool.query('update pipewright.file set stored = true where id = $1', [id]);
  } catch (error) {
    await pool.query('delete from pipewright.file where id = $1', [id]).catch(() => undefined);
    throw error;
  }
  return id;
}
