import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  asAutomation,
  type Deal,
  dealsOf,
  ENTITY,
  letGo,
  type PoolWorld,
  poolWorld,
  SCHEMA,
  wordOf,
} from '../../../test/support/pool-world.ts';
import { newId } from '../ground/id.ts';
import { announced } from '../records/announced.ts';
import type { SaveTerms } from '../records/change.ts';
import { type AssignWish, assign } from './assign.ts';
import { reclaim } from './reclaim.ts';

const NOW = '2026-11-26T08:00:00.000Z';
const DAY = 86_400_000;
const after = (days: number) => new Date(Date.parse(NOW) + days * DAY).toISOString();

let world: PoolWorld;
beforeAll(async () => {
  world = await poolWorld({ grants: { sales: { claim: 'all', mostOpen: 500 } }, process: { coolDown: 7, mostOpen: 60 } });
});
afterAll(() => world?.close());
beforeEach(() => world.server.pool.query(`truncate ${SCHEMA}._reclaim, ${SCHEMA}._appeal, ${SCHEMA}._turn`));

const query = async <T>(sql: string, values: unknown[] = []) => (await world.server.pool.query(sql, values)).rows as T[];
const deals = (where: string, values: unknown[] = []) => dealsOf(world, where, values);
const deal = async (where: string, values: unknown[] = []) => (await deals(where, values))[0] as Deal;
const seen = ({ id, version }: Deal) => ({ id, version });
const act = async <T>(work: (terms: SaveTerms) => Promise<T>, now = NOW) => {
  const terms = await asAutomation(world.server, now);
  return announced(world.server, (db, announce) => work({ ...terms, db, announce }));
};

describe('giving records to a team', () => {
  const team: AssignWish = { by: 'load', team: { role: 'sales' } };
  const wish = (more: Partial<AssignWish>): AssignWish => ({ ...team, ...more });
  const given = async (records: readonly Deal[], how: AssignWish, now = NOW) => {
    const outcomes = await act(
      (terms) =>
        assign(
          terms,
          ENTITY,
          records.map((each) => ({ ...seen(each), facts: { ...each } })),
          how,
        ),
      now,
    );
    const owners = new Map((await deals('id = any($1::uuid[])', [records.map(({ id }) => id)])).map(({ id, owner }) => [id, owner]));
    return records.map(({ id }, i) => ({ code: wordOf(outcomes[i]), owner: owners.get(id) ?? null }));
  };
  /** Records that are in the pool, whosever they were. */
  const inPool = async (count: number): Promise<Deal[]> => {
    const some = (await deals(`owner is not null and status = 'open'`)).slice(0, count);
    await letGo(world, some);
    return some;
  };
  const loads = async () => {
    const found = await query<{ person: string; load: number }>(
      `select m.user_id as person, (select count(*)::int from ${SCHEMA}.${ENTITY} t where t.owner = m.user_id and t.status = 'open' and t.deleted_at is null) as load
       from pipewright.member m join pipewright.person p on p.user_id = m.user_id and p.active where m.app = 'opportunity' and m.role = 'sales'`,
    );
    return new Map(found.map(({ person, load }) => [person, load]));
  };

  it('spreads them over who has the fewest, until nobody who was given one has two more than another', async () => {
    const records = await inPool(60);
    const before = await loads();
    const outcomes = await given(records, team);
    expect(new Set(outcomes.map((each) => each.code))).toEqual(new Set(['written']));
    const now = await loads();
    const grown = [...now].filter(([person, load]) => load > (before.get(person) as number)).map(([, load]) => load);
    expect(grown.length).toBeGreaterThan(1);
    expect(Math.max(...grown) - Math.min(...now.values())).toBeLessThanOrEqual(1);
  });

  it('goes round in turn over several acts, and remembers where it was', async () => {
    const people = [...(await loads()).keys()].sort();
    const records = await inPool(people.length + 2);
    const first = await given(records.slice(0, 2), wish({ by: 'turn' }));
    const fresh = await deals('id = any($1::uuid[])', [records.slice(2).map(({ id }) => id)]);
    const second = await given(fresh, wish({ by: 'turn' }));
    const owners = [...first, ...second].map(({ owner }) => owner);
    expect(owners).toEqual([...people, ...people.slice(0, 2)]);
  });

  it('gives nothing straight back, nor as long as it is cooling, and nothing to who has as many as may be', async () => {
    const one = await deal(`owner = $1 and status = 'open'`, [world.user.sales]);
    await act((terms) => reclaim(terms, ENTITY, seen(one)));
    const back = await deal('id = $1', [one.id]);
    const only = async (now: string) => {
      // Everybody but one person stands aside.
      await query(
        `update pipewright.person set active = false where user_id in (select user_id from pipewright.member where app = 'opportunity' and role = 'sales') and user_id <> $1`,
        [world.user.sales],
      );
      try {
        return (await given([await deal('id = $1', [one.id])], team, now))[0]?.code;
      } finally {
        await query('update pipewright.person set active = true');
      }
    };
    expect([await only(NOW), await only(after(8))]).toEqual(['nobody', 'nobody']);
    expect((await given([back], team))[0]?.owner).not.toBe(world.user.sales);
    const again = await deal('id = $1', [one.id]);
    await act((terms) => reclaim(terms, ENTITY, seen(again)));
    // Somebody else had it since: for the first it counts only until it is no longer cooling.
    expect([await only(after(6)), await only(after(8))]).toEqual(['nobody', 'written']);
    const load = (await loads()).get(world.user.sales ?? '') as number;
    const [more] = await deals(`owner <> $1 and status = 'open'`, [world.user.sales]);
    const least = Math.min(...(await loads()).values());
    expect(await given([more as Deal], wish({ most: least }))).toEqual([{ code: 'nobody', owner: more?.owner }]);
    expect(load).toBeGreaterThanOrEqual(least);
  });

  it('gives near ones only to people of the department of the record or below it', async () => {
    const [home] = await query<{ department: string }>('select department::text from pipewright.person where user_id = $1', [
      world.user.sales,
    ]);
    const near = await deal(`department = $1::uuid and status = 'open' and owner is not null`, [home?.department]);
    await letGo(world, [near]);
    const [found] = await given([near], wish({ team: { role: 'sales', near: true } }));
    const [person] = await query<{ inside: boolean }>(
      'select d.path && array[$2::uuid] as inside from pipewright.person p join pipewright.department d on d.id = p.department where p.user_id = $1',
      [found?.owner, home?.department],
    );
    expect([found?.code, person?.inside]).toEqual(['written', true]);
    const none = { ...near, department: newId() };
    expect((await given([{ ...none, version: near.version + 1 }], wish({ team: { role: 'sales', near: true } })))[0]?.code).toBe('nobody');
    expect((await given([near], wish({ team: { role: 'ghosts' } })))[0]?.code).toBe('nobody');
  });

  it('lets nobody go beyond the limit where many are given at once', async () => {
    const records = await inPool(70);
    const most = Math.min(...(await loads()).values()) + 1;
    const room = [...(await loads()).values()].reduce((sum, load) => sum + Math.max(0, most - load), 0);
    expect([room > 0, room < 50]).toEqual([true, true]);
    const outcomes = (await Promise.all(records.map((each) => given([each], wish({ most }))))).flat();
    expect(outcomes.filter(({ code: each }) => each === 'written')).toHaveLength(room);
    const now = await loads();
    expect([...now.values()].filter((load) => load < most)).toEqual([]);
  });
});
