import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDemo, openPool, openServer, startEmbedded } from '@pipewright/server';
import type { TestProject } from 'vitest/node';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/**
 * Ends a PostgreSQL and takes its folder away once this process is gone, however it ended: the shell waits at a pipe that only this process holds open.
 */
function endWithUs(dir: string): void {
  if (process.platform === 'win32') return;
  const script = 'read _; kill -QUIT "$(head -n 1 "$1/cluster/postmaster.pid")"; sleep 1; rm -rf "$1"';
  spawn('sh', ['-c', script, 'sh', dir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true }).unref();
}

/** One cluster for a whole run, with two databases to copy from: one migrated, one with the demo in it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const dir = mkdtempSync(join(tmpdir(), 'pipewright-test-'));
  const postgres = given ? undefined : await startEmbedded({ dir, unsafe: true, maxConnections: 200 });
  if (postgres) endWithUs(dir);
  const url = given ?? (postgres?.url('postgres') as string);
  const pool = openPool(url, { max: 1 });
  for (const name of ['pw_test_migrated', 'pw_test_demo']) {
    await pool.query(`drop database if exists ${name} with (force)`);
    await pool.query(given ? `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'` : `create database ${name}`);
    const target = new URL(url);
    target.pathname = `/${name}`;
    const server = await openServer({ databaseUrl: target.href, secret: 'test '.repeat(8), root, demo: true, role: 'web' });
    if (name === 'pw_test_demo') await makeDemo(server);
    await server.close();
  }
  provide('databaseUrl', url);
  return async () => {
    await pool.end();
    await postgres?.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
