import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  asAutomation,
  type Deal,
  dealsOf,
  ENTITY,
  inPoolApp,
  type PoolWorld,
  poolWorld,
  RUN,
  SCHEMA,
  wordOf,
} from '../../../test/support/pool-world.ts';
import { newId } from '../ground/id.ts';
import { announced } from '../records/announced.ts';
import type { SaveTerms } from '../records/change.ts';
import { reclaim, reclaimAll } from './reclaim.ts';

const NOW = '2026-11-26T08:00:00.000Z';
const DAY = 86_400_000;
const after = (days: number) => new Date(Date.parse(NOW) + days * DAY).toISOString();

let world: PoolWorld;
beforeAll(async () => {
  world = await poolWorld({ grants: { sales: { claim: 'all', mostOpen: 500 } }, process: { coolDown: 7, mostOpen: 60 } });
});
afterAll(() => world?.close());
beforeEach(() => world.server.pool.query(`truncate ${SCHEMA}._reclaim, ${SCHEMA}._appeal, ${SCHEMA}._turn, pipewright.notice cascade`));

const query = async <T>(sql: string, values: unknown[] = []) => (await world.server.pool.query(sql, values)).rows as T[];
const deal = async (where: string, values: unknown[] = []) => (await dealsOf(world, where, values))[0] as Deal;
const deals = (where: string, values: unknown[] = []) => dealsOf(world, where, values);
const act = async <T>(work: (terms: SaveTerms) => Promise<T>) => {
  const terms = await asAutomation(world.server, NOW);
  return announced(world.server, (db, announce) => work({ ...terms, db, announce }));
};
const seen = ({ id, version }: Deal) => ({ id, version });
const ofSales = () => deal(`owner = $1 and status = 'open'`, [world.user.sales]);

describe('taking a record back', () => {
  it('takes the owner and nothing else, keeps from whom and why, and tells that person', async () => {
    const before = await ofSales();
    expect(wordOf(await act((terms) => reclaim(terms, ENTITY, seen(before))))).toBe('written');
    const [now] = await deals('id = $1', [before.id]);
    expect(now).toEqual({ ...before, owner: null, version: before.version + 1 });
    expect(await query(`select record::text, entity, person, at, automation, run::text from ${SCHEMA}._reclaim`)).toEqual([
      { record: before.id, entity: ENTITY, person: world.user.sales, at: '2026-11-26 08:00:00+00', automation: 'stale', run: RUN },
    ]);
    expect(await query('select person, kind, record::text, caused_by from pipewright.notice')).toEqual([
      { person: world.user.sales, kind: 'released', record: before.id, caused_by: null },
    ]);
    const [entry] = await query<{ actor: string; before: unknown; after: unknown }>(
      `select actor, before, after from ${SCHEMA}._ledger where record = $1 order by id desc limit 1`,
      [before.id],
    );
    expect(entry).toEqual({ actor: 'stale', before: { owner: world.user.sales }, after: { owner: null } });
    const periods = await query(`select stage from ${SCHEMA}._period where record = $1 and left_at is null`, [before.id]);
    expect(periods).toEqual([{ stage: before.stage }]);
  });

  it('is refused of what is not open, belongs to nobody, is gone, or was changed meanwhile; the others are taken', async () => {
    const lost = await deal(`owner is not null and status = 'lost'`);
    const paused = await deal(`owner is not null and status = 'paused'`);
    const free = await deal(`owner is null and status = 'open'`);
    const old = await ofSales();
    const good = (await deals(`owner = $1 and status = 'open'`, [world.user.sales]))[1] as Deal;
    const all = [lost, paused, free, { ...old, version: old.version - 1 }, { ...old, id: newId() }, good].filter(Boolean).map(seen);
    const outcomes = await act((terms) => reclaimAll(terms, ENTITY, all));
    expect(outcomes.map(wordOf)).toEqual([
      'pool.closed',
      ...(paused ? ['pool.closed'] : []),
      'pool.nobody',
      'version.conflict',
      'unknown.record',
      'written',
    ]);
    expect(await query(`select record::text from ${SCHEMA}._reclaim`)).toEqual([{ record: good.id }]);
    expect((await deals('id = $1', [lost.id]))[0]).toEqual(lost);
  });

  it('waits for an appeal that is asked, and for the time that was granted, and for no longer', async () => {
    const one = await ofSales();
    const appeal = (state: string, until: string | null) =>
      query(`insert into ${SCHEMA}._appeal (id, entity, record, person, note, at, state, until) values ($1, $2, $3, $4, 'x', $5, $6, $7)`, [
        newId(),
        ENTITY,
        one.id,
        one.owner,
        NOW,
        state,
        until,
      ]);
    const tried = async (days: number) => {
      const { published, view } = await inPoolApp(world.server, after(days));
      const client = await world.server.pool.connect();
      await client.query('begin');
      const terms = { db: client, announce: () => {}, view, published, newId, inTransaction: true } as const;
      const outcome = await reclaim(
        { ...terms, actor: { kind: 'system' }, cause: { by: 'automation', automation: 'stale', run: RUN } },
        ENTITY,
        seen(one),
      );
      await client.query('rollback');
      client.release();
      return wordOf(outcome);
    };
    expect(await tried(0)).toBe('written');
    await appeal('asked', null);
    expect([await tried(0), await tried(90)]).toEqual(['pool.held', 'pool.held']);
    await query(`update ${SCHEMA}._appeal set state = 'granted', until = $1`, [after(5)]);
    expect([await tried(1), await tried(4.9), await tried(5)]).toEqual(['pool.held', 'pool.held', 'written']);
    await query(`update ${SCHEMA}._appeal set state = 'denied'`);
    expect(await tried(1)).toBe('written');
    // An appeal of who owned it before holds nothing of who owns it now.
    await query(`update ${SCHEMA}._appeal set state = 'asked', person = $1`, [world.user.manager]);
    expect(await tried(1)).toBe('written');
  });

  it('needs a transaction, for people are told', async () => {
    await expect(act((terms) => reclaim({ ...terms, inTransaction: false }, ENTITY, { id: newId(), version: 1 }))).rejects.toThrow(
      'transaction',
    );
  });
});
