import type { RunningServer } from '@pipewright/server';
import { createHttp, DEMO, declarationOf } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const APP = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let sales: TestClient;
let admin: TestClient;
let nobody: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  sales = await clientFor(server, 'sales@demo.local');
  admin = await clientFor(server, DEMO.email);
  nobody = await clientFor(server);
});
afterAll(() => close());

const wish = { name: 'Export', app: 'opportunity', writes: false, days: 30 };
const make = async (more: object = {}, who = sales) => (await who.send('POST', '/account/tokens', { ...wish, ...more })).body;
const program = (token: string) => ({
  get: (path: string) => nobody.send('GET', path, undefined, { authorization: `Bearer ${token}` }),
  send: (method: string, path: string, body?: unknown) => nobody.send(method, path, body, { authorization: `Bearer ${token}` }),
});
const said = ({ status, body }: Answer) => [status, body?.issues?.[0]?.code];
const named = (records: { id: string }[]) => records.map(({ id }) => id);

describe('a token', () => {
  it('opens the records of its app as its person sees them, and shows itself once only', async () => {
    const made = await make();
    expect(made).toMatchObject({
      ...{ name: 'Export', app: 'opportunity', writes: false, used: null },
      token: expect.stringMatching(/^pw_[\w-]{43}$/),
    });
    const own = (await sales.get(`${APP}/records/opportunity`, { limit: 100 })).body.records;
    const answer = await program(made.token).get(`${APP}/records/opportunity?limit=100`);
    expect([answer.status, named(answer.body.records)]).toEqual([200, named(own)]);
    const all = (await admin.get(`${APP}/records/opportunity`, { limit: 100 })).body.records;
    expect(named(own)).not.toEqual(named(all));
    const listed = await sales.get('/account/tokens');
    expect(listed.body.tokens.map((each: { id: string }) => each.id)).toContain(made.id);
    expect(listed.text).not.toContain(made.token);
    const { rows } = await server.pool.query('select to_jsonb(t)::text as j from pipewright.token t where id = $1', [made.id]);
    expect(rows[0].j).not.toContain(made.token);
    expect((await admin.get('/account/tokens')).body.tokens).toEqual([]);
  });

  it('that may read asks figures and changes nothing; one that may write does', async () => {
    const [reads, writes] = [program((await make()).token), program((await make({ writes: true })).token)];
    const report = { report: { entity: 'opportunity', dimensions: [], measures: [{ key: 'n', fn: 'count' }] } };
    expect((await reads.send('POST', `${APP}/reports/run`, report)).status).toBe(200);
    const [record] = (await reads.get(`${APP}/records/opportunity?limit=1`)).body.records;
    const path = `${APP}/records/opportunity/${record.id}`;
    const change = { version: record.version, values: { name: 'By a program' } };
    expect(said(await reads.send('PATCH', path, change))).toEqual([403, 'denied.token_writes']);
    const done = await writes.send('PATCH', path, change);
    expect([done.status, done.body.name]).toEqual([200, 'By a program']);
    const [entry] = (await sales.get(`${path}/history`)).body.entries;
    expect(entry.actor).toEqual({ kind: 'person', id: (await sales.get('/me')).body.user });
  });

  it('opens nothing else: no route outside of its app, none that shapes the app, no stream, and not whatever a reader may not change', async () => {
    const own = await make({ writes: false }, admin);
    const { token } = own;
    const hidden = [];
    for (const { method, path, handler } of createHttp(server).routes) {
      const route = declarationOf(handler);
      if (!route || route.guard === 'public') continue;
      const address = path.replace('/api', '').replace(':app', 'opportunity').replace(':entity', 'opportunity').replace(/:\w+/g, own.id);
      const answer = said(await program(token).send(method, address, method === 'GET' ? undefined : {}));
      if (route.guard !== 'member' || path.endsWith('/events'))
        expect([method, path, ...answer]).toEqual([method, path, 403, 'denied.token']);
      else if (!route.reads) expect([method, path, ...answer]).toEqual([method, path, 403, 'denied.token_writes']);
      else hidden.push(answer[0]);
    }
    expect(hidden.length).toBeGreaterThan(5);
    expect(hidden.filter((status) => status === 401 || status === 403 || (status as number) >= 500)).toEqual([]);
    expect(said(await program(token).get('/apps/elsewhere/definition'))).toEqual([401, 'token.ended']);
    // Beside a session it is still the token that counts.
    const both = await sales.send('GET', '/me', undefined, { authorization: `Bearer ${token}` });
    expect(said(both)).toEqual([403, 'denied.token']);
  });

  it('ends at once when it is ended, when its day comes, and with its person; nobody ends another one’s', async () => {
    const made = await make();
    const there = async () => (await program(made.token).get(`${APP}/definition`)).status;
    expect(await there()).toBe(200);
    expect(said(await admin.send('DELETE', `/account/tokens/${made.id}`))).toEqual([404, 'unknown.token']);
    expect(said(await sales.send('DELETE', '/account/tokens/no-id'))).toEqual([404, 'unknown.token']);
    expect(await there()).toBe(200);
    expect((await sales.send('DELETE', `/account/tokens/${made.id}`)).status).toBe(200);
    expect(await there()).toBe(401);
    expect(said(await sales.send('DELETE', `/account/tokens/${made.id}`))).toEqual([404, 'unknown.token']);

    const late = await make();
    const lateIs = async () => (await program(late.token).get(`${APP}/definition`)).status;
    expect(await lateIs()).toBe(200);
    await server.pool.query(`update pipewright.token set expires_at = now() - interval '1 second' where id = $1`, [late.id]);
    await expect.poll(lateIs).toBe(401);
    expect((await sales.get('/account/tokens')).body.tokens.map((each: { id: string }) => each.id)).toContain(late.id);

    const left = await make();
    const leftIs = async () => (await program(left.token).get(`${APP}/definition`)).status;
    expect(await leftIs()).toBe(200);
    await server.pool.query(
      `update pipewright.person set active = false where user_id = (select user_id from pipewright.token where id = $1)`,
      [left.id],
    );
    await expect.poll(leftIs).toBe(401);
    await server.pool.query(
      `update pipewright.person set active = true where user_id = (select user_id from pipewright.token where id = $1)`,
      [left.id],
    );
    server.callers.forget();
    expect(await leftIs()).toBe(200);
  });

  it('says when it was used', async () => {
    const made = await make();
    await program(made.token).get(`${APP}/definition`);
    await server.sessionUse.write();
    const found = (await sales.get('/account/tokens')).body.tokens.find((each: { id: string }) => each.id === made.id);
    expect(Date.now() - Date.parse(found.used)).toBeLessThan(60_000);
  });

  it('is made for an app of one’s own only, within bounds, and by a person', async () => {
    const ask = async (more: object, who = sales) => said(await who.send('POST', '/account/tokens', { ...wish, ...more }));
    expect(await ask({ app: 'elsewhere' })).toEqual([404, 'unknown.app']);
    for (const wrong of [{ days: 0 }, { days: 367 }, { name: '  ' }, { name: 'x'.repeat(81) }, { writes: 'yes' }, { token: 'x' }])
      expect((await ask(wrong))[0]).toBe(422);
    expect(await ask({}, nobody)).toEqual([401, 'signin.needed']);
    for (const bad of ['Bearer pw_none', 'bearer x', 'Bearer  pw_a'])
      expect(said(await nobody.send('GET', `${APP}/definition`, undefined, { authorization: bad }))).toEqual([401, 'token.ended']);
    expect(said(await nobody.send('GET', `${APP}/definition`, undefined, { authorization: 'Basic eA==' }))).toEqual([401, 'signin.needed']);
    const before = (await admin.get('/account/tokens')).body.tokens.length;
    for (let i = before; i < 50; i += 1) await make({}, admin);
    expect(await ask({}, admin)).toEqual([422, 'token.too_many']);
  });
});
