import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../../../test/support/client.ts';
import {
  APP,
  asAutomation,
  type Deal,
  dealsOf,
  ENTITY,
  type PoolWorld,
  poolWorld,
  SCHEMA,
  salesAndAdmin,
  wordOf,
} from '../../../test/support/pool-world.ts';
import { announced } from '../records/announced.ts';
import { assign } from './assign.ts';

const RECORDS = `/apps/${APP}/records/${ENTITY}`;
let world: PoolWorld;
let sales: TestClient;
let admin: TestClient;
let mine: Deal[];
beforeAll(async () => {
  world = await poolWorld({ grants: { sales: { claim: 'all', update: 'own' } }, process: { coolDown: 7 } });
  [sales, admin] = await salesAndAdmin(world);
  mine = await dealsOf(world, `owner = $1 and status = 'open'`, [world.user.sales]);
});
afterAll(() => world?.close());

const query = async <T>(text: string, values: unknown[] = []) => (await world.server.pool.query(text, values)).rows as T[];
const next = () => mine.pop() as Deal;
const now = async ({ id }: Deal) => (await dealsOf(world, 'id = $1', [id]))[0] as Deal;
const give = async (who: TestClient, deal: Deal, owner: string | null | undefined) => {
  const { version } = await now(deal);
  return who.send('PATCH', `${RECORDS}/${deal.id}`, { version, values: { owner } });
};
const claim = (who: TestClient, { id }: Deal) => who.send('POST', `${RECORDS}/${id}/claim`);
const said = ({ status, body }: { status: number; body: { issues?: { code: string; message: string }[] } }) =>
  status === 200 ? 'written' : (body.issues?.[0]?.code ?? status);
const state = async (who: TestClient, { id }: Deal) => (await who.get(`${RECORDS}/${id}/pool`)).body;
/** Lets so many days pass since a record came into the pool. */
const passed = ({ id }: Deal, days: number) =>
  query(`update ${SCHEMA}._passage set entered_at = now() - make_interval(hours => $2::int) where record = $1`, [
    id,
    Math.round(days * 24),
  ]);

describe('a record that somebody gave into the pool', () => {
  it('is not claimed back before it has cooled down, which is said with both days; others take it at once', async () => {
    const [one, two] = [next(), next()];
    for (const each of [one, two]) expect(said(await give(sales, each, null))).toBe('written');
    const today = (await query<{ day: string }>(`select (now() at time zone 'Asia/Shanghai')::date::text as day`))[0]?.day ?? '';
    const { mayClaim, whyNot } = await state(sales, one);
    expect([mayClaim, whyNot]).toEqual([
      false,
      expect.stringMatching(new RegExp(`^You gave this up on ${today}, .*\\d{4}-\\d\\d-\\d\\d on`)),
    ]);
    expect(said(await claim(sales, one))).toBe('pool.gave_up');
    expect(said(await claim(admin, two))).toBe('written');
    await passed(one, 6.9);
    expect(said(await claim(sales, one))).toBe('pool.gave_up');
    await passed(one, 7.1);
    expect([(await state(sales, one)).mayClaim, said(await claim(sales, one))]).toEqual([true, 'written']);
  });

  it('is said to have been taken back where somebody else let it go, and may be given by who gives records', async () => {
    const one = next();
    expect(said(await give(admin, one, null))).toBe('written');
    expect(said(await claim(sales, one))).toBe('pool.cool_down');
    expect(said(await give(admin, one, world.user.sales))).toBe('written');
    // Who gives records gives some to oneself, by hand.
    const two = next();
    await give(admin, two, world.user.admin);
    await give(admin, two, null);
    expect([said(await claim(admin, two)), said(await give(admin, two, world.user.admin))]).toEqual(['pool.gave_up', 'written']);
  });

  it('is not taken by hand through a share either, alone or with others', async () => {
    const deals = [next(), next(), next()];
    const [alone, together, others] = deals as [Deal, Deal, Deal];
    for (const each of deals) {
      await give(admin, each, world.user.admin);
      expect((await admin.send('PUT', `${RECORDS}/${each.id}/shares/${world.user.sales}`, { level: 'write' })).status).toBe(200);
      await give(admin, each, world.user.sales);
    }
    for (const each of [alone, together]) expect(said(await give(sales, each, null))).toBe('written');
    await give(admin, others, world.user.admin);
    await give(admin, others, null);
    expect(said(await give(sales, alone, world.user.sales))).toBe('pool.gave_up');
    const records = [together, others].map(({ id }) => id);
    const { body } = await sales.send('POST', `${RECORDS}/together`, { records, values: { owner: world.user.sales } });
    expect([body.done, body.refused?.[0]?.records[0]?.id]).toEqual([1, together.id]);
    // To others it is given all the same.
    expect(said(await give(sales, alone, world.user.manager))).toBe('written');
    await passed(together, 8);
    expect(said(await give(sales, together, world.user.sales))).toBe('written');
  });

  it('is not given straight back by a rule', async () => {
    const one = next();
    await give(sales, one, null);
    await query(
      `update pipewright.person set active = false where user_id in (select user_id from pipewright.member where app = $2 and role = 'sales') and user_id <> $1`,
      [world.user.sales, APP],
    );
    const word = async () => {
      const terms = await asAutomation(world.server, new Date().toISOString());
      const record = { ...(await now(one)), facts: { ...one, owner: null } };
      const wish = { by: 'load', team: { role: 'sales' } } as const;
      return wordOf((await announced(world.server, (db, announce) => assign({ ...terms, db, announce }, ENTITY, [record], wish)))[0]);
    };
    try {
      expect(await word()).toBe('nobody');
      await passed(one, 30);
      // Whoever had it last is not given it back, whatever the time.
      expect(await word()).toBe('nobody');
      await query(`update ${SCHEMA}._passage set person = $2 where record = $1`, [one.id, world.user.manager]);
      expect(await word()).toBe('written');
    } finally {
      await query('update pipewright.person set active = true');
    }
  });
});
