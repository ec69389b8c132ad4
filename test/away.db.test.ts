import { createHttp, declarationOf, newId, openServer, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';
import { type Line, openLine } from './support/line.ts';

let server: RunningServer;
let line: Line;
let admin: TestClient;
let drop: () => Promise<void>;
const opportunities = '/apps/opportunity/records/opportunity';

beforeAll(async () => {
  const database = await freshDatabase('demo');
  drop = database.drop;
  line = await openLine(database.url);
  server = await openServer({ databaseUrl: line.url, secret: SECRET, root, demo: true });
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(async () => {
  await server?.close();
  await line?.close();
  await drop?.();
});

/** Every route, with something in each place of its address. */
function addresses(): { method: string; path: string; guard: string }[] {
  const places: Record<string, string> = { app: 'opportunity', entity: 'customer', version: '1', other: '1', user: 'nobody' };
  return createHttp(server).routes.flatMap(({ method, path, handler }) => {
    const route = declarationOf(handler);
    const filled = path.replace(/:(\w+)/g, (_, name: string) => places[name] ?? newId()).replace('/api', '');
    return route ? [{ method, path: filled, guard: route.guard }] : [];
  });
}

const body = (text: string) => (text.startsWith('{') ? JSON.parse(text) : {});

describe('a database that is away', () => {
  it('makes every route that needs it answer 503 with words and a time to ask again, and everything works once it is back', async () => {
    const http = createHttp(server);
    const chinese = await clientFor(server, 'sales@demo.local', 'zh-CN');
    await line.cut();
    try {
      const asked = addresses().filter(({ guard }) => guard !== 'public');
      expect(asked.length).toBeGreaterThan(40);
      for (const { method, path } of asked) {
        const answer = await admin.send(method, path, method === 'GET' ? undefined : {});
        expect([method, path, answer.status, answer.body?.issues?.[0]?.code]).toEqual([method, path, 503, 'server.away']);
      }
      for (const { method, path } of addresses().filter(({ guard }) => guard === 'public')) {
        const answer = await admin.send(method, path, method === 'GET' ? undefined : {});
        expect([method, path, answer.status === 503 || answer.status < 500]).toEqual([method, path, true]);
      }
      const [en, zh] = [await admin.get('/apps'), await chinese.get('/apps')];
      expect(en.body.issues[0].message).toBe(
        'The server cannot reach its database at this moment. Try again in a few seconds; nothing you entered is lost.',
      );
      expect(zh.body.issues[0].message).toBe('服务器暂时连不上数据库，请过几秒再试；您填写的内容没有丢失。');
      const signIn = await http.request('http://localhost/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'sales@demo.local', password: 'pipewright-demo' }),
      });
      expect([signIn.status, signIn.headers.get('retry-after')]).toEqual([503, '1']);
      expect(((await signIn.json()) as { issues: { code: string }[] }).issues[0]?.code).toBe('server.away');
      for (const [method, path] of [
        ['GET', '/account'],
        ['POST', '/account/password'],
        ['DELETE', '/account/sessions/others'],
        ['POST', '/auth/renew'],
        ['POST', '/auth/sign-out'],
        ['GET', '/health'],
      ] as const) {
        const sent = path.endsWith('password') ? { current: 'pipewright-demo', password: 'another one 123' } : {};
        const answer = await admin.send(method, path, method === 'GET' ? undefined : sent);
        expect([path, answer.status]).toEqual([path, 503]);
      }
    } finally {
      await line.mend();
    }
    expect((await admin.get('/apps')).status).toBe(200);
    expect((await admin.get(opportunities)).status).toBe(200);
  });

  it('answers 503 to whom it leaves in the middle of a request', async () => {
    const asking = Array.from({ length: 24 }, () => admin.get(opportunities));
    await line.cut();
    const answers = await Promise.all(asking);
    await line.mend();
    for (const answer of answers) expect([200, 503]).toContain(answer.status);
    expect(answers.some((answer) => answer.status === 503)).toBe(true);
    const others = new Set(answers.flatMap(({ status, text }) => (status === 503 ? [body(text).issues[0].code] : [])));
    expect([...others]).toEqual(['server.away']);
  });

  it('answers 503 where the commit was done and its answer lost, for nobody can know', async () => {
    const { user } = (await admin.get('/me')).body;
    const { departments } = (await admin.get('/departments')).body as { departments: { id: string }[] };
    const departmentOf = async () =>
      ((await admin.get('/people')).body.people as { id: string; department: string }[]).find((person) => person.id === user)?.department;
    const before = await departmentOf();
    const wanted = departments.find(({ id }) => id !== before)?.id;
    line.loseNextCommit();
    const moved = await admin.send('PATCH', `/people/${user}`, { department: wanted });
    expect([moved.status, moved.body.issues[0].code]).toEqual([503, 'server.away']);
    expect(await departmentOf()).toBe(wanted);
  });
});
