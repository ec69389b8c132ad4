import type { RequestMark } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { assertSameAsked } from './request-mark.ts';

// An answer that was lost is asked for again within minutes. Each request takes a few of its person's old ones away, so that they never add up.
const BEGIN = `with old as (delete from pipewright.request where (person, key) in (select person, key from pipewright.request
    where person = $1 and at < now() - interval '2 days' order by at limit 10 for update skip locked))
  insert into pipewright.request (person, key, hash) values ($1, $2, $3) on conflict do nothing`;

/**
 * Does what a person asks for once, however often the request comes: one with the same mark waits for the first and is given its answer, which is JSON.
 * Inside a transaction, with which what was begun under the mark is taken back, so that a refused request may be mended and sent with the same key.
 * Refuses a key that was used to ask for something else.
 */
export async function once<T>(db: Queryable, person: string, request: RequestMark | undefined, work: () => Promise<T>): Promise<T> {
  if (!request) return work();
  const { key, hash } = request;
  if ((await db.query(BEGIN, [person, key, hash])).rowCount) {
    const answer = await work();
    await db.query('update pipewright.request set answer = $3 where person = $1 and key = $2', [person, key, JSON.stringify(answer)]);
    return answer;
  }
  const before = await answeredBefore<T>(db, person, request);
  if (before === undefined) throw new Error('A request is neither new nor known');
  return before;
}

/** What a person was answered to a request with the same mark; undefined where there was none. Refuses a key that was used to ask for something else. */
export async function answeredBefore<T>(db: Queryable, person: string, request: RequestMark | undefined): Promise<T | undefined> {
  if (!request) return undefined;
  const { rows } = await db.query<{ hash: string; answer: T }>(
    'select hash, answer from pipewright.request where person = $1 and key = $2',
    [person, request.key],
  );
  const [found] = rows;
  if (found) assertSameAsked(request, found.hash);
  return found?.answer;
}
