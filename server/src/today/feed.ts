import type { Feed } from '@pipewright/definition';
import { hashOf, unguessable } from '../auth/tokens.ts';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';

const BYTES = 32;
const COLUMNS = `app, ${instantSql('made_at', 'seconds')} as since, ${instantSql('used_at', 'seconds')} as used`;

/** The calendar feeds of a person, one for each app. */
export async function listFeeds(db: Queryable, person: string): Promise<Feed[]> {
  const { rows } = await db.query<Feed>(`select ${COLUMNS} from pipewright.calendar_feed where person = $1 order by app`, [person]);
  return rows;
}

/** Makes the address of a person's feed of an app, of which only the hash is kept; a former one leads nowhere from then on. Undefined where the person has no role there. */
export async function makeFeed(
  db: Queryable,
  secret: string,
  person: string,
  app: string,
): Promise<(Feed & { readonly token: string }) | undefined> {
  const token = unguessable(BYTES, { secret, purpose: 'feed', by: person }, undefined);
  const { rows } = await db.query<Feed>(
    `insert into pipewright.calendar_feed as f (app, person, hash) select m.app, m.user_id, $3 from pipewright.member m where m.user_id = $1 and m.app = $2
     on conflict (app, person) do update set hash = excluded.hash, made_at = now(), used_at = null returning ${COLUMNS}`,
    [person, app, hashOf(token)],
  );
  return rows[0] && { ...rows[0], token };
}

/** Closes a person's feed of an app; one that there is not is closed already. */
export async function endFeed(db: Queryable, person: string, app: string): Promise<void> {
  await db.query('delete from pipewright.calendar_feed where person = $1 and app = $2', [person, app]);
}

/** Whose feed of which app a token opens; undefined where it opens none. That it was used is noted once an hour. */
export async function openFeed(db: Queryable, token: string): Promise<{ readonly app: string; readonly person: string } | undefined> {
  const { rows } = await db.query<{ app: string; person: string; stale: boolean }>(
    `select app, person, used_at is null or used_at < now() - interval '1 hour' as stale from pipewright.calendar_feed where hash = $1`,
    [hashOf(token)],
  );
  if (rows[0]?.stale) await db.query('update pipewright.calendar_feed set used_at = now() where hash = $1', [hashOf(token)]);
  return rows[0];
}
