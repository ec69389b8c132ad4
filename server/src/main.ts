import type { Server as NetServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { buildWeb } from '../../tools/web.ts';
import { setupToken } from './auth/setup.ts';
import { readConfig } from './config.ts';
import { type EmbeddedPostgres, startEmbedded } from './db/embedded.ts';
import { demoDatabase } from './demo-database.ts';
import { createHttp } from './http/app.ts';
import { resumeImports } from './imports/run.ts';
import { tidyIndexes } from './publish/later-index.ts';
import { openServer } from './server.ts';
import { DEMO } from './templates/demo.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const config = readConfig(process.env, root);
const web = await buildWeb(root);
const embedded: EmbeddedPostgres | undefined = config.databaseUrl
  ? undefined
  : await startEmbedded({ dir: join(config.dataDir, 'postgres') });
const settings = { secret: config.secret, root, demo: embedded !== undefined, publicUrl: config.publicUrl };
const databaseUrl = embedded ? await demoDatabase(embedded, settings) : (config.databaseUrl as string);
const server = await openServer({ ...settings, databaseUrl });
const http = createHttp(server, web);
const listening = serve({ fetch: http.fetch, port: config.port }, ({ port }) => void announce(port)) as NetServer;
void resumeImports(server);
const tidying = new AbortController();
void tidyIndexes(server.pool, tidying.signal).catch((error) => console.error(error));

async function announce(port: number): Promise<void> {
  const address = config.publicUrl ?? `http://localhost:${port}`;
  console.log(`\nPipewright is ready: ${address}`);
  if (embedded)
    console.log(`Sign in as ${DEMO.email} with the password ${DEMO.password} (demo data; the sign-in page shows more accounts).\n`);
  const token = embedded ? undefined : await setupToken(server.pool);
  if (token) console.log(`Nobody has an account yet. Become the first administrator, once, here:\n${address}/setup?token=${token}\n`);
}

// The embedded database belongs to this process: where it dies, it is started again and the pools reconnect.
const watch = setInterval(() => void embedded?.revive().catch((error) => console.error(error)), 1000);
watch.unref();

let stopping = false;
/** Lets requests that are under way finish, then closes everything. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearInterval(watch);
  tidying.abort();
  const drained = new Promise<void>((resolve) => listening.close(() => resolve()));
  listening.closeIdleConnections();
  const patience = new Promise<void>((resolve) => setTimeout(resolve, 8000).unref());
  setTimeout(() => listening.closeAllConnections(), 3000).unref();
  await Promise.race([drained, patience]);
  await server.close();
  embedded?.stop();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
