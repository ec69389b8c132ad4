import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log/log.ts';
import { openCluster } from './cluster.ts';
import { memoryBytes, memorySettings } from './memory.ts';
import { clearAway, postmasterOf } from './postmaster.ts';

/** A PostgreSQL of our own: where it listens and how to end it. */
export interface EmbeddedPostgres {
  readonly url: (database: string) => string;
  /** True where it ran already: a run that crashed left it behind, or another server uses it. */
  readonly adopted: boolean;
  /** Looks after the server from now on: where it dies, it is started again at its old address, and `onRevived` is called. */
  readonly watch: (onRevived?: () => void) => void;
  /** Ends the server and the looking after it. */
  readonly stop: () => Promise<void>;
}

/** Settings of the embedded server. `unsafe` gives up durability for speed: for tests only. */
export interface EmbeddedOptions {
  readonly dir: string;
  readonly unsafe?: boolean;
  readonly maxConnections?: number;
}

const PAUSE_MS = 100;
const TRIES = 240;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Starts PostgreSQL 18 in a folder, making the cluster the first time and adopting a server that a crashed run left behind. */
export async function startEmbedded({ dir, unsafe = false, maxConnections = 80 }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { data, password, control } = await openCluster(dir);
  const own = join(dir, 'postgres.txt');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: "''",
    max_connections: `${maxConnections}`,
    // After a crash each file of the cluster would be opened and synced one by one, which takes seconds where there are many tables.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    ...memorySettings(memoryBytes()),
    ...(unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  let port: number | undefined;
  let over = false;
  const startOnce = async (): Promise<boolean> => {
    if (!postmasterOf(data)) {
      clearAway(data);
      const asked = `-p ${port ?? (await freePort())} ${options.join(' ')}`;
      if (!(await control('-w', '-l', own, '-o', asked, 'start'))) return false;
    }
    const found = postmasterOf(data);
    if (!found?.ready) return false;
    port = found.port;
    return true;
  };
  /** Starts the server, or adopts one that runs; what a killed one left behind can be in the way for a moment, so it is tried for a while. */
  const start = async (): Promise<void> => {
    for (let attempt = 0; attempt < TRIES && !over; attempt += 1) {
      if (await startOnce()) return;
      await sleep(PAUSE_MS);
    }
    if (!over) throw new Error(`PostgreSQL did not start:\n${existsSync(own) ? readFileSync(own, 'utf8').slice(-1500) : ''}`);
  };
  const look = async (onRevived: () => void): Promise<void> => {
    for (; !over; await sleep(PAUSE_MS)) {
      if (postmasterOf(data)) continue;
      try {
        await start();
        if (!over) onRevived();
      } catch (error) {
        log.error({ err: error }, 'The embedded database could not be started again.');
      }
    }
  };
  let looking: Promise<void> | undefined;
  const adopted = postmasterOf(data) !== undefined;
  await start();
  return {
    adopted,
    url: (database) => `postgres://pipewright:${password}@127.0.0.1:${port}/${database}`,
    watch: (onRevived = () => undefined) => {
      looking ??= look(onRevived);
    },
    stop: async () => {
      over = true;
      await looking;
      await control('-m', 'fast', '-w', 'stop');
    },
  };
}
