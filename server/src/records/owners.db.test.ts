import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { importEnd, stageFile } from '../../../test/support/importing.ts';
import { tellOwners } from '../notices/tell-owners.ts';
import type { RunningServer } from '../running/server.ts';
import { announced } from './announced.ts';

const APP = '/apps/opportunity';
const [customers, deals] = [`${APP}/records/customer`, `${APP}/records/opportunity`];
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let manager: TestClient;
let sales: TestClient;
const user: Record<string, string> = {};
const nameOf: Record<string, string> = {};
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const sign = (name: string) => clientFor(server, `${name}@demo.local`);
  [admin, manager, sales] = [await sign('admin'), await sign('manager'), await sign('sales')];
  const { rows } = await server.pool.query<{ id: string; login: string; name: string }>(
    `select u.id, split_part(u.email, '@', 1) as login, p.name from auth."user" u join pipewright.person p on p.user_id = u.id`,
  );
  for (const { id, login, name } of rows) [user[login], nameOf[login]] = [id, name];
});
afterAll(() => close?.());
beforeEach(() => server.pool.query('delete from pipewright.notice'));

/** Who was told what of which record, or of how many, and of whom it speaks. */
async function told(): Promise<string[]> {
  type Kept = { person: string; kind: string; record: string | null; words: { count?: number; person?: string } };
  const { rows } = await server.pool.query<Kept>('select person, kind, record::text, words from pipewright.notice');
  const login = (id: string | undefined) => Object.keys(user).find((each) => user[each] === id) ?? '-';
  return rows.map(({ person, kind, record, words }) => `${login(person)} ${kind} ${record ?? words.count} ${login(words.person)}`).sort();
}
const make = async (owner: string, name = 'Firm') => {
  const { id } = (await admin.send('POST', customers, { values: { name, owner: user[owner] }, duplicates: 'accepted' })).body;
  await server.pool.query('delete from pipewright.notice');
  return id as string;
};
const edit = (who: TestClient, id: string, version: number, values: object, headers = {}) =>
  who.send('PATCH', `${customers}/${id}`, { version, values }, headers);

describe('an owner that is changed', () => {
  it('in a form, a cell or a group that a card is dragged to is told to both sides, once', async () => {
    const id = await make('sales');
    const key = { 'idempotency-key': 'owner-changed-once' };
    expect((await edit(admin, id, 1, { owner: user.manager, notes: 'x' }, key)).status).toBe(200);
    expect((await edit(admin, id, 1, { owner: user.manager, notes: 'x' }, key)).status).toBe(200);
    expect(await told()).toEqual([`manager assigned ${id} -`, `sales released ${id} manager`]);
    expect((await manager.get(`${APP}/notices`)).body.notices[0]).toMatchObject({
      kind: 'assigned',
      by: { id: user.admin },
      about: { title: 'Firm' },
    });
    await edit(admin, id, 2, { owner: user.manager, notes: 'y' });
    await edit(admin, id, 3, { notes: 'z' });
    expect(await told()).toHaveLength(2);
    const own = await make('sales');
    await edit(sales, own, 1, { owner: user.manager });
    expect(await told()).toEqual([`manager assigned ${own} -`]);
  });

  it('with a move is told as well', async () => {
    const filter = { and: [{ '==': [{ var: 'owner' }, user.sales] }, { '==': [{ var: 'status' }, 'open'] }] };
    const { id, version } = (await admin.get(deals, { filter, limit: 1 })).body.records[0];
    const moved = await admin.send('POST', `${deals}/${id}/move`, {
      version,
      status: 'lost',
      values: { lost_reason: 'price', owner: user.manager },
    });
    expect([moved.status, await told()]).toEqual([200, [`manager assigned ${id} -`, `sales released ${id} manager`]]);
  });

  it('by who takes it over or lets it go is told to the former one alone; a record that is made for somebody to that person', async () => {
    const id = await make('sales');
    await edit(admin, id, 1, { owner: user.admin });
    expect(await told()).toEqual([`sales released ${id} admin`]);
    await edit(admin, id, 2, { owner: null });
    await edit(admin, id, 3, { owner: user.sales });
    await edit(admin, id, 4, { owner: null });
    expect(await told()).toEqual([`sales assigned ${id} -`, `sales released ${id} -`, `sales released ${id} admin`]);
    const made = await admin.send('POST', customers, { values: { name: 'For you', owner: user.manager } });
    await admin.send('POST', customers, { values: { name: 'Mine', owner: user.admin } });
    expect(await told()).toContain(`manager assigned ${made.body.id} -`);
    expect(await told()).toHaveLength(4);
  });

  it('is told to nobody where the change is refused', async () => {
    const id = await make('sales');
    const late = await edit(admin, id, 9, { owner: user.manager });
    const wrong = await edit(admin, id, 1, { owner: user.manager, name: '' });
    expect([late.status, wrong.status, await told()]).toEqual([409, 422, []]);
  });

  it('is nobody who could not see the record, whichever way it is changed', async () => {
    const { id: stranger } = (await admin.send('POST', '/people', { name: 'No role here' })).body;
    const id = await make('sales');
    const refused = [
      await edit(admin, id, 1, { owner: stranger }),
      await admin.send('POST', customers, { values: { name: 'Lost', owner: stranger } }),
    ];
    for (const { status, body } of refused)
      expect([status, body.issues.map((each: { path: string; code: string }) => `${each.path} ${each.code}`)]).toEqual([
        422,
        ['owner share.role'],
      ]);
    expect((await admin.get(`${customers}/${id}`)).body).toMatchObject({ owner: user.sales, version: 1 });
  });

  it('in many records is told once with the number, also where they go on in another request', async () => {
    const [a, b, c] = [await make('sales', 'A'), await make('manager', 'B'), await make('sales', 'C')];
    const together = (records: (string | undefined)[]) =>
      admin.send('POST', `${customers}/together`, { records, values: { owner: user.manager }, run: 'r'.repeat(20) });
    await together([a, b]);
    await together([c]);
    expect(await told()).toEqual(['manager assignedMany 2 -', 'sales releasedMany 2 manager']);
  });

  it('by an import is told once to each with the number, whatever runs side by side; a preview tells nobody', async () => {
    const owners = ['sales', 'manager', 'admin'];
    const lines = Array.from({ length: 1800 }, (_, n) => `Imported ${n},${nameOf[owners[n % 3] as string]}`);
    const staged = await stageFile(admin, `${APP}/imports/customer`, ['name,owner', ...lines].join('\n'));
    const mapping = { targets: { name: { column: 'name' }, owner: { column: 'owner' } } };
    await admin.send('POST', `${APP}/imports/${staged.id}/preview`, mapping);
    expect(await told()).toEqual([]);
    expect((await admin.send('POST', `${APP}/imports/${staged.id}/run`, mapping)).status).toBe(202);
    expect(await importEnd(admin, `${APP}/imports/${staged.id}`)).toMatchObject({ state: 'done', done: 1800 });
    expect(await told()).toEqual(['manager assignedMany 600 -', 'sales assignedMany 600 -']);
  });

  it('in goes that are made at the same time is told as one; in records that go to several people, of none of these', async () => {
    const place = { app: 'opportunity', entity: 'customer', by: null };
    const tell = (handed: Parameters<typeof tellOwners>[2], telling: Parameters<typeof tellOwners>[3]) =>
      announced(server, async (db, announce) => {
        await tellOwners(db, place, handed, telling, announce);
        await new Promise((resolve) => setTimeout(resolve, 50));
      });
    const given = (to: string, count: number) => ({ record: null, from: user.sales as string, to: user[to] as string, count });
    await Promise.all([1, 2, 3].map((count) => tell([given('manager', count)], { many: true, run: 'the same run' })));
    expect(await told()).toEqual(['manager assignedMany 6 -', 'sales releasedMany 6 manager']);
    await server.pool.query('delete from pipewright.notice');
    await tell([given('manager', 1), given('admin', 2)], {});
    expect(await told()).toEqual(['admin assignedMany 2 -', 'manager assignedMany 1 -', 'sales releasedMany 3 -']);
  });
});
