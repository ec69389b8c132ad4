import type { Automation } from '@pipewright/definition';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { importEnd, stageFile } from './support/importing.ts';
import { STANDARD } from './support/standard.ts';

const APP = '/apps/opportunity';
const KEY = '01a218fb-c634-7005-a091-b518124a747e';
const CUSTOMERS = `${APP}/records/customer`;
const DEALS = `${APP}/records/opportunity`;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let contact: { id: string; customer: string };

const note: Automation['nodes'] = [{ key: 'note', kind: 'notify', to: [{ kind: 'owner' }], text: label('x'), next: { done: null } }];
const on = (key: string, entity: string, trigger: Automation['on'], more: Partial<Automation> = {}): Automation => ({
  ...{ key, name: label(key), entity, on: trigger, start: 'note', nodes: note },
  ...more,
});

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  [contact] = (await admin.get(`${APP}/records/contact`, { limit: 1, filter: STANDARD })).body.records;
  await automate(admin, [
    on('made', 'customer', { kind: 'created' }),
    on('noted', 'customer', { kind: 'changed', fields: ['notes'] }),
    on('classed', 'customer', { kind: 'changed', fields: ['customer_class'], from: ['standard'], to: ['key'] }),
    on('gone', 'customer', { kind: 'deleted' }),
    on('moved', 'opportunity', { kind: 'entered', stages: ['requirements'] }),
    on('left', 'opportunity', { kind: 'left', stages: ['first_contact'] }),
    on('paused', 'opportunity', { kind: 'status', to: ['paused'] }),
    on(
      'writes',
      'contact',
      { kind: 'changed', fields: ['notes'] },
      {
        start: 'make',
        nodes: [
          {
            key: 'make',
            kind: 'create',
            entity: 'customer',
            values: { name: 'Made by itself', customer_class: 'standard', region: 'east' },
            next: { done: null },
          },
        ],
      },
    ),
  ]);
});
afterAll(() => close());

const ok = async <T extends { status: number; text: string }>(answer: Promise<T>): Promise<T> => {
  const found = await answer;
  if (found.status >= 300) throw new Error(found.text);
  return found;
};
/** The automations whose runs something begins, in order. */
async function begins(work: () => Promise<unknown>): Promise<string[]> {
  const { rows: before } = await server.pool.query('select id from app_opportunity._run');
  await work();
  const { rows } = await server.pool.query('select automation from app_opportunity._run where not (id = any($1)) order by automation', [
    before.map(({ id }) => id),
  ]);
  return rows.map(({ automation }) => automation);
}
const customer = async (values: object = {}) =>
  (
    await ok(
      admin.send('POST', CUSTOMERS, { values: { name: `C ${Math.random()}`, customer_class: 'standard', region: 'east', ...values } }),
    )
  ).body;
const deal = async () => {
  const values = {
    name: 'D',
    customer: contact.customer,
    opportunity_type: 'new',
    amount: '1',
    expected_close: '2031-01-31',
    decision_maker: contact.id,
    pain_point: 'x',
    next_step: 'y',
    budget_confirmed: true,
  };
  return (await ok(admin.send('POST', DEALS, { values }))).body;
};
const versionOf = async (path: string) => (await admin.get(path)).body.version as number;

it('begins the same runs by whichever way a record is made', async () => {
  expect(await begins(() => customer())).toEqual(['made']);
  const imported = async () => {
    const staged = await stageFile(admin, `${APP}/imports/customer`, 'Customer,Class\nFrom a file,standard\n');
    const mapping = { targets: { name: { column: 'Customer' }, customer_class: { value: 'standard' } } };
    const preview = await admin.send('POST', `${APP}/imports/${staged.id}/preview`, mapping);
    await ok(admin.send('POST', `${APP}/imports/${staged.id}/run`, mapping));
    expect([preview.status, (await importEnd(admin, `${APP}/imports/${staged.id}`)).state]).toEqual([200, 'done']);
  };
  expect(await begins(imported)).toEqual(['made']);
  const byItself = async () => {
    const path = `${APP}/records/contact/${contact.id}`;
    await ok(admin.send('PATCH', path, { version: await versionOf(path), values: { notes: `n ${Math.random()}` } }));
    await passes(server, new Date(Date.now() + 1000).toISOString());
  };
  expect(await begins(byItself)).toEqual(['made', 'writes']);
});

it('begins the same runs by whichever way a record is changed, deleted and restored', async () => {
  const alone = await customer();
  const path = `${CUSTOMERS}/${alone.id}`;
  const edit = (values: object) => async () => ok(admin.send('PATCH', path, { version: await versionOf(path), values }));
  const bulk = (values: object) => async () => ok(admin.send('POST', `${CUSTOMERS}/together`, { records: [alone.id], values }));
  expect(await begins(edit({ notes: 'a', customer_class: 'key' }))).toEqual(['classed', 'noted']);
  expect(await begins(edit({ customer_class: 'standard' }))).toEqual([]);
  expect(await begins(bulk({ notes: 'b', customer_class: 'key' }))).toEqual(['classed', 'noted']);
  expect(await begins(bulk({ notes: 'b' }))).toEqual([]);
  expect(await begins(async () => ok(admin.send('DELETE', path)))).toEqual(['gone']);
  expect(await begins(async () => ok(admin.send('POST', `${path}/restore`, { version: alone.version + 4 })))).toEqual([]);
});

it('begins the same runs by whichever way a deal is moved', async () => {
  for (const way of ['move', 'bulk'] as const) {
    const { id, version } = await deal();
    const ways = {
      move: () => admin.send('POST', `${DEALS}/${id}/move`, { version, stage: 'requirements' }),
      bulk: () => admin.send('POST', `${DEALS}/together`, { records: [id], stage: 'requirements' }),
    };
    expect([way, await begins(() => ok(ways[way]()))]).toEqual([way, ['left', 'moved']]);
  }
  const { id, version } = await deal();
  const pause = () =>
    ok(admin.send('POST', `${DEALS}/${id}/move`, { version, status: 'paused', reason: 'budget_frozen', until: '2031-01-01' }));
  expect(await begins(pause)).toEqual(['paused']);
});

it('begins nothing with a change that is refused, and nothing twice with one that is sent twice', async () => {
  const { id, version } = await customer();
  const send = (values: object, key?: string) =>
    admin.send('PATCH', `${CUSTOMERS}/${id}`, { version, values }, key ? { 'idempotency-key': key } : undefined);
  expect(await begins(() => send({ notes: 'x', region: 'nowhere' }))).toEqual([]);
  const both = async () => [await ok(send({ notes: 'y' }, KEY)), await ok(send({ notes: 'y' }, KEY))];
  expect(await begins(both)).toEqual(['noted']);
});
