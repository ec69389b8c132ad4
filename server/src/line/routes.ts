import type { Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { pageSize } from '../door/page-size.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { getRecord } from '../records/record.ts';
import { asPublished } from '../records/stale.ts';
import { addActivity } from './activity.ts';
import { addComment, changeComment, deleteComment } from './comments.ts';
import { kindsAsked, readLine } from './line.ts';
import { readPlace, writePlace } from './place.ts';

/** The time line of a record, and what people write there. */
export function lineRoutes(server: Server): Routes {
  return new Routes()
    .operation('readLine', async ({ entity, id: text, query }, c) => {
      const { view, published } = c.get('inApp');
      const id = recordId(text);
      const ask = {
        app: published.key,
        entity,
        id,
        kinds: kindsAsked(query.kinds),
        after: readPlace(query.after),
        limit: pageSize(query.limit),
      };
      if (!(await getRecord(server.pool, view, entity, id, { fields: [] }))) refuse('unknown.record');
      const past = { at: (version: number) => server.apps.past(server.pool, published.key, version) };
      const { entries, next } = await readLine(server.pool, view, ask, past);
      return { entries, next: next && writePlace(next) };
    })
    .operation('addComment', async ({ entity, id, body }, c) => {
      const at = { entity, id: recordId(id) };
      return { id: await addComment(server, c.get('inApp'), at, body.parts, { ask: body.ask, request: await requestMark(c) }) };
    })
    .operation('changeComment', async ({ id, body }, c) => {
      await changeComment(server, c.get('inApp'), recordId(id), body.parts);
      return {};
    })
    .operation('deleteComment', async ({ id }, c) => {
      await deleteComment(server, c.get('inApp'), recordId(id));
      return {};
    })
    .operation('addActivity', async ({ entity, id, body }, c) => {
      const at = { entity, id: recordId(id) };
      const request = await requestMark(c);
      return { id: await asPublished(server, c.get('inApp'), (inApp) => addActivity(server, inApp, at, body, request)) };
    });
}
