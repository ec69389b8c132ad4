import { once } from 'node:events';
import { createServer, type Server as NetServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createHttp } from './app.ts';
import { type EmbeddedPostgres, startEmbedded } from './db/embedded.ts';
import { outlast } from './db/outlast.ts';
import { DEMO } from './demo/demo.ts';
import { demoDatabase } from './demo/demo-database.ts';
import { log } from './log/log.ts';
import { setupToken } from './org/setup.ts';
import { readConfig } from './running/config.ts';
import { endOnEscape } from './running/escape.ts';
import { goOn } from './running/go-on.ts';
import { openServer, type RunningServer } from './running/server.ts';
import { assertS3 } from './store/s3-check.ts';
import type { WebFolders } from './web/folders.ts';

/** Tells where the web apps lie, built, from the folder that holds the whole product; undefined where others serve them. */
export type FindWeb = (root: string) => WebFolders | undefined | Promise<WebFolders>;

/** The largest file over a slow line; how slowly it may come is judged while it does (`door/pace.ts`). */
const LONGEST_REQUEST_MS = 1_800_000;

let database: Promise<EmbeddedPostgres> | undefined;
let server: RunningServer | undefined;
let listening: NetServer | undefined;
let ready = false;
/** Ends what goes on in the background. */
let rest: (() => void) | undefined;
/** True where a process above starts this one anew when it falls. */
const supervised = process.send !== undefined;

/** Lets requests that are under way finish, but not for ever, and closes the door. */
async function closeDoor(patienceMs: number): Promise<void> {
  const door = listening;
  if (!door) return;
  const drained = new Promise<void>((resolve) => door.close(() => resolve()));
  door.closeIdleConnections();
  const cut = setTimeout(() => door.closeAllConnections(), patienceMs);
  await drained;
  clearTimeout(cut);
}

let stopping = false;
/** Ends everything in order; a second wish changes nothing. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  rest?.();
  await closeDoor(3000);
  await Promise.race([server?.close(), new Promise((resolve) => setTimeout(resolve, 5000))]);
  await (await database?.catch(() => undefined))?.stop();
  process.exit(0);
}

/** Ends without order: the database is left to whoever comes next, or to the server it belongs to, where there is one. */
async function fall(): Promise<void> {
  await closeDoor(400);
  const embedded = await database?.catch(() => undefined);
  if (!(supervised && ready) && !embedded?.adopted) await embedded?.stop();
}

/** Throws where somebody listens on a port, before anything is made for nothing. */
async function assertFree(port: number): Promise<void> {
  const probe = createServer().listen(port);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** Brings everything up, from the database to the open door. */
async function begin(findWeb: FindWeb): Promise<void> {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const { databaseUrl, dataDir, port, mostFileMegabytes, s3, ...given } = readConfig(process.env, root, process.argv.slice(2));
  await assertFree(port);
  if (s3) await assertS3(s3);
  const web = await findWeb(root);
  database = databaseUrl ? undefined : startEmbedded({ dir: join(dataDir, 'postgres') });
  const own = await database;
  own?.watch(() => log.warn('The embedded database had died. It was started again.'));
  const files = { filesDir: join(dataDir, 'files'), mostFileMegabytes, s3 };
  const settings = { ...given, ...files, demo: own !== undefined };
  const running = own
    ? await outlast(async () => openServer({ ...settings, databaseUrl: await demoDatabase(own, settings) }))
    : await openServer({ ...settings, databaseUrl: databaseUrl as string });
  server = running;
  const door = serve({ fetch: createHttp(running, web).fetch, port }) as NetServer;
  door.requestTimeout = LONGEST_REQUEST_MS;
  listening = door;
  await once(door, 'listening');
  ready = true;
  process.send?.('ready');
  rest = goOn(running);
  const { port: open } = door.address() as { port: number };
  const address = given.publicUrl ?? `http://localhost:${open}`;
  log.info(`Pipewright is ready: ${address}`);
  if (own) log.info(`Sign in as ${DEMO.email} with the password ${DEMO.password} (demo data; the sign-in page shows more accounts).`);
  const token = own ? undefined : await outlast(() => setupToken(running.pool));
  if (token) log.warn(`Nobody has an account yet. Become the first administrator, once, here: ${address}/setup?token=${token}`);
}

/**
 * Starts the product by the settings of the environment, and ends the process where that fails or it is asked to end. One process starts it once.
 * @param findWeb is asked once the port is known to be free, so that it may build
 */
export async function start(findWeb: FindWeb): Promise<void> {
  for (const sign of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const) process.on(sign, () => void stop());
  endOnEscape(fall);
  await begin(findWeb).catch(async (error: unknown) => {
    if (stopping) return;
    log.fatal({ err: error }, 'Pipewright could not start.');
    await fall();
    process.exit(1);
  });
}
