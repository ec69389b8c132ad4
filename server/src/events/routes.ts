import { streamSSE } from 'hono/streaming';
import { signedTokens } from '../auth/cookie.ts';
import type { Server } from '../http/env.ts';
import { Routes } from '../http/route.ts';
import { entityFor } from '../records/query.ts';

/** After this a stream ends and the browser asks anew, which checks again who it is. */
const LONGEST_MS = 5 * 60_000;
const BEAT_MS = 20_000;

/** `GET /events`: tells which entities changed, without saying what changed. */
export function eventRoutes(server: Server): Routes {
  return new Routes().get('/events', 'member', (c) => {
    const { published, view } = c.get('inApp');
    const [token = ''] = signedTokens(c, server.secret);
    return streamSSE(c, async (stream) => {
      const stop = server.events.listen(published.key, ({ entity }) => {
        if (entity === null || knows(entity))
          void stream.writeSSE({ event: entity === null ? 'publish' : 'records', data: JSON.stringify({ entity }) });
      });
      const knows = (entity: string) => {
        try {
          return Boolean(entityFor(view, entity));
        } catch {
          return false;
        }
      };
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      const unwatch = server.streams.add(token, published.key, () => stream.abort());
      await stream.writeSSE({ event: 'ready', data: '{}' });
      for (let waited = 0; waited < LONGEST_MS && !stream.aborted; waited += BEAT_MS) {
        await Promise.race([stream.sleep(BEAT_MS), ended]);
        if (!stream.aborted) await stream.write(': beat\n\n');
      }
      stop();
      unwatch();
    });
  });
}
