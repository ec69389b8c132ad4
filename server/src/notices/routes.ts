import type { Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { pageSize } from '../door/page-size.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { listNotices } from './list.ts';

/** What a person is told, and has read. */
export function noticeRoutes(server: Server): Routes {
  const mark = async (app: string, user: string, which: string, id: string) => {
    const { rowCount } = await server.pool.query(
      `update pipewright.notice set read_at = now() where app = $1 and person = $2 and read_at is null and ${which}`,
      [app, user, id],
    );
    // The person's other screens show it as read too.
    if (rowCount) server.events.announce({ app, entity: null, people: [user] });
    return {};
  };
  return new Routes()
    .operation('listNotices', ({ query }, c) => {
      const { view, published } = c.get('inApp');
      const after = query.after === undefined ? null : isId(query.after) ? query.after : refuse('query.cursor', undefined, 'after');
      return listNotices(server.pool, view, published.key, after, pageSize(query.limit));
    })
    .operation('markNotice', ({ id }, c) => mark(c.get('inApp').published.key, c.get('caller').user, 'id = $3', recordId(id)))
    .operation('markNotices', ({ body }, c) => mark(c.get('inApp').published.key, c.get('caller').user, 'id <= $3', body.until));
}
