import { createServer, type Server as HttpServer, request } from 'node:http';
import { serve } from '@hono/node-server';
import { companyIdCheck } from '@pipewright/definition';
import { createHttp, newId, openServer, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';

const APP = '/apps/opportunity';
const customers = `${APP}/records/customer`;
const deals = `${APP}/records/opportunity`;
let server: RunningServer;
let url: string;
let drop: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let manager: TestClient;

const open = async () => {
  server = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true });
  [admin, sales, manager] = (await Promise.all(['admin', 'sales', 'manager'].map((name) => clientFor(server, `${name}@demo.local`)))) as [
    TestClient,
    TestClient,
    TestClient,
  ];
};
beforeAll(async () => {
  ({ url, drop } = await freshDatabase('demo'));
  await open();
});
afterAll(async () => {
  await server.close();
  await drop();
});

const companyId = (text: string) => text + companyIdCheck(text);
const keyed = (key = newId()) => ({ 'idempotency-key': key });
const named = async (name: string) =>
  (await server.pool.query<{ n: number }>('select count(*)::int as n from app_opportunity.customer where name = $1', [name])).rows[0]?.n;
const entriesOf = async (id: string) =>
  (await server.pool.query<{ n: number }>('select count(*)::int as n from app_opportunity._ledger where record = $1', [id])).rows[0]?.n;
const codeOf = ({ status, body }: { status: number; body: { issues?: { path: string; code: string }[] } }) => [
  status,
  body.issues?.[0]?.path,
  body.issues?.[0]?.code,
];

describe('a request that is sent again with its key', () => {
  it('makes one record and is answered as the first time; without a key it makes another', async () => {
    const body = { values: { name: '只此一家', company_id: companyId('91350211M000100Y4') } };
    const headers = keyed();
    const first = await sales.send('POST', customers, body, headers);
    const again = await sales.send('POST', customers, body, headers);
    expect([first.status, again.status, again.text === first.text]).toEqual([201, 201, true]);
    expect([await named('只此一家'), await entriesOf(first.body.id)]).toEqual([1, 1]);
    const other = { values: { name: '只此一家' }, duplicates: 'accepted' };
    await sales.send('POST', customers, other);
    await sales.send('POST', customers, other);
    expect(await named('只此一家')).toBe(3);
  });

  it('makes one record where all come at the same time', async () => {
    for (const values of [{ name: '同时' }, { name: '同时而唯一', company_id: companyId('91350211M000100Y5') }]) {
      const headers = keyed();
      const answers = await Promise.all(Array.from({ length: 12 }, () => sales.send('POST', customers, { values }, headers)));
      expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
      expect([answers[0]?.status, await named(values.name)]).toEqual([201, 1]);
    }
  });

  it('changes, moves, deletes and restores once', async () => {
    const { id } = (await admin.send('POST', customers, { values: { name: '改一次' } })).body;
    const steps: readonly [string, string, object | undefined][] = [
      ['PATCH', `${customers}/${id}`, { version: 1, values: { notes: 'one' } }],
      ['DELETE', `${customers}/${id}?version=2`, undefined],
      ['POST', `${customers}/${id}/restore`, { version: 3 }],
    ];
    for (const [method, path, body] of steps) {
      const headers = keyed();
      const [first, again] = [await admin.send(method, path, body, headers), await admin.send(method, path, body, headers)];
      expect([method, path, first.status, again.status, again.text]).toEqual([method, path, 200, 200, first.text]);
    }
    expect(await entriesOf(id)).toBe(4);
    const [deal] = (await sales.get(deals, { filter: { '==': [{ var: 'status' }, 'open'] }, limit: 1 })).body.records;
    const headers = keyed();
    const lost = { version: deal.version, status: 'lost', values: { lost_reason: 'price' } };
    const moves = await Promise.all([1, 2, 3].map(() => sales.send('POST', `${deals}/${deal.id}/move`, lost, headers)));
    expect(moves.map(({ status, body }) => [status, body.version, body.status])).toEqual(
      [1, 2, 3].map(() => [200, deal.version + 1, 'lost']),
    );
  });

  it('is done, whatever happened to the record since: changed, deleted, or out of sight', async () => {
    const headers = keyed();
    const body = { values: { name: '后来' } };
    const { id } = (await sales.send('POST', customers, body, headers)).body;
    const change = keyed();
    const patch = { version: 1, values: { notes: 'mine' } };
    await sales.send('PATCH', `${customers}/${id}`, patch, change);
    await admin.send('PATCH', `${customers}/${id}`, { version: 2, values: { notes: 'of somebody else' } });
    for (const answer of [
      await sales.send('POST', customers, body, headers),
      await sales.send('PATCH', `${customers}/${id}`, patch, change),
    ])
      expect(answer.body).toMatchObject({ id, version: 3, notes: 'of somebody else' });
    const { user } = (await manager.get('/me')).body;
    await admin.send('PATCH', `${customers}/${id}`, { version: 3, values: { owner: user } });
    const unseen = await sales.send('POST', customers, body, headers);
    expect([unseen.status, unseen.body]).toEqual([201, { id, version: 1 }]);
    await admin.send('DELETE', `${customers}/${id}`);
    const gone = await sales.send('PATCH', `${customers}/${id}`, patch, change);
    expect([gone.status, gone.body]).toEqual([200, { id, version: 2 }]);
    expect(await named('后来')).toBe(1);
  });

  it('is refused where it asks for something else, and nothing is written', async () => {
    const headers = keyed();
    const { id } = (await sales.send('POST', customers, { values: { name: '第一' } }, headers)).body;
    const others = [
      await sales.send('POST', customers, { values: { name: '第二' } }, headers),
      await sales.send('PATCH', `${customers}/${id}`, { version: 1, values: { notes: 'x' } }, headers),
      await sales.send('DELETE', `${customers}/${id}`, undefined, headers),
      await sales.send('POST', customers, { values: { name: '' } }, headers),
    ];
    for (const answer of others) expect(codeOf(answer)).toEqual([422, 'idempotency-key', 'request.key_reused']);
    expect([await named('第二'), (await sales.get(`${customers}/${id}`)).body.version]).toEqual([0, 1]);
  });

  it('may be mended and sent with the same key as long as it was refused', async () => {
    const headers = keyed();
    expect((await sales.send('POST', customers, { values: { name: '' } }, headers)).status).toBe(422);
    expect((await sales.send('POST', customers, { values: { name: '改好了' } }, headers)).status).toBe(201);
  });

  it('is nothing to anybody else: the same key of another person is another', async () => {
    const headers = keyed();
    const body = { values: { name: '各有一个' }, duplicates: 'accepted' };
    const ids = [
      (await sales.send('POST', customers, body, headers)).body.id,
      (await manager.send('POST', customers, body, headers)).body.id,
    ];
    expect([new Set(ids).size, await named('各有一个')]).toEqual([2, 2]);
    const history = await sales.get(`${customers}/${ids[0]}/history`);
    expect(history.text).not.toContain(headers['idempotency-key']);
    expect(history.body.entries[0].cause).toEqual({ by: 'form' });
  });

  it.each(['', 'short', 'x'.repeat(129), 'with a blank', 'tab\there'])('is refused with the key %j', async (key) => {
    expect(codeOf(await sales.send('POST', customers, { values: { name: '错' } }, keyed(key)))).toEqual([
      422,
      'idempotency-key',
      'request.key',
    ]);
    expect(await named('错')).toBe(0);
  });
});

describe('an answer that is lost on its way', () => {
  it('is had by asking again: there is one record, one entry, one move', async () => {
    const listening = serve({ fetch: createHttp(server).fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => listening.once('listening', resolve));
    const target = (listening as HttpServer).address() as { port: number };
    // Cuts the connection of every second request once the server has answered it, which is after it has committed.
    let count = 0;
    const proxy = createServer((incoming, outgoing) => {
      const onward = request(
        { ...target, host: '127.0.0.1', method: incoming.method, path: incoming.url, headers: incoming.headers },
        (answer) => {
          count += 1;
          if (count % 2 === 1) return void incoming.socket.destroy();
          outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(onward);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => proxy.once('listening', resolve));
    const { port } = proxy.address() as { port: number };
    const signedIn = await fetch(`http://127.0.0.1:${target.port}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'sales@demo.local', password: 'pipewright-demo' }),
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    let lost = 0;
    const send = async (method: string, path: string, body: object) => {
      const init = { method, headers: { 'content-type': 'application/json', cookie, ...keyed() }, body: JSON.stringify(body) };
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, init).catch(() => undefined);
        if (answer) return { status: answer.status, body: (await answer.json()) as { id: string; version: number } };
        lost += 1;
      }
    };
    for (let i = 0; i < 10; i += 1) {
      const made = await send('POST', customers, { values: { name: `断线${i}` } });
      const changed = await send('PATCH', `${customers}/${made.body.id}`, { version: 1, values: { notes: 'x' } });
      expect([made.status, changed.status, changed.body.version, await named(`断线${i}`), await entriesOf(made.body.id)]).toEqual([
        201, 200, 2, 1, 2,
      ]);
    }
    expect(lost).toBe(20);
    proxy.closeAllConnections();
    (listening as HttpServer).closeAllConnections();
    await Promise.all([proxy, listening].map((each) => new Promise((resolve) => each.close(resolve))));
  });
});

describe('an app of the version before', () => {
  it('knows repeated requests too, once it is brought up to date', async () => {
    await server.pool.query('drop index app_opportunity.ledger_request');
    await server.pool.query('delete from pipewright.migration where number = 6');
    await server.close();
    await open();
    const headers = keyed();
    const answers = await Promise.all([1, 2, 3, 4].map(() => sales.send('POST', customers, { values: { name: '旧版' } }, headers)));
    expect([new Set(answers.map(({ text }) => text)).size, await named('旧版')]).toEqual([1, 1]);
    expect((await admin.get(`${APP}/repair`)).body.drift).toEqual([]);
  });
});
