import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import type { RunningServer } from '../running/server.ts';
import { handOver } from './hand-over.ts';
import { resumeLeaving } from './leave.ts';

const RECORDS = 2300;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
const id = async (email: string) => (await server.pool.query('select id from auth."user" where email = $1', [email])).rows[0].id as string;
let [manager, boss] = ['', ''];
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  [manager, boss] = [await id('manager@demo.local'), await id('admin@demo.local')];
});
afterAll(() => close?.());

const one = async <T>(text: string, values: unknown[] = []) => (await server.pool.query(text, values)).rows[0] as T;
const role = (user: string, key: string | null) => admin.send('PUT', `/people/${user}/roles`, { app: 'opportunity', role: key });
/** Somebody with a role in the app, and with so many customers. */
async function somebody(name: string, customers = 0): Promise<string> {
  const { id: user } = (await admin.send('POST', '/people', { name })).body;
  await role(user, 'manager');
  await server.pool.query(
    `insert into app_opportunity.customer (id, name, owner) select gen_random_uuid(), $2 || ' ' || n, $1 from generate_series(1, $3::integer) n`,
    [user, `Firm of ${name}`, customers],
  );
  return user;
}
const owned = async (user: string) =>
  (await one<{ n: number }>('select count(*)::int as n from app_opportunity.customer where owner = $1', [user])).n;
const seen = async (user: string) => (await admin.get('/team')).body.people.find((each: { id: string }) => each.id === user);
const told = (user: string) =>
  one<{ notices: number; count: number }>(
    `select count(*)::int as notices, coalesce(sum((words->>'count')::int), 0)::int as count from pipewright.notice where person = $1 and kind = 'assignedMany'`,
    [user],
  );
/** How many records were handed over, and the most often that one was. */
const written = (user: string) =>
  one<{ records: number; most: number }>(
    `select count(*)::int as records, coalesce(max(n), 0)::int as most from (select count(*) as n from app_opportunity._ledger
     where cause->>'by' = 'leave' and cause->>'person' = $1 and kind = 'update' group by record) x`,
    [user],
  );
/** Lets a person go as far as the first step, as a stop right after it leaves it. */
async function begun(user: string, to: string) {
  await server.pool.query(
    `update pipewright.person set active = false, leaving = jsonb_build_object('to', $2::text, 'by', $3::text, 'at', now(), 'total', $4::integer) where user_id = $1`,
    [user, to, boss, await owned(user)],
  );
}
/** A signal that ends what it is given to after so many looks at it. */
function after(looks: number): AbortSignal {
  let seenSoFar = 0;
  return {
    get aborted() {
      seenSoFar += 1;
      return seenSoFar > looks;
    },
  } as AbortSignal;
}

describe('a hand-over of many records', () => {
  it('is answered at once and goes on by itself, told to who takes over in one notice', async () => {
    const [leaver, heir] = [await somebody('Quick', RECORDS), await somebody('Taker')];
    expect((await admin.send('POST', `/people/${leaver}/leave`, { to: heir })).status).toBe(200);
    // Nobody waits for it.
    await server.afterwards.settled();
    expect([await owned(leaver), await owned(heir)]).toEqual([0, RECORDS]);
    expect([await written(leaver), await told(heir)]).toEqual([
      { records: RECORDS, most: 1 },
      { notices: 1, count: RECORDS },
    ]);
    expect([(await seen(leaver)).state, (await seen(leaver)).handing]).toEqual(['left', null]);
  });

  it('that is stopped between says how far it is, and is gone on with by another administrator, with nothing lost and nothing done twice', async () => {
    const [leaver, heir] = [await somebody('Slow', RECORDS), await somebody('Next')];
    await begun(leaver, heir);
    await handOver(server, leaver, after(2));
    expect(await owned(leaver)).toBe(RECORDS - 1000);
    expect([(await seen(leaver)).state, (await seen(leaver)).handing]).toEqual(['leaving', { done: 1000, total: RECORDS, moving: true }]);
    const later = async (by: string) => {
      const values = [leaver, by];
      await server.pool.query(
        'update pipewright.hand_over set last_at = last_at - $2::interval, began_at = began_at - $2::interval where person = $1',
        values,
      );
      await server.pool.query(
        `update pipewright.person set leaving = jsonb_set(leaving, '{at}', to_jsonb((leaving->>'at')::timestamptz - $2::interval)) where user_id = $1`,
        values,
      );
    };
    await later('1 minute');
    expect((await seen(leaver)).handing).toEqual({ done: 1000, total: RECORDS, moving: false });
    await later('-1 minute');
    await admin.send('PATCH', `/people/${manager}`, { admin: true });
    const other = await clientFor(server, 'manager@demo.local');
    const [answer] = await Promise.all([
      other.send('POST', `/people/${leaver}/leave`, { to: null }),
      resumeLeaving(server),
      handOver(server, leaver),
    ]);
    expect(answer.status).toBe(200);
    await server.afterwards.settled();
    expect([await owned(leaver), await owned(heir)]).toEqual([0, RECORDS]);
    expect([await written(leaver), await told(heir)]).toEqual([
      { records: RECORDS, most: 1 },
      { notices: 1, count: RECORDS },
    ]);
  });

  it('whose connections are cut again and again ends all the same, each record handed over once', async () => {
    const [leaver, heir] = [await somebody('Cut', RECORDS), await somebody('Catcher')];
    await begun(leaver, heir);
    let [cuts, over] = [0, false];
    const cut = async () => {
      while (!over && cuts < 5) {
        const { rowCount } = await server.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
           and query like '%_ledger%'`,
        );
        cuts += rowCount ?? 0;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const cutting = cut();
    for (let tries = 0; tries < 30 && (await seen(leaver)).state === 'leaving'; tries += 1)
      await handOver(server, leaver).catch(() => undefined);
    over = true;
    await cutting;
    expect(cuts).toBeGreaterThan(0);
    expect([await owned(leaver), await owned(heir)]).toEqual([0, RECORDS]);
    expect([await written(leaver), await told(heir)]).toEqual([
      { records: RECORDS, most: 1 },
      { notices: 1, count: RECORDS },
    ]);
  });

  it('goes on to somebody else where who takes over leaves as well', async () => {
    const [first, second, third] = [await somebody('First', 1200), await somebody('Second', 10), await somebody('Third')];
    await begun(first, second);
    await handOver(server, first, after(1));
    expect(await owned(second)).toBe(510);
    expect((await admin.send('POST', `/people/${second}/leave`, { to: null })).body.issues[0].code).toBe('leave.heir');
    expect((await admin.send('POST', `/people/${second}/leave`, { to: third })).status).toBe(200);
    await handOver(server, first);
    await server.afterwards.settled();
    expect([await owned(first), await owned(second), await owned(third)]).toEqual([0, 0, 1210]);
    const { handOvers } = (await admin.get(`/people/${first}/hand-overs`)).body;
    expect(handOvers.map((each: { to: string; count: number }) => [each.to, each.count])).toEqual([
      ['Second', 500],
      ['Third', 700],
    ]);
  });
});

describe('what was handed over', () => {
  it('stays to be read by app and entity: how many, to whom, by whom and when; after coming back and leaving again both times', async () => {
    const [leaver, heir] = [await somebody('Twice', 3), await somebody('Keeper')];
    await admin.send('POST', `/people/${leaver}/leave`, { to: heir });
    await server.afterwards.settled();
    await admin.send('PATCH', `/people/${leaver}`, { active: true });
    await admin.send('PUT', `/people/${leaver}/roles`, { app: 'opportunity', role: 'sales' });
    expect((await admin.send('POST', '/apps/opportunity/records/customer', { values: { name: 'Back', owner: leaver } })).status).toBe(201);
    await admin.send('POST', `/people/${leaver}/leave`, { to: heir });
    await server.afterwards.settled();
    const { handOvers } = (await admin.get(`/people/${leaver}/hand-overs`)).body;
    const customer = (await admin.get('/apps/opportunity/definition')).body.app.entities.find(
      (each: { key: string }) => each.key === 'customer',
    );
    expect(handOvers.map(({ at: _, app: __, ...each }: { at: string; app: object }) => each)).toEqual(
      [1, 3].map((count) => ({ entity: customer.name, count, to: 'Keeper', by: expect.any(String) })),
    );
    expect(handOvers.every(({ at }: { at: string }) => Math.abs(Date.parse(at) - Date.now()) < 60_000)).toBe(true);
    expect((await admin.get(`/people/${heir}/hand-overs`)).body).toEqual({ handOvers: [] });
    expect((await admin.get('/people/nobody/hand-overs')).status).toBe(404);
    const sales = await clientFor(server, 'sales@demo.local');
    expect((await sales.get(`/people/${leaver}/hand-overs`)).status).toBe(403);
  });

  it('is also requests for access that wait for an answer, and those of the leaver end', async () => {
    const [leaver, heir, asker] = [await somebody('Asked', 1), await somebody('Answers'), await somebody('Asks')];
    const ask = (person: string, of: string) =>
      server.pool.query(
        `insert into pipewright.notice (id, app, person, kind, entity, record, caused_by, words)
         values (gen_random_uuid(), 'opportunity', $1, 'access', 'customer', gen_random_uuid(), $2, jsonb_build_object('person', $3::text))`,
        [person, boss, of],
      );
    await Promise.all([ask(leaver, asker), ask(leaver, heir), ask(manager, leaver)]);
    await admin.send('POST', `/people/${leaver}/leave`, { to: heir });
    await server.afterwards.settled();
    const { rows } = await server.pool.query(
      `select person, words->>'person' as of from pipewright.notice where kind = 'access' and (person = any($1) or words->>'person' = any($1))`,
      [[leaver, heir, asker]],
    );
    expect(rows).toEqual([{ person: heir, of: asker }]);
  });
});
