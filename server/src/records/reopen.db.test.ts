import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';

let server: RunningServer;
let close: () => Promise<void>;
let [admin, manager]: TestClient[] = [];
const user: Record<string, string> = {};
const at = '/apps/opportunity/records/opportunity';
/** The closed records of the sales person, who has left. */
let closed: { id: string; version: number }[] = [];
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, manager] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'manager@demo.local')];
  const { rows } = await server.pool.query<{ id: string; name: string }>(`select id, split_part(email, '@', 1) as name from auth."user"`);
  for (const { id, name } of rows) user[name] = id;
  expect((await admin.send('POST', `/people/${user.sales}/leave`, { to: user.manager })).status).toBe(200);
  await server.afterwards.settled();
  ({ rows: closed } = await server.pool.query(
    `select id::text, version from app_opportunity.opportunity where owner = $1 and status = 'lost' and deleted_at is null order by id`,
    [user.sales],
  ));
});
afterAll(() => close?.());

const reopen = async (client: TestClient | undefined, { id, version }: { id: string; version: number }, more: object = {}) => {
  const reasons = (await (admin as TestClient).get('/apps/opportunity/definition')).body.app.entities.find(
    ({ key }: { key: string }) => key === 'opportunity',
  ).process.statuses?.reopen?.reasons;
  return (client as TestClient).send('POST', `${at}/${id}/move`, { version, status: 'open', reason: reasons?.[0]?.key, ...more });
};
const openOfLeavers = async () =>
  (
    await server.pool.query(
      `select o.id from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner
       where not p.active and o.status not in ('won', 'lost', 'void')`,
    )
  ).rows;

describe('a closed record of somebody who has left', () => {
  it('goes to whoever opens it again, which its story tells', async () => {
    expect(closed.length).toBeGreaterThan(3);
    const [first] = closed;
    const { status, body } = await reopen(manager, first as never);
    expect([status, body.status, body.owner]).toEqual([200, 'open', user.manager]);
    const { entries } = (await (manager as TestClient).get(`${at}/${first?.id}/history`)).body;
    expect([entries[0].before.owner, entries[0].after.owner, entries[0].after.status]).toEqual([user.sales, user.manager, 'open']);
    const { rows } = await server.pool.query(
      'select o.department = p.department as same from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner where o.id = $1',
      [first?.id],
    );
    expect(rows).toEqual([{ same: true }]);
  });

  it('goes to who is named with it, and never to who has left', async () => {
    const [, second, third] = closed;
    expect((await reopen(manager, second as never, { values: { owner: user.admin } })).status).toBe(200);
    expect((await (admin as TestClient).get(`${at}/${second?.id}`)).body.owner).toBe(user.admin);
    const refused = await reopen(manager, third as never, { values: { owner: user.sales } });
    expect([refused.status, refused.body.issues[0].path, refused.body.issues[0].code]).toEqual([422, 'owner', 'value.person']);
    expect(await openOfLeavers()).toEqual([]);
  });

  it('stays with who closed it while it is closed, deleted, restored or edited', async () => {
    const record = closed[3] as { id: string; version: number };
    await (admin as TestClient).send('DELETE', `${at}/${record.id}`);
    const { body: back } = await (admin as TestClient).send('POST', `${at}/${record.id}/restore`, { version: record.version + 1 });
    expect([back.owner, back.status]).toEqual([user.sales, 'lost']);
    const { body } = await (admin as TestClient).send('PATCH', `${at}/${record.id}`, {
      version: back.version,
      values: { next_step: 'None' },
    });
    expect(body.owner).toBe(user.sales);
  });

  it('comes to belong to nobody who leaves while it is opened', async () => {
    const { rows } = await server.pool.query<{ id: string; version: number; owner: string }>(
      `select o.id::text, o.version, o.owner from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner and p.active
       where o.owner <> all($1) and o.status = 'lost' and o.deleted_at is null limit 1`,
      [[user.admin, user.manager]],
    );
    const mine = rows[0] as (typeof rows)[number];
    const client = await server.pool.connect();
    await client.query('begin');
    await client.query('update pipewright.person set active = false where user_id = $1', [mine.owner]);
    // It waits for its owner, who is somebody who left when it goes on.
    const opening = reopen(admin, mine);
    await expect
      .poll(
        async () =>
          (await server.pool.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`))
            .rowCount,
      )
      .toBeGreaterThan(0);
    await client.query('commit');
    client.release();
    expect((await opening).status).not.toBe(200);
    const { body } = await reopen(admin, mine);
    expect([body.status, body.owner]).toEqual(['open', user.admin]);
    expect(await openOfLeavers()).toEqual(expect.not.arrayContaining([{ id: mine.id }]));
  });
});
