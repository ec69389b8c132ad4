import type { Queryable } from '../db/pool.ts';
import type { AppEvent } from '../events/gathered.ts';
import { type NoticeWish, notify } from './notify.ts';

/**
 * Tells people of something that is done in several goes (`words.run` names it): who was told of an earlier go has the numbers added up in that notice,
 * which is unread again, and is not told twice. In the transaction of the write that causes it.
 */
export async function notifyOfMany(db: Queryable, wish: NoticeWish, announce: (event: AppEvent) => void): Promise<void> {
  const { app, kind, people, words = {} } = wish;
  if (words.run === undefined) return notify(db, wish, announce);
  // Goes that are made at the same time wait for each other, or each would tell as if it were the first.
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${app} ${words.run}`]);
  const { rows } = await db.query<{ person: string }>(
    `update pipewright.notice set read_at = null, words = jsonb_set(words, '{count}', to_jsonb(coalesce((words->>'count')::integer, 0) + $5::integer))
     where app = $1 and person = any($2) and kind = $3 and words->>'run' = $4 returning person`,
    [app, people, kind, words.run, words.count ?? 0],
  );
  const known = rows.map(({ person }) => person);
  if (known.length > 0) announce({ app, entity: null, people: known });
  await notify(db, { ...wish, people: people.filter((person) => !known.includes(person)) }, announce);
}
