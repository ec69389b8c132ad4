import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { createHttp } from '../app.ts';
import { openPool, type Queryable } from '../db/pool.ts';
import { DEMO } from '../demo/demo.ts';
import { log } from '../log/log.ts';
import { DESK_CONNECTIONS, openDesk } from './desk.ts';
import { rowsWithin } from './run.ts';

let stage: Awaited<ReturnType<typeof freshServer>>;
let sales: TestClient;
let admin: TestClient;
beforeAll(async () => {
  stage = await freshServer('demo');
  [sales, admin] = await Promise.all([clientFor(stage.server, 'sales@demo.local'), clientFor(stage.server, 'admin@demo.local')]);
});
afterAll(() => stage?.close());

const app = '/apps/opportunity';
const SLOW = { timeout: 10_000, interval: 100 };
const count = { key: 'n', fn: 'count' };
/** A question like no other. */
const report = (entity: string, limit: number) => ({
  report: { entity, dimensions: [{ key: 'o', field: 'owner' }], measures: [count], limit },
});
const statement = (sql: string) => ({ sql, parameters: [] });

/** Keeps everybody from reading a table until the returned function is called. */
async function hold(table: string): Promise<() => Promise<void>> {
  const client = await stage.server.pool.connect();
  await client.query(`begin; lock table app_opportunity.${table} in access exclusive mode`);
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

/** How many connections are busy with a statement. */
const running = async (sql: string): Promise<number> =>
  (await stage.server.pool.query(`select count(*)::int as n from pg_stat_activity where query = $1 and state = 'active'`, [sql])).rows[0].n;

/** How many questions wait for a table that is kept. */
const locked = async (): Promise<number> =>
  (
    await stage.server.pool.query(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
  ).rows[0].n;

describe('a person who asks for a hundred heavy things at once', () => {
  it('gets answers or is told to wait, never a fault, and delays nobody else', async () => {
    const release = await hold('opportunity');
    const all = Array.from({ length: 100 }, (_, i) => sales.send('POST', `${app}/reports/run`, report('opportunity', i + 1)));
    const lists = Array.from({ length: 30 }, (_, i) => sales.get(`${app}/records/opportunity`, { limit: String(i + 1) }));
    await vi.waitFor(async () => {
      // Two reports and four lists of this person, and nothing else.
      expect(await locked()).toBe(6);
    }, SLOW);
    const began = performance.now();
    for (let i = 0; i < 20; i += 1) {
      expect((await admin.get(`${app}/records/contact`, { limit: '50' })).status).toBe(200);
      expect((await admin.send('POST', `${app}/reports/run`, report('contact', i + 1))).status).toBe(200);
    }
    expect((performance.now() - began) / 20).toBeLessThan(500);
    expect((await sales.get(`${app}/definition`)).status).toBe(200);
    await release();
    const answers = await Promise.all(all);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(62);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ status, body }) => [status, body.issues[0]])).toEqual(
      refused.map(() => [
        429,
        { path: '', code: 'query.too_many', message: 'Too many questions are waiting for an answer. Try again in 5 seconds.' },
      ]),
    );
    expect((await Promise.all(lists)).map(({ status }) => status)).toEqual(lists.map(() => 200));
    expect(answers.find(({ status }) => status === 429)).toBeDefined();
  });

  it('shares one answer with everybody who asks the same with the same sight, and with nobody else', async () => {
    const release = await hold('opportunity');
    const [mine, theirs] = [sales, admin].map((client) =>
      Array.from({ length: 40 }, () => client.send('POST', `${app}/reports/run`, { report: 'win_rate' })),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await locked()).toBe(2);
    await release();
    const texts = async (answers: readonly Promise<{ text: string }>[] = []) =>
      new Set((await Promise.all(answers)).map(({ text }) => text));
    const [own, all] = [await texts(mine), await texts(theirs)];
    expect([own.size, all.size]).toEqual([1, 1]);
    expect([...own]).not.toEqual([...all]);
  });
});

describe('somebody who closes the page', () => {
  it('leaves nothing behind: no work, no place in the line, no fault', async () => {
    const fault = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const listening = serve({ fetch: createHttp(stage.server).fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => listening.once('listening', resolve));
    const base = `http://127.0.0.1:${(listening.address() as { port: number }).port}/api`;
    const signIn = await fetch(`${base}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'sales@demo.local', password: DEMO.password }),
    });
    const headers = {
      cookie: signIn.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; '),
      'content-type': 'application/json',
    };
    const release = await hold('opportunity');
    const page = new AbortController();
    const asked = Array.from({ length: 12 }, (_, i) =>
      fetch(`${base}${app}/reports/run`, {
        method: 'POST',
        headers,
        body: JSON.stringify(report('opportunity', i + 1)),
        signal: page.signal,
      }).catch((error: Error) => error.name),
    );
    await vi.waitFor(async () => expect(await locked()).toBe(2), SLOW);
    page.abort();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['AbortError']));
    await vi.waitFor(async () => expect(await locked()).toBe(0), SLOW);
    expect((await sales.send('POST', `${app}/reports/run`, report('contact', 7))).status).toBe(200);
    await release();
    expect(fault.mock.calls).toEqual([]);
    fault.mockRestore();
    listening.close();
  });
});

describe('a heavy question', () => {
  const asker = { person: 'somebody' };
  const clock = async () => 0;
  const key = () => 'key';
  const text = (found: unknown[]) => JSON.stringify(found);

  it('is refused before it begins where it looks hopeless', async () => {
    const pool = openPool(stage.url, { max: 2 });
    const desk = openDesk({ pool, listPool: pool, reportPool: pool, heardPool: pool, allPool: pool, clock, mostCost: 1000 });
    const much = statement('select count(*)::int as n from generate_series(1, 3000) a, generate_series(1, 3000) b');
    await expect(desk.heavy(asker, much, text)).rejects.toMatchObject({ issues: [{ code: 'query.too_big' }] });
    expect(await desk.heavy(asker, statement('select 1 as n'), text)).toBe('[{"n":1}]');
    await pool.end();
  });

  it('is given up by the database after a while, and so is a list', async () => {
    const slow = openPool(stage.url, { max: 1, statementTimeout: 100 });
    const desk = openDesk({ pool: stage.server.pool, listPool: slow, reportPool: slow, heardPool: slow, allPool: slow, clock });
    await expect(desk.heavy(asker, statement('select pg_sleep(5)'), text)).rejects.toMatchObject({ code: '57014' });
    await expect(desk.list(asker, key, async (db) => text((await db.query('select pg_sleep(5)')).rows))).rejects.toMatchObject({
      code: '57014',
    });
    await slow.end();
    expect(await stage.server.desk.list(asker, key, async (db) => text((await db.query('show statement_timeout')).rows))).toBe(
      '[{"statement_timeout":"20s"}]',
    );
  });

  it("of a screen that heard of a change takes one processor, waits behind other such ones, and is in nobody else's way", async () => {
    const { desk } = stage.server;
    const workers = statement(`select current_setting('max_parallel_workers_per_gather') as n`);
    expect(await desk.heavy({ ...asker, since: 0 }, workers, text)).toBe('[{"n":"0"}]');
    expect(await desk.heavy({ person: 'else' }, statement(`${workers.sql} `), text)).toBe('[{"n":"2"}]');
    const gone = new AbortController();
    const long = Array.from({ length: DESK_CONNECTIONS.heard + 1 }, (_, i) =>
      desk
        .heavy({ person: `screen ${i}`, since: 0, signal: gone.signal }, statement(`select pg_sleep(${20 + i})`), text)
        .catch(() => 'gone'),
    );
    const heard = desk.heavy({ person: 'screen', since: 0 }, statement('select 3 as n'), text);
    expect(await desk.heavy({ person: 'screen 0' }, statement('select 4 as n'), text)).toBe('[{"n":4}]');
    expect(await Promise.race([heard, Promise.resolve('waits')])).toBe('waits');
    gone.abort();
    expect([await heard, ...(await Promise.all(long))]).toEqual(['[{"n":3}]', ...long.map(() => 'gone')]);
  });

  it('ends when nobody waits for it any more, also where the first cancellation came too early', async () => {
    const { pool } = stage.server;
    let sent = 0;
    const canceller = { query: async (...args: [string, unknown[]]) => (sent++ === 0 ? { rows: [] } : pool.query(...args)) };
    const gone = new AbortController();
    const began = performance.now();
    const asked = rowsWithin({ pool, canceller: canceller as Queryable, mostCost: 1e7 }, statement('select pg_sleep(9)'), gone.signal);
    asked.catch(() => undefined);
    await vi.waitFor(async () => expect(await running('select pg_sleep(9)')).toBe(1), SLOW);
    gone.abort();
    await expect(asked).rejects.toMatchObject({ code: '57014' });
    expect([sent > 1, performance.now() - began < 8000]).toEqual([true, true]);
  });

  it('ends when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const asked = stage.server.desk.heavy({ ...asker, signal: gone.signal }, statement('select pg_sleep(15)'), text);
    asked.catch(() => undefined);
    await vi.waitFor(async () => expect(await running('select pg_sleep(15)')).toBe(1));
    gone.abort();
    await expect(asked).rejects.toMatchObject({ issues: [{ code: 'query.too_slow' }] });
    await vi.waitFor(async () => expect(await running('select pg_sleep(15)')).toBe(0), { timeout: 3000 });
    expect(await stage.server.desk.heavy(asker, statement('select 2 as n'), text)).toBe('[{"n":2}]');
  });
});
