import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(() => close?.());

const make = async (name: string, parent: string | null = null) =>
  (await admin.send('POST', '/departments', { name, parent })).body.id as string;
const change = (id: string, body: object) => admin.send('PATCH', `/departments/${id}`, body);
const remove = async (id: string) => {
  const { status, body } = await admin.send('DELETE', `/departments/${id}`);
  return status === 200 ? 'gone' : body.issues[0].code;
};
const pathOf = async (id: string) =>
  (await server.pool.query('select path::text[] as path from pipewright.department where id = $1', [id])).rows[0]?.path;
/** Departments whose path is not that of their parent with themselves behind it. */
const astray = async () =>
  (
    await server.pool.query(
      `select d.name from pipewright.department d left join pipewright.department p on p.id = d.parent where d.path <> coalesce(p.path, '{}'::uuid[]) || d.id`,
    )
  ).rows;

describe('a department', () => {
  it('moves with all that stands under it, is called otherwise and led by somebody else in one step', async () => {
    const [a, b] = [await make('A'), await make('B')];
    const inner = await make('Inner', a);
    const leaf = await make('Leaf', inner);
    const { people } = (await admin.get('/people')).body;
    expect((await change(inner, { name: 'Renamed', parent: b, manager: people[0].id })).status).toBe(200);
    expect([await pathOf(leaf), await pathOf(a)]).toEqual([[b, inner, leaf], [a]]);
    const found = (await admin.get('/departments')).body.departments.find((each: { id: string }) => each.id === inner);
    expect(found).toEqual({ id: inner, name: 'Renamed', parent: b, manager: people[0].id });
    expect((await change(inner, { parent: null })).status).toBe(200);
    expect([await pathOf(leaf), await astray()]).toEqual([[inner, leaf], []]);
  });

  it('never stands under itself, whoever moves what at the same moment', async () => {
    const [a, b] = [await make('X'), await make('Y')];
    const inner = await make('Z', a);
    for (const parent of [a, inner]) expect((await change(a, { parent })).body.issues[0].code).toBe('department.cycle');
    const both = await Promise.all([change(a, { parent: b }), change(b, { parent: inner })]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await astray()).toEqual([]);
  });

  it('is deleted where nothing belongs to it, and says what does otherwise', async () => {
    const top = await make('Top');
    const inner = await make('Low', top);
    expect(await remove(top)).toBe('department.children');
    const { user } = (await admin.get('/me')).body;
    const home = (await server.pool.query('select department from pipewright.person where user_id = $1', [user])).rows[0].department;
    await admin.send('PATCH', `/people/${user}`, { department: inner });
    expect(await remove(inner)).toBe('department.people');
    const made = await admin.send('POST', '/apps/opportunity/records/customer', { values: { name: 'Held' } });
    expect(made.status).toBe(201);
    await server.pool.query('update pipewright.person set department = $2 where user_id = $1', [user, home]);
    expect(await remove(inner)).toBe('department.records');
    await admin.send('PATCH', `/people/${user}`, { department: home });
    expect([await remove(inner), await remove(top)]).toEqual(['gone', 'gone']);
  });
});
