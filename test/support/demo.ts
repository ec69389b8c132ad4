import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll } from 'vitest';
import { clientFor, type TestClient } from './client.ts';
import { freshServer } from './database.ts';

/**
 * The demo on a server of its own with its administrator signed in, and its database to be asked: opened before the tests of a file and ended after them.
 * What a file does before its tests finds it there.
 */
export function openDemo() {
  let opened: { readonly server: RunningServer; readonly admin: TestClient } | undefined;
  let close: (() => Promise<void>) | undefined;
  const here = () => {
    if (!opened) throw new Error('The demo is opened before the tests');
    return opened;
  };
  beforeAll(async () => {
    const fresh = await freshServer('demo');
    close = fresh.close;
    opened = { server: fresh.server, admin: await clientFor(fresh.server, 'admin@demo.local') };
  });
  afterAll(() => close?.());
  return {
    get server() {
      return here().server;
    },
    get admin() {
      return here().admin;
    },
    ask: async (text: string, values: unknown[] = []) => (await here().server.pool.query(text, values)).rows,
  };
}
