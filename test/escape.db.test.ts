import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/database.ts';
import { inEarnest, Running } from './support/running.ts';

const alive = (pid: number | undefined) => {
  try {
    return Boolean(pid) && process.kill(pid as number, 0);
  } catch {
    return false;
  }
};
const gone = async (pid: number | undefined) => {
  for (let waited = 0; waited < 10_000 && alive(pid); waited += 50) await sleep(50);
  return !alive(pid);
};

// The embedded database is run and killed, whatever the others run on; once is enough.
describe.skipIf(process.env.DATABASE_URL)('a running product', () => {
  const hook = pathToFileURL(join(root, 'test', 'support', 'escape.mjs')).href;
  const product = new Running({ NODE_OPTIONS: `--import=${hook}` });
  beforeAll(async () => {
    await product.start();
    await product.healthy();
  });
  afterAll(() => product.close(1));

  it('ends in order where an error escapes, says so, and serves again within two seconds over the same database', async () => {
    const [server, database] = [product.server as number, product.database?.pid];
    const begun = performance.now();
    process.kill(server, 'SIGUSR2');
    expect(await gone(server)).toBe(true);
    await product.healthy();
    const took = performance.now() - begun;
    console.log(`escape: served again after ${Math.round(took)} ms`);
    if (inEarnest) expect(took).toBeLessThan(2000);
    expect(product.escapes.join()).toContain('thrown by a test');
    expect([product.server === server, product.database?.pid]).toEqual([false, database]);
  });

  it('brings the database back by itself, at its address', async () => {
    const before = product.database;
    product.kill('database');
    await sleep(50);
    await product.healthy(10_000);
    expect(product.database?.url).toBe(before?.url);
    expect(product.database?.pid).not.toBe(before?.pid);
  });

  it('comes back where server and database die at once', async () => {
    product.kill('server');
    product.kill('database');
    await sleep(50);
    await product.healthy(10_000);
  });

  it('says so and ends where its port is taken, and leaves the database to the one that uses it', async () => {
    const second = new Running();
    second.port = product.port;
    await second.start();
    const code = await ended(second);
    expect([code === 0, second.output.includes('could not start') && second.output.includes('EADDRINUSE')]).toEqual([false, true]);
    expect(second.database).toBeUndefined();
    await second.close();
  });

  it('ends with its database when it is asked to, also while it starts', async () => {
    const { server, database } = product;
    expect(await product.stop()).toBe(0);
    expect([await gone(server), await gone(database?.pid), product.database]).toEqual([true, true, undefined]);
    await product.start();
    await sleep(400);
    await product.stop();
    expect([await gone(product.server), product.database]).toEqual([true, undefined]);
  });

  it('ends with its database where the process above it is killed', async () => {
    await product.start();
    await product.healthy();
    const { server, database } = product;
    product.kill('supervisor');
    expect([await gone(server), await gone(database?.pid)]).toEqual([true, true]);
  });
});

async function ended(product: Running): Promise<number | null> {
  for (let waited = 0; waited < 40_000 && alive(product.supervisor); waited += 50) await sleep(50);
  return product.stop();
}
