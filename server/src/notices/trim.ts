import { hourly } from '../db/hourly.ts';
import type { Pool, Queryable } from '../db/pool.ts';

/** How long a notice is kept once it was read; an unread one waits. */
const KEPT_DAYS = 90;
/** The most that a person keeps in an app: who never reads does not fill the table. */
const MOST = 1000;
const BATCH = 5000;

const READ_LONG_AGO = `select id from pipewright.notice where read_at < now() - make_interval(days => ${KEPT_DAYS}) limit ${BATCH} for update skip locked`;
const LETTERS = `select id from pipewright.notice_letter where ended_at < now() - make_interval(days => ${KEPT_DAYS}) limit ${BATCH} for update skip locked`;
const BEYOND = `select n.id from (select app, person from pipewright.notice group by app, person having count(*) > ${MOST}) full_box
  cross join lateral (select id from pipewright.notice n where n.app = full_box.app and n.person = full_box.person order by shown_at desc, id desc offset ${MOST} limit ${BATCH}) n
  limit ${BATCH}`;

/** Deletes what was read long ago, and of each person the oldest beyond a thousand, with letters that left long ago. Answers how many notices. */
export async function trimNotices(db: Queryable): Promise<number> {
  await trim(db, 'notice_letter', LETTERS);
  return (await trim(db, 'notice', READ_LONG_AGO)) + (await trim(db, 'notice', BEYOND));
}

/** A batch at a time, so that no writer waits. */
async function trim(db: Queryable, table: 'notice' | 'notice_letter', which: string): Promise<number> {
  let trimmed = 0;
  let batch = 0;
  do {
    batch = (await db.query(`delete from pipewright.${table} where id in (${which})`)).rowCount ?? 0;
    trimmed += batch;
  } while (batch === BATCH);
  return trimmed;
}

/** Trims notices every hour, on any number of servers, until the returned function is called. */
export function keepNoticesShort(pool: Pool): () => void {
  return hourly(() => trimNotices(pool), 'Old notices were not deleted.');
}
