import { setTimeout as sleep } from 'node:timers/promises';
import { openServer, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer, root, SECRET } from './support/database.ts';
import { statementsOf } from './support/statements.ts';

const app = '/apps/opportunity';
const list = `${app}/records/opportunity?limit=1`;
let server: RunningServer;
let other: RunningServer;
let url: string;
let close: () => Promise<void>;
let admin: TestClient;
/** One salesperson, at both servers. */
let here: TestClient;
let there: TestClient;
let sales: string;

beforeAll(async () => {
  ({ server, url, close } = await freshServer('demo'));
  other = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true });
  admin = await clientFor(server, 'admin@demo.local');
  here = await clientFor(server, 'sales@demo.local');
  there = await clientFor(other, 'sales@demo.local');
  sales = (await here.get('/me')).body.user;
});
afterAll(async () => {
  await other.close();
  await close();
});

/** Asks until the answer is the wished one, or a second has passed; the last answer's status. */
async function within(ask: () => Promise<{ status: number }>, status: number): Promise<number> {
  const end = Date.now() + 1000;
  for (;;) {
    const found = await ask();
    if (found.status === status || Date.now() > end) return found.status;
    await sleep(5);
  }
}

const role = (name: string | null) => admin.send('PUT', `${app}/members`, { user: sales, role: name });

describe('who is calling', () => {
  it('is asked of the database once, and no more while nothing changes', async () => {
    await here.get(list);
    expect(await statementsOf(() => here.get(list))).toHaveLength(1);
    expect(await statementsOf(() => here.get('/me'))).toEqual([]);
  });

  it('is known anew with the answer to whoever took a right away or gave it, and on other servers within a notification', async () => {
    for (const [name, status] of [
      [null, 404],
      ['sales', 200],
    ] as const) {
      await there.get(list);
      expect((await role(name)).status).toBe(200);
      expect((await here.get(list)).status).toBe(status);
      expect(await within(() => there.get(list), status)).toBe(status);
    }
  });

  it.each([
    ['a person put out of action', `update pipewright.person set active = false where user_id = $1`, 401],
    ['and back', `update pipewright.person set active = true where user_id = $1`, 200],
    ['a role taken away', `delete from pipewright.member where user_id = $1`, 404],
    ['and given again', `insert into pipewright.member (app, user_id, role) values ('opportunity', $1, 'sales')`, 200],
    ['a session that is ended', `delete from auth.session where "userId" = $1`, 401],
  ])('is known anew after a change past every door: %s', async (_what, change, status) => {
    await here.get(list);
    await server.pool.query(change, [sales]);
    expect(await within(() => here.get(list), status)).toBe(status);
  });

  it('is nobody once the session has run out, though nothing says so', async () => {
    here = await clientFor(server, 'sales@demo.local');
    await server.pool.query(`update auth.session set "expiresAt" = now() + interval '700 milliseconds' where "userId" = $1`, [sales]);
    expect(await within(async () => ({ status: (await statementsOf(() => here.get('/me'))).length }), 0)).toBe(0);
    expect((await here.get('/me')).status).toBe(200);
    await sleep(800);
    expect((await here.get('/me')).status).toBe(401);
  });

  it('is asked at every request while changes cannot be heard, and heard of again afterwards', async () => {
    here = await clientFor(server, 'sales@demo.local');
    await here.get(list);
    const cut = () =>
      server.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen pipewright_rights'`,
      );
    const asks = async () => ({ status: (await statementsOf(() => here.get('/me'))).length });
    await cut();
    expect(await within(asks, 1)).toBe(1);
    // Cut again and again, it stays so.
    server.callers.stop();
    await server.pool.query(`update pipewright.person set active = false where user_id = $1`, [sales]);
    expect((await here.get('/me')).status).toBe(401);
    await server.pool.query(`update pipewright.person set active = true where user_id = $1`, [sales]);
    expect((await here.get('/me')).status).toBe(200);
    await server.callers.start();
    expect(await within(asks, 0)).toBe(0);
  });

  it('is looked at again by the write itself, so that a right that is gone writes nothing where nobody has heard of it yet', async () => {
    const deaf = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true });
    try {
      const person = await clientFor(deaf, 'sales@demo.local');
      const { id, version } = (await person.get(`${app}/records/opportunity?limit=1`)).body.records[0];
      deaf.callers.forget = () => undefined;
      const write = async () =>
        (await person.send('PATCH', `${app}/records/opportunity/${id}`, { version, values: { next_step: 'x' } })).status;
      for (const [take, give, status] of [
        [
          `delete from pipewright.member where user_id = $1`,
          `insert into pipewright.member (app, user_id, role) values ('opportunity', $1, 'sales')`,
          404,
        ],
        [
          `update pipewright.person set active = false where user_id = $1`,
          `update pipewright.person set active = true where user_id = $1`,
          404,
        ],
        [
          `update pipewright.member set role = 'analyst' where user_id = $1`,
          `update pipewright.member set role = 'sales' where user_id = $1`,
          403,
        ],
      ] as const) {
        await server.pool.query(take, [sales]);
        expect([(await person.get(list)).status, await write()]).toEqual([200, status]);
        await server.pool.query(give, [sales]);
      }
      expect((await person.get(`${app}/records/opportunity/${id}`)).body.version).toBe(version);
      expect(await write()).toBe(200);
    } finally {
      await deaf.close();
    }
  });
});
