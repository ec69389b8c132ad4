import type { RecordJson } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { refuses } from '../../../test/support/refusals.ts';
import type { RunningServer } from '../running/server.ts';

const NOBODY = '01980000-0000-7000-8000-0000000000ff';
const at = `/apps/opportunity/records/opportunity/${NOBODY}/look`;
refuses('looking as somebody else', [
  ['nobody', 'POST', at, { person: 'x' }, 401, 'signin.needed'],
  ['sales', 'POST', at, { person: 'x' }, 403, 'denied.admin'],
  ['stranger', 'POST', at, { person: 'x' }, 404, 'unknown.app'],
  ['admin', 'POST', at, { person: 'x' }, 404, 'unknown.record'],
  ['admin', 'POST', at, {}, 422, 'body.shape', 'person'],
]);

describe('a record as another person sees it', () => {
  let server: RunningServer;
  let close: () => Promise<void>;
  let [admin, sales]: TestClient[] = [];
  const user: Record<string, string> = {};
  const records = '/apps/opportunity/records/opportunity';
  beforeAll(async () => {
    ({ server, close } = await freshServer('demo'));
    [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
    const { rows } = await server.pool.query<{ id: string; name: string }>(`select id, split_part(email, '@', 1) as name from auth."user"`);
    for (const { id, name } of rows) user[name] = id;
  });
  afterAll(() => close?.());
  const as = (client: TestClient | undefined) => client as TestClient;
  const oneOf = async (rule: string): Promise<string> => {
    const filter = { [rule]: [{ var: 'owner' }, user.sales as string] };
    return (await as(admin).get(records, { filter, limit: '1' })).body.records[0].id;
  };
  const look = (id: string, person: string | undefined) => as(admin).send('POST', `${records}/${id}/look`, { person });

  it('is what that person reads, to the letter', async () => {
    const id = await oneOf('==');
    const { status, body } = await look(id, user.sales);
    const own: RecordJson = (await as(sales).get(`${records}/${id}`)).body;
    expect([status, body.role, body.surroundings['user.id']]).toEqual([200, 'sales', user.sales]);
    expect(body.record).toEqual(own);
    expect(body.record).not.toHaveProperty('floor_price');
    expect((await as(admin).get(`${records}/${id}`)).body).toHaveProperty('floor_price');
  });

  it('is none where that person does not see it, and changes nothing', async () => {
    const id = await oneOf('!=');
    const before = (await as(admin).get(`${records}/${id}`)).body;
    expect((await look(id, user.sales)).body).toMatchObject({ record: null, role: 'sales' });
    expect((await as(admin).get(`${records}/${id}`)).body).toEqual(before);
    expect((await as(admin).get(`${records}/${id}/history`)).body.entries.every((each: { by?: string }) => each.by !== 'look')).toBe(true);
  });

  it('is refused for who has no role in the app', async () => {
    const answer = await look(await oneOf('=='), 'nobody');
    expect([answer.status, answer.body.issues?.[0]?.code, answer.body.issues?.[0]?.path]).toEqual([422, 'unknown.person', 'person']);
  });
});
