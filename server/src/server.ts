import { join } from 'node:path';
import { PublishedApps } from './apps/published.ts';
import { DESK_CONNECTIONS, openDesk } from './asking/desk.ts';
import { type Auth, type AuthSettings, authOptions, createAuth } from './auth/auth.ts';
import { migrate } from './db/migrate.ts';
import { keepOutboxesShort } from './db/outbox.ts';
import { openPool } from './db/pool.ts';
import { Events } from './events/events.ts';
import { Screens } from './events/screens.ts';
import type { Server } from './http/env.ts';

/** What a server is made of. */
export interface ServerSettings {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly root: string;
  readonly demo: boolean;
  readonly publicUrl?: string | undefined;
  readonly connections?: number;
}

/** A server that can be asked, and ended. */
export interface RunningServer extends Server {
  readonly close: () => Promise<void>;
}

/** After this the database gives a question up. */
const LONGEST_QUESTION_MS = 20_000;

/** Connects, migrates, and puts the parts together. Nothing listens yet. */
export async function openServer({ databaseUrl, secret, root, demo, publicUrl, connections = 12 }: ServerSettings): Promise<RunningServer> {
  const pool = openPool(databaseUrl, { max: connections });
  const listPool = openPool(databaseUrl, { max: DESK_CONNECTIONS.list, statementTimeout: LONGEST_QUESTION_MS });
  const reportPool = openPool(databaseUrl, { max: DESK_CONNECTIONS.heavy, statementTimeout: LONGEST_QUESTION_MS });
  const authPool = openPool(databaseUrl, { max: 4, searchPath: 'auth' });
  const settings: AuthSettings = { secret, publicUrl, attempts: 20 };
  const stopTrimming = keepOutboxesShort(pool);
  const close = async () => {
    stopTrimming();
    events.stop();
    await Promise.all([pool.end(), listPool.end(), reportPool.end(), authPool.end()]);
  };
  const events = new Events(pool);
  try {
    await migrate(pool, authOptions(authPool, settings));
  } catch (error) {
    await close();
    throw error;
  }
  const auth: Auth = createAuth(authPool, settings);
  await events.start();
  const desk = openDesk({ listPool, reportPool, pool, clock: () => events.clock() });
  const apps = new PublishedApps();
  const screens = new Screens({ pool, apps, events });
  return { pool, desk, auth, apps, events, screens, secret, templatesDir: join(root, 'templates'), demo, close };
}
