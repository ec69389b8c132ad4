import { createHash } from 'node:crypto';
import { newId, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const APP = '/apps/opportunity';
const deals = `${APP}/records/opportunity`;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
/** An open deal of the sales person. */
let mine: string;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  const { user } = (await sales.get('/me')).body;
  const filter = { and: [{ '==': [{ var: 'owner' }, user] }, { '==': [{ var: 'status' }, 'open'] }] };
  mine = (await sales.get(deals, { filter, limit: 1 })).body.records[0].id;
});
afterAll(() => close());

const keyed = (key = newId()) => ({ 'idempotency-key': key });
const count = async (from: string, ...values: unknown[]) =>
  Number((await server.pool.query(`select count(*) as n from ${from}`, values)).rows[0].n);
const codeOf = ({ status, body }: { status: number; body: { issues?: { path: string; code: string }[] } }) => [
  status,
  body.issues?.[0]?.path,
  body.issues?.[0]?.code,
];

describe('an activity that is sent again with its key', () => {
  const path = () => `${deals}/${mine}/activities`;
  const call = (summary: string, more: object = {}) => ({ entity: 'activity', values: { kind: 'call', summary, ...more } });
  const written = (summary: string) => count('app_opportunity.activity where summary = $1', summary);

  it('stands once and is answered as the first time, one after the other and all at once', async () => {
    const headers = keyed();
    const body = call('once', { next_step: 'Offer', next_step_on: '2099-02-03' });
    const first = await sales.send('POST', path(), body, headers);
    const { version } = (await sales.get(`${deals}/${mine}`)).body;
    const again = await sales.send('POST', path(), body, headers);
    expect([first.status, again.status, again.text, await written('once')]).toEqual([201, 201, first.text, 1]);
    expect((await sales.get(`${deals}/${mine}`)).body.version).toBe(version);
    const together = keyed();
    const answers = await Promise.all(Array.from({ length: 8 }, () => sales.send('POST', path(), call('at once'), together)));
    expect([new Set(answers.map(({ text }) => text)).size, answers[0]?.status, await written('at once')]).toEqual([1, 201, 1]);
  });

  it('is another one without a key, and of another person', async () => {
    const headers = keyed();
    for (const who of [sales, admin]) await who.send('POST', path(), call('each'), headers);
    for (const _ of [1, 2]) await sales.send('POST', path(), call('no key'));
    expect([await written('each'), await written('no key')]).toEqual([2, 2]);
  });

  it('is refused where it says something else, and may be mended as long as it was refused', async () => {
    const headers = keyed();
    expect((await sales.send('POST', path(), call('bad', { next_step_on: 'soon' }), headers)).status).toBe(422);
    expect((await sales.send('POST', path(), call('mended'), headers)).status).toBe(201);
    expect(codeOf(await sales.send('POST', path(), call('else'), headers))).toEqual([422, 'idempotency-key', 'request.key_reused']);
    expect(codeOf(await sales.send('POST', path(), call('else'), keyed('short')))).toEqual([422, 'idempotency-key', 'request.key']);
    expect([await written('mended'), await written('else')]).toEqual([1, 0]);
  });

  it('is answered although its writer sees the record no more', async () => {
    const headers = keyed();
    const first = await sales.send('POST', path(), call('last words'), headers);
    const { version } = (await admin.get(`${deals}/${mine}`)).body;
    await admin.send('DELETE', `${deals}/${mine}?version=${version}`);
    expect((await sales.send('POST', path(), call('last words'), headers)).text).toBe(first.text);
    await admin.send('POST', `${deals}/${mine}/restore`, { version: version + 1 });
    expect(await written('last words')).toBe(1);
  });

  it('is known for two days, and is then forgotten with what its person does next', async () => {
    const { user } = (await sales.get('/me')).body;
    const old = `pipewright.request where person = $1 and at < now() - interval '2 days'`;
    await server.pool.query(`update pipewright.request set at = now() - interval '49 hours' where person = $1`, [user]);
    expect(await count(old, user)).toBeGreaterThan(3);
    for (let i = 0; i < 2; i += 1) await sales.send('POST', path(), call(`later ${i}`), keyed());
    expect(await count(old, user)).toBe(0);
  });
});

describe('what else would be there twice', () => {
  const view = { entity: 'opportunity', view: { key: 'mine', name: { en: 'Kept once', 'zh-CN': '只存一次' }, columns: ['name'] } };
  const wishes: readonly [string, string, object, string][] = [
    ['a view', `${APP}/views`, view, `pipewright.saved_view where definition->'name'->>'en' = 'Kept once'`],
    ['a department', '/departments', { name: 'Made once' }, `pipewright.department where name = 'Made once'`],
    ['a person', '/people', { name: 'Comes once' }, `pipewright.person where name = 'Comes once'`],
    [
      'a person with a password',
      '/people',
      { name: 'Signs in', email: 'once@demo.local', password: 'correct horse battery' },
      `pipewright.person where name = 'Signs in'`,
    ],
    [
      'a token',
      '/account/tokens',
      { name: 'Drawn once', app: 'opportunity', writes: false, days: 30 },
      `pipewright.token where name = 'Drawn once'`,
    ],
    ['an app', '/apps', { key: 'made_once', template: 'opportunity' }, `pipewright.app where key like 'made_once%'`],
  ];

  it.each(wishes)('%s is made once by a request that comes again, and is answered as the first time', async (_, path, body, from) => {
    const headers = keyed();
    const first = await admin.send('POST', path, body, headers);
    const again = await admin.send('POST', path, body, headers);
    expect([first.status, again.status, again.text, await count(from)]).toEqual([201, 201, first.text, 1]);
    const different =
      'view' in body ? { ...body, entity: 'customer' } : 'key' in body ? { ...body, key: 'another' } : { ...body, name: 'Another' };
    const other = await admin.send('POST', path, different, headers);
    expect(codeOf(other)).toEqual([422, 'idempotency-key', 'request.key_reused']);
  });

  it('is made once where all come at the same time', async () => {
    for (const [, path, body, from] of wishes.filter(([what]) => what !== 'an app')) {
      const before = await count(from);
      const headers = keyed();
      const wish = path === '/people' && 'email' in body ? { ...body, email: 'twice@demo.local' } : body;
      const answers = await Promise.all(Array.from({ length: 5 }, () => admin.send('POST', path, wish, headers)));
      expect([path, new Set(answers.map(({ text }) => text)).size, await count(from)]).toEqual([path, 1, before + 1]);
    }
    const headers = keyed();
    const apps = await Promise.all([1, 2].map(() => admin.send('POST', '/apps', { key: 'same_time', template: 'opportunity' }, headers)));
    expect([new Set(apps.map(({ text }) => text)).size, await count(`pipewright.app where key like 'same_time%'`)]).toEqual([1, 1]);
    expect(await count(`pg_namespace where nspname like 'app_same_time%'`)).toBe(1);
  });

  it('keeps neither tokens nor what passwords could be tried out by', async () => {
    const { rows } = await server.pool.query<{ text: string }>('select row_to_json(r)::text as text from pipewright.request r');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ text }) => /pw_|correct horse/.test(text))).toEqual([]);
    const headers = keyed();
    const body = { name: 'Hashed', email: 'hashed@demo.local', password: 'correct horse battery' };
    await admin.send('POST', '/people', body, headers);
    const plain = createHash('sha256')
      .update(JSON.stringify(['POST', '/api/people', '', JSON.stringify(body)]))
      .digest('base64url');
    expect(await count('pipewright.request where key = $1', headers['idempotency-key'])).toBe(1);
    expect(await count('pipewright.request where hash = $1', plain)).toBe(0);
  });
});
