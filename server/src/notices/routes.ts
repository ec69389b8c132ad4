import type { Context } from 'hono';
import type { Env, Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { pageSize } from '../door/page-size.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { listNotices, placeOf } from './list.ts';

const YEAR_MS = 366 * 86_400_000;

/** What a person is told, has read, and puts off. */
export function noticeRoutes(server: Server): Routes {
  const change = async (c: Context<Env>, sql: string, values: readonly unknown[]) => {
    const app = c.get('inApp').published.key;
    const { user } = c.get('caller');
    const { rowCount } = await server.pool.query(`update pipewright.notice set ${sql}`, [app, user, ...values]);
    // The person's other screens show it so too.
    if (rowCount) server.events.announce({ app, entity: null, people: [user] });
    return {};
  };
  const READ = 'read_at = now() where app = $1 and person = $2 and read_at is null and shown_at <= now()';
  const THIS = 'select shown_at, id from pipewright.notice where app = $1 and person = $2 and id = $3';
  return new Routes()
    .operation('listNotices', ({ query: { show = 'all', kinds, after, limit } }, c) => {
      const { view, published } = c.get('inApp');
      if (after !== undefined && !placeOf(after)) refuse('query.cursor', undefined, 'after');
      const asked = { show, kinds: kinds ? kinds.split(',') : null, after: after ?? null, limit: pageSize(limit) };
      return listNotices(server.pool, view, published.key, asked);
    })
    .operation('markNotice', ({ id }, c) => change(c, `${READ} and id = $3`, [recordId(id)]))
    .operation('markNotices', ({ body: { until, kinds } }, c) =>
      change(
        c,
        // One that was thrown away meanwhile is still older than what came after it.
        `${READ} and case when exists (${THIS}) then (shown_at, id) <= (${THIS} and shown_at <= now()) else id <= $3 end
           and ($4::text[] is null or kind = any($4))`,
        [until, kinds ?? null],
      ),
    )
    .operation('keepNotice', ({ id, body: { until } }, c) => {
      const wait = until === null ? 0 : Date.parse(until) - Date.now();
      if (wait > YEAR_MS || (until !== null && wait <= 0)) refuse('notice.until', undefined, 'until');
      // Who puts it off has seen it: no mail has to say it too.
      return change(
        c,
        'shown_at = coalesce($4::timestamptz, now()), read_at = null, mails = false where app = $1 and person = $2 and id = $3',
        [recordId(id), until],
      );
    });
}
