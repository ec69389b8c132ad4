import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';

let stage: Awaited<ReturnType<typeof freshServer>>;
let admin: TestClient;
let manager: TestClient;
let sales: TestClient;
beforeAll(async () => {
  stage = await freshServer('demo');
  const client = (name: string) => clientFor(stage.server, `${name}@demo.local`);
  [admin, manager, sales] = await Promise.all([client('admin'), client('manager'), client('sales')]);
});
afterAll(() => stage?.close());

const at = '/apps/opportunity/views';
const named = (name: string, more: object = {}) => ({
  key: 'own',
  name: { en: name, 'zh-CN': name },
  columns: ['name', 'amount'],
  ...more,
});
const keep = async (client: TestClient, view: object, audience?: object) => {
  const { status, body } = await client.send('POST', at, { entity: 'opportunity', view, ...(audience ? { audience } : {}) });
  expect(status).toBe(201);
  return body.id as string;
};
interface Seen {
  id: string;
  view: { name: { en: string }; columns: string[]; sort?: string };
  mine: boolean;
  audience?: object;
}
const seen = async (client: TestClient): Promise<Seen[]> => (await client.get(at)).body.views;
const names = async (client: TestClient) => (await seen(client)).map(({ view }) => view.name.en);
const refusal = async (answer: Promise<{ status: number; body: { issues: { code: string }[] } }>) => {
  const { status, body } = await answer;
  return [status, body.issues[0]?.code];
};

describe('views that are kept', () => {
  it('are seen by whoever they are kept for, and changed by whoever keeps them', async () => {
    const own = await keep(sales, named('Own'));
    const forRole = await keep(admin, named('For sales'), { role: 'sales' });
    const forAll = await keep(admin, named('For all'), {});
    expect([await names(sales), await names(manager)]).toEqual([['Own', 'For sales', 'For all'], ['For all']]);
    expect((await seen(sales)).map(({ mine, audience }) => [mine, audience])).toEqual([
      [true, undefined],
      [false, { role: 'sales' }],
      [false, {}],
    ]);
    expect((await seen(admin)).map(({ mine }) => mine)).toEqual([true, true]);
    const changed = { view: named('Changed') };
    for (const id of [forRole, forAll]) {
      expect(await refusal(sales.send('PUT', `${at}/${id}`, changed))).toEqual([404, 'unknown.record']);
      expect(await refusal(sales.send('DELETE', `${at}/${id}`))).toEqual([404, 'unknown.record']);
    }
    // An administrator does not get at what people keep for themselves.
    expect(await refusal(admin.send('PUT', `${at}/${own}`, changed))).toEqual([404, 'unknown.record']);
    expect((await sales.send('PUT', `${at}/${own}`, changed)).status).toBe(200);
    expect(await names(sales)).toEqual(['Changed', 'For sales', 'For all']);
  });

  it('are shown to others by administrators alone, and to roles that there are', async () => {
    const body = { entity: 'opportunity', view: named('Mine') };
    expect(await refusal(sales.send('POST', at, { ...body, audience: {} }))).toEqual([403, 'denied.admin']);
    expect(await refusal(sales.send('POST', at, { ...body, audience: { role: 'sales' } }))).toEqual([403, 'denied.admin']);
    const [own] = await seen(sales);
    expect(await refusal(sales.send('PUT', `${at}/${own?.id}`, { view: named('Mine'), audience: {} }))).toEqual([403, 'denied.admin']);
    expect(await refusal(admin.send('POST', at, { ...body, audience: { role: 'nothing' } }))).toEqual([422, 'unknown.role']);
  });

  it('say nothing of what their reader may not know', async () => {
    await keep(admin, named('Too cheap', { filter: { '<': [{ var: 'amount' }, { var: 'floor_price' }] } }), {});
    await keep(admin, named('Floors', { columns: ['name', 'floor_price'], sort: '-floor_price,name' }), {});
    expect(await names(sales)).not.toContain('Too cheap');
    expect(await names(manager)).toContain('Too cheap');
    const floors = (await seen(sales)).find(({ view }) => view.name.en === 'Floors')?.view;
    expect(floors).toEqual(named('Floors', { columns: ['name'], sort: 'name' }));
  });

  it('stand in the order their keepers put them in', async () => {
    const second = await keep(sales, named('Second'));
    const [first] = await seen(sales);
    expect((await sales.send('PUT', at, { ids: [second, first?.id] })).status).toBe(200);
    expect((await names(sales)).slice(0, 2)).toEqual(['Second', 'Changed']);
    const before = await names(manager);
    const shared = (await seen(manager)).map(({ id }) => id);
    await sales.send('PUT', at, { ids: shared.toReversed() });
    expect(await names(manager)).toEqual(before);
    await admin.send('PUT', at, { ids: shared.toReversed() });
    expect(await names(manager)).toEqual(before.toReversed());
  });

  it('go by the hand of an administrator, whoever made them', async () => {
    const gone = (await seen(admin)).find(({ view }) => view.name.en === 'For all');
    expect((await admin.send('DELETE', `${at}/${gone?.id}`)).status).toBe(200);
    expect(await names(manager)).not.toContain('For all');
  });
});
