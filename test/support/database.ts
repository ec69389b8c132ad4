import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPool, openServer, type RunningServer, type ServerSettings } from '@pipewright/server';
import { inject } from 'vitest';

/** The folder of the whole project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** The secret that signs cookies in tests. */
export const SECRET = 'test '.repeat(8);

/** A database of its own for one test file, copied from a prepared one; `drop` gives it back. */
export async function freshDatabase(from: 'migrated' | 'demo'): Promise<{ url: string; drop: () => Promise<void> }> {
  return copyDatabase(`pw_test_${from}`);
}

/** A copy of a database that nobody is connected to. */
export async function copyDatabase(template: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const url = new URL(inject('databaseUrl'));
  const name = `pw_${randomBytes(6).toString('hex')}`;
  const pool = openPool(url.href, { max: 1 });
  await pool.query(`create database ${name} template ${template} strategy wal_log`);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await pool.query(`drop database if exists ${name} with (force)`);
      await pool.end();
    },
  };
}

/** A server over a database of its own. Nothing runs by itself there, unless its role says so. */
export async function freshServer(
  from: 'migrated' | 'demo',
  settings: Partial<Pick<ServerSettings, 'connections' | 'language' | 'mail' | 'outgoing' | 'publicUrl' | 'role'>> = {},
): Promise<{ server: RunningServer; url: string; close: () => Promise<void> }> {
  const { url, drop } = await freshDatabase(from);
  const server = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true, role: 'web', ...settings });
  return {
    server,
    url,
    close: async () => {
      await server.close();
      await drop();
    },
  };
}
