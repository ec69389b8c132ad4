import { setTimeout as sleep } from 'node:timers/promises';
import { type App, fieldsOf, fieldTypes } from '@pipewright/definition';
import { addAccounts, addPeople, DEMO, newId, openPool, openServer, type Pool, type RunningServer, setRoles } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { copyDatabase, freshDatabase, root, SECRET } from './support/database.ts';
import { shuffle } from './support/shuffle.ts';

const APP = `/apps/${DEMO.app}`;
const closing: (() => Promise<void>)[] = [];
const clients: TestClient[] = [];
let app: App;
let ids: { deal: string; import: string };

/** Many that are alike in everything but their id: people, departments, members, apps, values, and options that are gone. */
async function makeTies(pool: Pool, server: RunningServer): Promise<void> {
  const { rows } = await pool.query<{ workspace: string }>('select id::text as workspace from pipewright.workspace');
  const workspace = rows[0]?.workspace as string;
  const namesakes = await addAccounts(
    pool,
    Array.from({ length: 30 }, () => ({ name: '王伟' })),
  );
  await addPeople(
    pool,
    workspace,
    namesakes.map((user) => ({ user, name: '王伟', department: null })),
  );
  await setRoles(
    pool,
    DEMO.app,
    namesakes.map((user) => ({ user, role: 'sales' })),
  );
  for (let i = 0; i < 12; i += 1)
    await pool.query(`insert into pipewright.department (id, workspace, name, path) values ($1, $2, '同名', array[$1::uuid])`, [
      newId(),
      workspace,
    ]);
  await pool.query(
    `update app_opportunity.opportunity set amount = 100, source = 'gone_' || left(md5(id::text), 1), owner = $1 where status <> 'open'`,
    [namesakes[0]],
  );
  const admin = await clientFor(server, DEMO.email);
  for (let i = 0; i < 4; i += 1) await admin.send('POST', '/apps', { key: 'same', template: 'opportunity' });
  await pool.query(`update pipewright.app set created_at = '2026-01-01Z'`);
  const deal = (await admin.get(`${APP}/records/opportunity`, { filter: { '==': [{ var: 'status' }, 'open'] }, limit: 1 })).body.records[0];
  for (const [i, user] of namesakes.slice(0, 8).entries())
    await admin.send('PATCH', `${APP}/records/opportunity/${deal.id}`, {
      version: deal.version + i,
      values: { owner: user, next_step: `${i}` },
    });
  const csv = `name,customer\n${Array.from({ length: 40 }, (_, i) => `x${i},Nobody ${i % 20}`).join('\n')}\n`;
  const staged = (await admin.send('POST', `${APP}/imports/contact`, csv)).body.id;
  await admin.send('POST', `${APP}/imports/${staged}/run`, { targets: { name: { column: 'name' }, customer: { column: 'customer' } } });
  while ((await admin.get(`${APP}/imports/${staged}`)).body.state === 'running') await sleep(50);
  ids = { deal: deal.id, import: staged };
  app = (await admin.get(`${APP}/definition`)).body.app;
}

beforeAll(async () => {
  const ground = await freshDatabase('demo');
  closing.push(ground.drop);
  const first = await openServer({ databaseUrl: ground.url, secret: SECRET, root, demo: true });
  await makeTies(first.pool, first);
  await first.close();
  for (const shuffled of [false, true]) {
    const copy = await copyDatabase(new URL(ground.url).pathname.slice(1));
    closing.push(copy.drop);
    if (shuffled) {
      const pool = openPool(copy.url, { max: 1 });
      await shuffle(pool);
      await pool.end();
    }
    const server = await openServer({ databaseUrl: copy.url, secret: SECRET, root, demo: true });
    closing.push(() => server.close());
    clients.push(await clientFor(server, DEMO.email));
  }
}, 240_000);
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const same = async (name: string, ask: (client: TestClient) => Promise<{ status: number; text: string }>) => {
  const [a, b] = await Promise.all(clients.map(ask));
  expect([name, a?.status]).toEqual([name, b?.status]);
  const at = [...(a?.text ?? '')].findIndex((char, i) => char !== b?.text[i]);
  const around = (text = '') => text.slice(Math.max(0, at - 80), at + 80);
  expect({ name, text: at < 0 ? '' : around(a?.text) }).toEqual({ name, text: at < 0 ? '' : around(b?.text) });
  return a?.status ?? 0;
};

const inUse = () => app.entities.filter(({ retired }) => !retired);

describe('two databases whose rows lie in another order', () => {
  it('give the same lists of apps, people, departments, members, versions and views', async () => {
    expect((await clients[0]?.get('/apps'))?.body.apps).toHaveLength(5);
    const paths = [
      '/apps',
      '/people',
      '/people?search=%E7%8E%8B',
      '/departments',
      '/templates',
      ...['members', 'versions', 'views', 'dry-run/records?effect=x'].map((each) => `${APP}/${each}`),
    ];
    for (const path of paths) await same(path, (client) => client.get(path));
    await same('import', (client) => client.get(`${APP}/imports/${ids.import}`));
    await same('refused', (client) => client.get(`${APP}/imports/${ids.import}/refused.csv`));
  });

  it('give the same records in every order that a list has, and the same boards', async () => {
    for (const entity of inUse()) {
      for (const field of fieldsOf(entity))
        for (const sort of [field.key, `-${field.key}`])
          await same(`${entity.key} by ${sort}`, (client) =>
            client.get(`${APP}/records/${entity.key}`, { sort, expand: 'owner', limit: '200' }),
          );
      await same(`${entity.key} as they come`, (client) => client.get(`${APP}/records/${entity.key}`, { limit: '200' }));
    }
    await same('board', (client) => client.get(`${APP}/board/opportunity`, { pipeline: 'standard', limit: '200' }));
  });

  it('give the same figures of every report and of every field that figures are split by', async () => {
    for (const { key } of app.reports) await same(key, (client) => client.send('POST', `${APP}/reports/run`, { report: key }));
    let asked = 0;
    for (const entity of inUse())
      for (const field of fieldsOf(entity).filter((each) => fieldTypes[each.type].report === 'dimension'))
        for (const sort of [undefined, [{ by: 'n' }], [{ by: 'd', descending: true }]]) {
          const report = {
            entity: entity.key,
            dimensions: [{ key: 'd', field: field.key }],
            measures: [{ key: 'n', fn: 'count' }],
            limit: 7,
            sort,
          };
          expect(
            await same(`${entity.key} by ${field.key} ${JSON.stringify(sort)}`, (client) =>
              client.send('POST', `${APP}/reports/run`, { report }),
            ),
          ).toBe(200);
          asked += 1;
        }
    expect(asked).toBeGreaterThan(60);
  });

  it('give the same time lines and the same conflicts', async () => {
    expect(await same('history', (client) => client.get(`${APP}/records/opportunity/${ids.deal}/history`))).toBe(200);
    const body = { version: 1, values: { next_step: 'late' } };
    expect(await same('conflict', (client) => client.send('PATCH', `${APP}/records/opportunity/${ids.deal}`, body))).toBe(409);
  });
});
