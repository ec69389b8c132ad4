import { type App, type Automation, addField } from '@pipewright/definition';
import { openPool, openServer, type Pool, publish, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { clientFor } from './support/client.ts';
import { copyDatabase, freshServer, root, SECRET } from './support/database.ts';

const APP = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
/** The same server with a single connection: whoever asks for a second one inside a transaction waits for itself. */
let narrow: RunningServer;
let pool: Pool;

beforeAll(async () => {
  const fresh = await freshServer('demo', { language: 'en' });
  ({ server, close } = fresh);
  pool = openPool(fresh.url, { max: 1 });
  narrow = { ...server, pool };
});
afterAll(async () => {
  await pool.end();
  await close();
});

const END = { done: null };
const MINE = 'Only this one';
const of = (key: string, on: Automation['on'], nodes: Automation['nodes']): Automation => ({
  ...{ key, name: label(key), entity: 'opportunity', on, start: nodes[0]?.key ?? '', nodes },
  when: { '==': [{ var: 'name' }, MINE] },
});
const to = [{ kind: 'owner' as const }];

/** Every kind of step that asks who is who, and a list that is counted for each of its readers. */
const AUTOMATIONS: readonly Automation[] = [
  of('steps', { kind: 'button', label: label('Go'), roles: ['sales'] }, [
    {
      key: 'a',
      kind: 'mail',
      to,
      subject: { en: 'About {name}', 'zh-CN': '关于{name}' },
      text: { en: 'Look', 'zh-CN': '请看' },
      next: { done: 'b' },
    },
    { key: 'b', kind: 'notify', to, text: label('{name}'), next: { done: 'c' } },
    { key: 'c', kind: 'post', channel: 'sales', text: { en: 'Said', 'zh-CN': '已说' }, next: { done: 'd' } },
    { key: 'd', kind: 'reclaim', text: label('Given back'), next: { done: 'e' } },
    { key: 'e', kind: 'assign', by: 'turn', teams: [{ key: 'all', when: null, role: 'sales' }], next: END },
  ]),
  of('listed', { kind: 'schedule', every: 'day', at: '09:00', list: true }, [
    { key: 'a', kind: 'notify', to: [{ kind: 'role', role: 'sales' }], text: label('Some'), next: END },
  ]),
];

it('is enough for everything that automations do and for whoever changes a comment', async () => {
  const [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  const user = (await sales.get('/me')).body.user;
  const { records } = (await sales.get(`${APP}/records/opportunity`, { limit: 1 })).body;
  const { id } = records[0];
  await server.pool.query('update app_opportunity.opportunity set name = $2, owner = $3 where id = $1', [id, MINE, user]);
  await automate(admin, AUTOMATIONS);
  await server.pool.query(
    `insert into pipewright.channel (id, app, key, name, kind, address) values (gen_random_uuid(), 'opportunity', 'sales', '{}', 'webhook', 'https://x.example')`,
  );
  const narrowly = await clientFor(narrow, 'sales@demo.local');

  const said = await narrowly.send('POST', `${APP}/records/opportunity/${id}/comments`, { parts: ['Hello'] });
  expect(said.text).toContain('"id"');
  const changed = await narrowly.send('PATCH', `${APP}/comments/${said.body.id}`, { parts: ['Hello ', { person: user }] });
  expect([changed.status, changed.text]).toEqual([200, '{}']);

  const now =
    (await server.pool.query<{ now: string }>(`select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`)).rows[0]
      ?.now ?? '';
  const in25Hours = new Date(Date.parse(now) + 25 * 3_600_000).toISOString();
  await passes(narrow, now);
  expect((await narrowly.send('POST', `${APP}/records/opportunity/${id}/press/steps`)).status).toBe(200);
  await passes(narrow, in25Hours);
  const { rows } = await server.pool.query(
    'select r.automation, r.state, r.failure, s.kind, s.outcome from app_opportunity._run r join app_opportunity._run_step s on s.run = r.id order by r.automation, s.seq',
  );
  const done = (automation: string, kind: string) => ({ automation, state: 'done', failure: null, kind, outcome: 'done' });
  expect(rows).toEqual([done('listed', 'notify'), ...['mail', 'notify', 'post', 'reclaim', 'assign'].map((kind) => done('steps', kind))]);
  // Who has chosen no language is written to in that of the installation, and so is nobody in particular.
  const { rows: sent } = await server.pool.query(
    `select kind, payload->>'title' as title, payload->>'text' as text from pipewright.delivery order by id`,
  );
  expect(sent).toEqual([
    { kind: 'mail', title: `About ${MINE}`, text: 'Look' },
    { kind: 'channel', title: 'steps', text: 'Said' },
  ]);
});

it('is enough to bring an empty database up to date, by several servers at once', async () => {
  const empty = await copyDatabase('template0');
  const open = () => openServer({ databaseUrl: empty.url, secret: SECRET, root, demo: true, role: 'web', connections: 1 });
  const opened = await Promise.all([open(), open()]);
  const [first] = opened;
  const steps = await first?.pool.query<{ n: number; last: number }>(
    'select count(*)::int as n, max(number) as last from pipewright.migration',
  );
  const all = await server.pool.query<{ n: number; last: number }>(
    'select count(*)::int as n, max(number) as last from pipewright.migration',
  );
  expect(steps?.rows).toEqual(all.rows);
  await Promise.all(opened.map((each) => each.close()));
  await empty.drop();
});

it('is enough to publish, also what is made ahead of a version and what is refused there, and to put right what was changed by hand', async () => {
  const KEY = 'opportunity';
  const { rows } = await server.pool.query<{ version: number; definition: App }>(
    `select v.version, v.definition::json as definition from pipewright.version v where v.app = $1 order by v.version desc limit 1`,
    [KEY],
  );
  const [{ version, definition } = { version: 0, definition: {} as App }] = rows;
  const tell = (key: string, app = definition) => addField(app, 'contact', { key, type: 'text', unique: true, name: label(key) });
  const badge = tell('badge');
  expect((await publish(pool, { key: KEY, document: badge, base: version, by: null })).version).toBe(version + 1);
  // What a killed publish left is taken back on the way.
  await server.pool.query('update pipewright.app set ahead = $2 where key = $1', [
    KEY,
    { columns: [{ table: 'contact', name: 'left_over' }], indexes: [] },
  ]);
  await server.pool.query(`alter table app_${KEY}.contact add column left_over text`);
  const second = { key: KEY, document: tell('medal', badge), base: version + 1, by: null };
  expect((await publish(pool, second)).version).toBe(version + 2);
  await expect(publish(pool, { ...second, document: tell('ring', badge) })).rejects.toThrow();
  await server.pool.query(`drop index app_${KEY}.u_contact_badge_btree`);
  const narrowly = await clientFor(narrow, 'admin@demo.local');
  const { done, left } = (await narrowly.send('POST', `${APP}/repair`, { empty: [] })).body;
  expect([done.length, left]).toEqual([1, []]);
  const found = await server.pool.query(
    `select column_name from information_schema.columns where table_schema = $1 and column_name = any($2) order by 1`,
    [`app_${KEY}`, ['badge', 'medal', 'ring', 'left_over']],
  );
  expect(found.rows.map(({ column_name: name }) => name)).toEqual(['badge', 'medal']);
});
