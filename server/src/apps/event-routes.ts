import { streamSSE } from 'hono/streaming';
import { signedTokens } from '../auth/cookie.ts';
import { bearerOf } from '../auth/tokens.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';

/** After this a stream ends and the browser asks anew, which checks again who it is. */
const LONGEST_MS = 5 * 60_000;
const BEAT_MS = 20_000;
/** A screen that takes nothing of so much news is not there any more. */
const MOST_UNHEARD = 50;
/** When a browser asks again after a stream ended: not all at the same moment. */
const RETRY_MS = { least: 500, spread: 1500 } as const;

/** `GET /events`: tells which of the records that this person may see changed, without saying what changed. */
export function eventRoutes(server: Server): Routes {
  return new Routes().operation('followEvents', (_, c) => {
    const { published, caller } = c.get('inApp');
    // Only what a session opens is watched while it is open.
    const token = bearerOf(c) ? refuse('denied.token') : (signedTokens(c, server.secret)[0] ?? '');
    return streamSSE(c, async (stream) => {
      let unheard = 0;
      const write = async (event: string, data: unknown, retry?: number) => {
        unheard += 1;
        if (unheard > MOST_UNHEARD) stream.abort();
        await stream.writeSSE({ event, data: JSON.stringify(data), ...(retry === undefined ? {} : { retry }) });
        unheard -= 1;
      };
      const stop = server.screens.open(published.key, caller.user, (news) => {
        void write(news.notices ? 'notices' : news.entity === null ? 'publish' : 'records', news);
      });
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      const unwatch = server.streams.add(token, published.key, () => stream.abort());
      stream.onAbort(stop);
      // From here on nothing is missed: what a screen asks after this instant holds everything that it was not told of.
      await write('ready', { at: await server.events.clock() }, Math.round(RETRY_MS.least + Math.random() * RETRY_MS.spread));
      for (let waited = 0; waited < LONGEST_MS && !stream.aborted; waited += BEAT_MS) {
        await Promise.race([stream.sleep(BEAT_MS), ended]);
        if (!stream.aborted) await stream.write(': beat\n\n');
      }
      stop();
      unwatch();
    });
  });
}
