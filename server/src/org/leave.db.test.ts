import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';
import { resumeLeaving } from './leave.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
const id = async (email: string) => (await server.pool.query('select id from auth."user" where email = $1', [email])).rows[0].id as string;
let [sales, manager, boss] = ['', '', ''];
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  [sales, manager, boss] = [await id('sales@demo.local'), await id('manager@demo.local'), await id('admin@demo.local')];
});
afterAll(() => close?.());

/** What is left of a person: open records, and all else that is somebody's. */
async function left(user: string): Promise<number> {
  const { rows } = await server.pool.query<{ n: number }>(
    `select (select count(*) from app_opportunity.opportunity where owner = $1 and status not in ('won', 'lost', 'void'))
       + (select count(*) from app_opportunity.customer where owner = $1) + (select count(*) from app_opportunity.contact where owner = $1)
       + (select count(*) from pipewright.saved_view where owner = $1) + (select count(*) from pipewright.member where user_id = $1)
       + (select count(*) from pipewright.token where user_id = $1) + (select count(*) from auth.session where "userId" = $1)
       + (select count(*) from pipewright.department where manager = $1) + (select count(*) from pipewright.invitation where user_id = $1) as n`,
    [user],
  );
  return Number(rows[0]?.n);
}
const told = async () =>
  (
    await server.pool.query<{ n: string; actors: string[] }>(
      `select count(*) as n, array_agg(distinct actor) as actors from app_opportunity._ledger where cause = jsonb_build_object('by', 'leave', 'person', $1::text)`,
      [sales],
    )
  ).rows[0];

describe('somebody who leaves', () => {
  it('is not let go while nobody takes over, or by who could not see the records', async () => {
    const code = async (to: string | null) => (await admin.send('POST', `/people/${sales}/leave`, { to })).body.issues[0]?.code;
    const { id: fresh } = (await admin.send('POST', '/people', { name: 'Fresh' })).body;
    expect([await code(null), await code(fresh), await code(sales)]).toEqual(['leave.heir', 'leave.heir_role', 'leave.heir_unknown']);
    expect((await server.pool.query('select active, leaving from pipewright.person where user_id = $1', [sales])).rows).toEqual([
      { active: true, leaving: null },
    ]);
  });

  it('leaves nothing open behind: all goes to who takes over, the ledger tells by whom and why, and what is closed stays', async () => {
    const own = await clientFor(server, 'sales@demo.local');
    await own.send('POST', '/account/tokens', { name: 'x', app: 'opportunity', writes: false, days: 3 });
    const view = { key: 'v', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] };
    await own.send('POST', '/apps/opportunity/views', { entity: 'customer', view });
    await server.pool.query(
      'update pipewright.department set manager = $1 where id = (select department from pipewright.person where user_id = $2)',
      [manager, sales],
    );
    const counted = (await admin.get(`/people/${sales}/belongings`)).body;
    const sum = counted.records.reduce((n: number, each: { count: number }) => n + each.count, 0);
    expect([sum > 10, counted.views, counted.tokens, counted.roles, counted.heir]).toEqual([true, 1, 1, 1, manager]);
    const closed = `select count(*)::int as n from app_opportunity.opportunity where owner = $1 and status in ('won', 'lost', 'void')`;
    const before = (await server.pool.query(closed, [sales])).rows;
    expect((await admin.send('POST', `/people/${sales}/leave`, { to: manager })).status).toBe(200);
    await server.afterwards.settled();
    expect(await left(sales)).toBe(0);
    expect(await told()).toEqual({ n: String(sum), actors: [boss] });
    expect((await server.pool.query(closed, [sales])).rows).toEqual(before);
    expect((await own.get('/me')).status).toBe(401);
    const { rows } = await server.pool.query(
      `select count(*)::int as n from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner
       where o.department is distinct from p.department or o.version <> (select max(record_version) from app_opportunity._ledger l where l.record = o.id)`,
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect((await server.pool.query(`select owner from pipewright.saved_view where definition->'name'->>'en' = 'Mine'`)).rows).toEqual([
      { owner: manager },
    ]);
  });

  it('is told once: asked again it has left, nothing is handed over twice, and no record comes to belong to it', async () => {
    const before = await told();
    expect((await admin.send('POST', `/people/${sales}/leave`, { to: manager })).body.issues[0].code).toBe('leave.left');
    await resumeLeaving(server);
    expect(await told()).toEqual(before);
    const made = await admin.send('POST', '/apps/opportunity/records/customer', { values: { name: 'New', owner: sales } });
    expect([made.status, made.body.issues.map((each: { path: string; code: string }) => `${each.path} ${each.code}`)]).toEqual([
      422,
      expect.arrayContaining(['owner value.person']),
    ]);
  });

  it('gets no record that was judged before and is written after', async () => {
    const leaver = (await admin.send('POST', '/people', { name: 'Just now' })).body.id;
    const client = await server.pool.connect();
    await client.query('begin');
    await client.query('update pipewright.person set active = false where user_id = $1', [leaver]);
    // It waits for the person, who is somebody who left when it goes on.
    const writing = admin.send('POST', '/apps/opportunity/records/customer', { values: { name: 'At last', owner: leaver } });
    await expect
      .poll(
        async () =>
          (await server.pool.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`))
            .rowCount,
      )
      .toBe(1);
    await client.query('commit');
    client.release();
    expect([(await writing).status >= 400, await left(leaver)]).toEqual([true, 0]);
  });

  it('may come back, without roles and sessions', async () => {
    expect((await admin.send('PATCH', `/people/${sales}`, { active: true })).status).toBe(200);
    const again = await clientFor(server, 'sales@demo.local');
    expect((await again.get('/apps')).body.apps).toEqual([]);
  });
});

describe('a hand-over that was interrupted', () => {
  it('is gone on with at the next start, and nothing is done twice', async () => {
    const users = (
      await server.pool.query<{ owner: string }>(
        `select owner, count(*) from app_opportunity.customer where owner <> all($1) group by 1 order by 2 desc`,
        [[manager, boss]],
      )
    ).rows;
    const user = users[0]?.owner ?? '';
    expect(await left(user)).toBeGreaterThan(5);
    // As a stop leaves it: out, and one table handed over.
    await server.pool.query(
      `update pipewright.person set active = false, leaving = jsonb_build_object('to', $2::text, 'by', $3::text) where user_id = $1`,
      [user, manager, boss],
    );
    const seen = (await admin.get('/team')).body.people.find((each: { id: string }) => each.id === user);
    expect(seen.state).toBe('leaving');
    await Promise.all([resumeLeaving(server), resumeLeaving(server)]);
    expect(await left(user)).toBe(0);
    const twice = await server.pool.query(
      `select record from app_opportunity._ledger where cause->>'by' = 'leave' and cause->>'person' = $1 group by 1 having count(*) > 1`,
      [user],
    );
    expect(twice.rows).toEqual([]);
    expect((await server.pool.query('select leaving from pipewright.person where user_id = $1', [user])).rows).toEqual([{ leaving: null }]);
  });

  it('can be gone on with by the screen', async () => {
    const { id: user } = (await admin.send('POST', '/people', { name: 'Half' })).body;
    await server.pool.query(`update pipewright.person set active = false, leaving = '{"to": null, "by": "nobody"}' where user_id = $1`, [
      user,
    ]);
    expect((await admin.send('POST', `/people/${user}/leave`, { to: null })).status).toBe(200);
    await server.afterwards.settled();
    expect((await admin.get('/team')).body.people.find((each: { id: string }) => each.id === user).state).toBe('left');
  });
});

describe('the last administrator', () => {
  it('cannot leave, nor be one no more, until another one signs in; of two who let go of it at once one stays', async () => {
    expect((await admin.send('POST', `/people/${boss}/leave`, { to: manager })).body.issues[0].code).toBe('leave.self');
    expect((await admin.send('PATCH', `/people/${boss}`, { admin: false })).body.issues[0].code).toBe('leave.last_admin');
    expect((await admin.send('PATCH', `/people/${manager}`, { admin: true })).status).toBe(200);
    const other = await clientFor(server, 'manager@demo.local');
    expect((await other.send('POST', `/people/${boss}/leave`, { to: manager })).body.issues[0].code).toBe('leave.last_app_admin');
    const both = await Promise.all([
      admin.send('PATCH', `/people/${manager}`, { admin: false }),
      other.send('PATCH', `/people/${boss}`, { admin: false }),
    ]);
    expect(both.map(({ status }) => status).sort()[0]).toBe(200);
    const { rows } = await server.pool.query('select count(*)::int as n from pipewright.person where installation_admin and active');
    expect(rows).toEqual([{ n: 1 }]);
  });
});
