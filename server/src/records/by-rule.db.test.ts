import type { App, ByRule, Field } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { importEnd, stageFile } from '../../../test/support/importing.ts';
import type { RunningServer } from '../running/server.ts';

const app = '/apps/opportunity';
const customers = `${app}/records/customer`;
const contacts = `${app}/records/contact`;
const name = (en: string) => ({ en, 'zh-CN': en });
const options = ['s', 'm', 'l'].map((key) => ({ key, name: name(key.toUpperCase()) }));
const atLeast = (staff: number) => ({ '>=': [{ var: 'employees' }, staff] });
const SIZE: ByRule = {
  rows: [
    { key: 'huge', name: name('Huge'), when: atLeast(1000), value: 'l' },
    { key: 'some', name: name('Some'), when: atLeast(10), value: 'm' },
  ],
  otherwise: 's',
  mayOverride: true,
  reason: true,
};
const OF_LARGE: ByRule = {
  rows: [{ key: 'large', name: name('Large'), when: { '==': [{ var: 'customer.size' }, 'l'] }, value: 'l' }],
  otherwise: 's',
};
let server: RunningServer;
let close: () => Promise<void>;
let [admin, sales]: TestClient[] = [];

/** Publishes the demo's definition after a change. */
async function design(change: (document: App) => void): Promise<void> {
  const { definition, revision, version } = (await admin?.get(`${app}/draft`))?.body ?? {};
  change(definition);
  const saved = await admin?.send('PUT', `${app}/draft`, { revision, definition });
  const made = await admin?.send('POST', `${app}/publish`, { base: version, revision: saved?.body.revision });
  expect([made?.status, made?.body.issues]).toEqual([200, undefined]);
}
const fieldsOf = ({ entities }: App, key: string) => entities.find((each) => each.key === key)?.fields as Field[];

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  await design((document) => {
    fieldsOf(document, 'customer').push({ key: 'size', type: 'choice', name: name('Size'), options, byRule: SIZE });
    fieldsOf(document, 'contact').push({ key: 'rank', type: 'choice', name: name('Rank'), options, byRule: OF_LARGE });
  });
});
afterAll(() => close?.());

let made = 0;
const create = (values: object, client = sales) => {
  made += 1;
  return (client as TestClient).send('POST', customers, { values: { name: `By rule ${made}`, ...values } });
};
const patch = async (id: string, values: object, client = sales) => {
  const { version } = (await (client as TestClient).get(`${customers}/${id}`)).body;
  return (client as TestClient).send('PATCH', `${customers}/${id}`, { version, values });
};
const sizeOf = async (id: string) => {
  const found = await server.pool.query('select size, size__set as said, size__reason as why from app_opportunity.customer where id = $1', [
    id,
  ]);
  return Object.values(found.rows[0]);
};

describe('a field by rule', () => {
  it('is worked out as a record is made and as what the rule reads changes, and not otherwise', async () => {
    const { body } = await create({ employees: 1200 });
    expect(body.size).toBe('l');
    expect((await patch(body.id, { employees: 20 })).body.size).toBe('m');
    await server.pool.query(`update app_opportunity.customer set size = 'l' where id = $1`, [body.id]);
    expect((await patch(body.id, { notes: 'x' })).body.size).toBe('l');
    expect((await patch(body.id, { employees: null })).body.size).toBe('s');
  });

  it('is another with a reason, until that is taken back', async () => {
    const refused = await create({ employees: 5, size: 'l' });
    expect([refused.status, refused.body.issues[0].path]).toEqual([422, 'size__reason']);
    const { body } = await create({ employees: 5, size: 'l', size__reason: 'Part of a group' });
    expect([body.size, body.size__set, body.size__reason]).toEqual(['l', 'l', 'Part of a group']);
    expect((await patch(body.id, { employees: 20 })).body.size).toBe('l');
    expect((await patch(body.id, { size: null })).body.size).toBe('m');
    expect(await sizeOf(body.id)).toEqual(['m', null, null]);
    expect((await create({ size: 's' })).body).toMatchObject({ size: 's', size__set: null });
    const own = await patch(body.id, { size__set: 'l' });
    expect([own.status, own.body.issues[0].code]).toEqual([422, 'unknown.field']);
  });

  it('tells its story: what it was, what it became, and why', async () => {
    const { body } = await create({ employees: 5 });
    await patch(body.id, { size: 'l', size__reason: 'Group' });
    await patch(body.id, { size: null });
    const { entries } = (await sales?.get(`${customers}/${body.id}/history`))?.body ?? {};
    expect(entries.map(({ before, after }: { before: object; after: object }) => [before, after])).toEqual([
      [
        { size: 'l', size__set: 'l', size__reason: 'Group' },
        { size: 's', size__set: null, size__reason: null },
      ],
      [
        { size: 's', size__set: null, size__reason: null },
        { size: 'l', size__set: 'l', size__reason: 'Group' },
      ],
      [{}, expect.objectContaining({ size: 's' })],
    ]);
  });

  it('counts what a reference holds as the record is written, follows it when touched, and is nobody’s to write', async () => {
    const large = (await create({ employees: 5000 })).body.id;
    const small = (await create({ employees: 1 })).body.id;
    const { body } = (await sales?.send('POST', contacts, { values: { name: 'P', customer: large } })) ?? {};
    expect(body.rank).toBe('l');
    await patch(large, { employees: 1 });
    expect((await sales?.get(`${contacts}/${body.id}`))?.body.rank).toBe('l');
    const moved = await sales?.send('PATCH', `${contacts}/${body.id}`, { version: 1, values: { customer: small } });
    expect(moved?.body.rank).toBe('s');
    const said = await admin?.send('PATCH', `${contacts}/${body.id}`, { version: 2, values: { rank: 'l' } });
    expect([said?.status, said?.body.issues[0].code]).toEqual([403, 'field.readonly']);
  });

  it('is the same by bulk and by import, where the file itself is why it is another', async () => {
    const ids = [(await create({ employees: 5 })).body.id, (await create({ employees: 6 })).body.id];
    const bulk = await sales?.send('POST', `${customers}/together`, { records: ids, values: { employees: 50 } });
    expect([bulk?.status, bulk?.body.done]).toEqual([200, 2]);
    expect(await Promise.all(ids.map(sizeOf))).toEqual([
      ['m', null, null],
      ['m', null, null],
    ]);
    const csv = 'Name,Staff,Size\nFile one,2000,\nFile two,2000,S\n';
    const { id } = await stageFile(admin as TestClient, `${app}/imports/customer`, csv);
    const mapping = { targets: { name: { column: 'Name' }, employees: { column: 'Staff' }, size: { column: 'Size' } } };
    const begun = await admin?.send('POST', `${app}/imports/${id}/run`, mapping);
    expect(begun?.status).toBeLessThan(300);
    await importEnd(admin as TestClient, `${app}/imports/${id}`);
    const found = await server.pool.query(
      `select name, size, size__set as said from app_opportunity.customer where name like 'File %' order by name`,
    );
    expect(found.rows).toEqual([
      { name: 'File one', size: 'l', said: null },
      { name: 'File two', size: 's', said: 's' },
    ]);
  });

  it('hides with it what stands beside it', async () => {
    await design(({ roles }) => roles.find(({ key }) => key === 'sales')?.grants.customer?.hidden.push('size'));
    const { body } = await create({ employees: 5 });
    expect(Object.keys(body).filter((key) => key.startsWith('size'))).toEqual([]);
    expect(await sizeOf(body.id)).toEqual(['s', null, null]);
    const { body: view } = (await sales?.get(`${app}`)) ?? {};
    expect(JSON.stringify(view)).not.toContain('size__');
  });
});
