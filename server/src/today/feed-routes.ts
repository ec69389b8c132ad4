import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { callerOf } from '../auth/principal.ts';
import { Attempts } from '../door/attempts.ts';
import { clientAddress, networkOf } from '../door/client-address.ts';
import { enterApp } from '../door/enter.ts';
import type { Env, Server } from '../door/env.ts';
import { notModified } from '../door/fault.ts';
import { ownOrigin } from '../door/origin.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { endFeed, listFeeds, makeFeed, openFeed } from './feed.ts';
import { feedEntries } from './feed-entries.ts';
import { calendarText } from './ical.ts';

const MINUTE_MS = 60_000;
/** How often a network may come to no feed in a minute, and how often one feed is read. */
const MOST_DENIED = 30;
const MOST_READ = 30;

/** Calendars that other programs read by an address that nobody can guess: made and closed by their person, and read without signing in. */
export function feedRoutes(server: Server): Routes {
  const denied = new Attempts(MOST_DENIED, MINUTE_MS);
  const read = new Attempts(MOST_READ, MINUTE_MS);

  const readFeed = async (c: Context<Env>, token: string): Promise<Response> => {
    const network = networkOf(clientAddress(c, server));
    if (denied.isOver(network)) refuse('request.too_many');
    const feed = await openFeed(server.pool, token);
    // Its person is looked at anew each time: who left, or has no role there any more, is told nothing.
    const caller = feed && (await callerOf(server.pool, feed.person, feed.app));
    const inApp = feed && caller && (await enterApp(server, caller, feed.app));
    if (!feed || !caller || !inApp) {
      denied.note(network);
      return refuse('unknown.feed');
    }
    const key = `${feed.app} ${feed.person}`;
    if (read.isOver(key)) refuse('request.too_many');
    read.note(key);
    const { view } = inApp;
    const language = caller.language ?? server.language;
    const entries = await feedEntries(server.pool, view, language, `${ownOrigin(c, server)}/a/${feed.app}`);
    const text = calendarText(view.app.name[language], caller.timeZone ?? view.app.timeZone, entries);
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    c.header('etag', tag);
    c.header('cache-control', 'private, no-cache');
    if (c.req.header('if-none-match') === tag) return notModified(c);
    c.header('content-type', 'text/calendar; charset=utf-8');
    c.header('content-disposition', 'inline; filename="calendar.ics"');
    return c.body(text);
  };

  return new Routes()
    .operation('listFeeds', async (_, c) => ({ feeds: await listFeeds(server.pool, c.get('caller').user) }))
    .operation('makeFeed', async ({ app }, c) => {
      const made = await makeFeed(server.pool, server.secret, c.get('caller').user, app);
      return made ?? refuse('unknown.feed');
    })
    .operation('endFeed', async ({ app }, c) => {
      await endFeed(server.pool, c.get('caller').user, app);
      return {};
    })
    .operation('readFeed', ({ feed }, c) => readFeed(c, feed.replace(/\.ics$/, '')));
}
