import { DEFAULT_MAIL_WISH, type MailWish } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { isZone } from '../ground/zone.ts';

/** What a person chose, over what goes where nothing was chosen: a topic that came later has a way too. */
export function wishOf(chosen: Partial<MailWish> | null): MailWish {
  return { ...DEFAULT_MAIL_WISH, ...chosen, topics: { ...DEFAULT_MAIL_WISH.topics, ...chosen?.topics } };
}

async function readWish(db: Queryable, person: string): Promise<MailWish> {
  const { rows } = await db.query<{ wish: Partial<MailWish> }>('select wish from pipewright.mail_wish where person = $1', [person]);
  return wishOf(rows[0]?.wish ?? null);
}

/** How one wants notices by mail. */
export function mailWishRoutes({ pool, post }: Server): Routes {
  return new Routes()
    .operation('readMailWish', async (_, c) => ({ wish: await readWish(pool, c.get('caller').user), mail: post !== undefined }))
    .operation('changeMailWish', async ({ body }, c) => {
      if (!isZone(body.timeZone)) refuse('unknown.time_zone', { name: body.timeZone }, 'timeZone');
      if (body.quiet && body.quiet.from === body.quiet.to) refuse('mail.quiet', undefined, 'quiet');
      await pool.query(
        'insert into pipewright.mail_wish (person, wish) values ($1, $2) on conflict (person) do update set wish = excluded.wish',
        [c.get('caller').user, JSON.stringify(body)],
      );
      return {};
    });
}
