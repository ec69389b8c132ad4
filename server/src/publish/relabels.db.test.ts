import type { App, ByRule, Field } from '@pipewright/definition';
import { compileSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { relabelWaiting } from '../automations/worker.ts';
import { rows } from '../db/pool.ts';
import type { RunningServer } from '../running/server.ts';

const app = '/apps/opportunity';
const name = (en: string) => ({ en, 'zh-CN': en });
const options = ['s', 'm', 'l'].map((key) => ({ key, name: name(key.toUpperCase()) }));
const above = (staff: number) => ({ '>=': [{ var: 'employees' }, staff] });
const size = (huge: number, more: Partial<ByRule> = {}): ByRule => ({
  rows: [{ key: 'huge', name: name('Huge'), when: above(huge), value: 'l' }],
  ...{ otherwise: 's', mayOverride: true, ...more },
});
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;

async function draft(change: (document: App) => void) {
  const { definition, revision, version } = (await admin.get(`${app}/draft`)).body;
  change(definition);
  const saved = await admin.send('PUT', `${app}/draft`, { revision, definition });
  return { base: version, revision: saved.body.revision };
}
const publish = async (wish: object) => {
  const made = await admin.send('POST', `${app}/publish`, wish);
  expect([made.status, made.body.issues]).toEqual([200, undefined]);
};
const dry = async () => (await admin.send('POST', `${app}/dry-run`, {})).body.relabels;
const fieldsOf = ({ entities }: App, key: string) => entities.find((each) => each.key === key)?.fields as Field[];
const ruled = (byRule: ByRule) => (document: App) => {
  const fields = fieldsOf(document, 'customer');
  const at = fields.findIndex(({ key }) => key === 'size');
  fields.splice(at < 0 ? fields.length : at, at < 0 ? 0 : 1, { key: 'size', type: 'choice', name: name('Size'), options, byRule });
};
const all = async () => {
  while (await relabelWaiting(server));
};
const ask = async (text: string) => (await server.pool.query(text)).rows;
const CUSTOMERS = 'app_opportunity.customer t where t.deleted_at is null';
const labels = () =>
  ask(`select size, count(*)::int as n, count(*) filter (where employees >= 500)::int as large from ${CUSTOMERS} group by 1 order by 1`);
const entries = async () =>
  (
    await ask(
      `select count(*)::int as n, count(distinct record)::int as records from app_opportunity._ledger where cause->>'by' = 'relabel'`,
    )
  )[0];

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(() => close?.());

describe('a publish that makes or changes a rule', () => {
  it('says how many records would get another value, and leaves those of before as they are', async () => {
    const wish = await draft(ruled(size(500)));
    const [{ n, large }] = await ask(`select count(*)::int as n, count(*) filter (where employees >= 500)::int as large from ${CUSTOMERS}`);
    expect(large).toBeGreaterThan(0);
    const [found, ...more] = await dry();
    expect(more).toEqual([]);
    expect(found).toMatchObject({ id: 'customer.size', names: [{ en: 'Customer' }, { en: 'Size' }], count: n });
    const turns = [
      { from: null, to: name('S'), count: n - large },
      { from: null, to: name('L'), count: large },
    ];
    expect(found.turns).toEqual(turns.sort((a, b) => b.count - a.count));
    await publish(wish);
    await all();
    expect(await labels()).toEqual([{ size: null, n, large }]);
    const { body } = await admin.send('POST', `${app}/records/customer`, { values: { name: 'Fresh', employees: 900 } });
    expect(body.size).toBe('l');
    await admin.send('DELETE', `${app}/records/customer/${body.id}`);
    expect(await dry()).toEqual([]);
  });

  it('gives those of before the value too where that is chosen, whatever stops it, once each, and never over what a person says', async () => {
    const [first] = await ask(`select id, version from ${CUSTOMERS} order by id limit 1`);
    const said = await admin.send('PATCH', `${app}/records/customer/${first.id}`, { version: first.version, values: { size: 'm' } });
    expect(said.body).toMatchObject({ size: 'm', size__set: 'm' });
    await publish({ ...(await draft(ruled(size(400)))), relabel: ['customer.size'] });
    const [{ total }] = (await admin.get(`${app}/relabels`)).body.relabels;
    // The statement that writes is stopped in the middle of a batch, as by a kill.
    await ask(`create function app_opportunity.stop() returns trigger language plpgsql as $$ begin raise exception 'stopped'; end $$`);
    await ask(
      `create trigger stop before update on app_opportunity.customer for each row when (new.employees >= 400) execute function app_opportunity.stop()`,
    );
    await expect(relabelWaiting(server)).rejects.toThrow('stopped');
    expect(await entries()).toEqual({ n: 0, records: 0 });
    expect((await admin.get(`${app}/relabels`)).body.relabels[0]).toMatchObject({ done: 0, refused: 0, endedAt: null });
    await ask('drop trigger stop on app_opportunity.customer');
    await Promise.all([all(), all()]);
    const [{ n, large }] = await ask(
      `select count(*)::int as n, count(*) filter (where employees >= 400)::int as large from ${CUSTOMERS} and size__set is null`,
    );
    expect(n).toBe(total);
    expect(await ask(`select size, count(*)::int as n from ${CUSTOMERS} group by 1 order by 1`)).toEqual([
      { size: 'l', n: large },
      { size: 'm', n: 1 },
      { size: 's', n: n - large },
    ]);
    expect(await entries()).toEqual({ n, records: n });
    expect((await admin.get(`${app}/relabels`)).body.relabels[0]).toMatchObject({
      ...{ names: [{ en: 'Customer' }, { en: 'Size' }], total: n, done: n, refused: 0, endedAt: expect.any(String) },
    });
    const sales = await clientFor(server, 'sales@demo.local');
    expect((await sales.get(`${app}/relabels`)).status).toBe(403);
  });

  it('counts what the door itself then says of each record', async () => {
    const wish = await draft(
      ruled({
        rows: [
          { key: 'state', name: name('State'), when: { '==': [{ var: 'ownership' }, 'state'] }, value: 'l' },
          { key: 'daughter', name: name('Daughter'), when: { '>=': [{ var: 'parent.employees' }, 1000] }, value: 'm' },
          {
            key: 'old',
            name: name('Old'),
            when: { and: [{ '<': [{ var: 'founded_year' }, 2000] }, { '!=': [{ var: 'region' }, 'east'] }] },
            value: 'm',
          },
          { key: 'rich', name: name('Rich'), when: { '>': [{ var: 'annual_revenue' }, '1000000'] }, value: 'l' },
        ],
        ...{ otherwise: null, mayOverride: true },
      }),
    );
    const [{ turns }] = await dry();
    const before = new Map((await ask(`select id, size from ${CUSTOMERS}`)).map(({ id, size: was }) => [id, was]));
    await publish({ ...wish, relabel: ['customer.size'] });
    await all();
    const count = new Map<string, number>();
    for (const { id, size: now } of await ask(`select id, size from ${CUSTOMERS}`)) {
      const turn = `${before.get(id)?.toUpperCase() ?? null} ${now?.toUpperCase() ?? null}`;
      if (before.get(id) !== now) count.set(turn, (count.get(turn) ?? 0) + 1);
    }
    expect(count.size).toBeGreaterThan(1);
    const said = turns.map((turn: { from: App['name'] | null; to: App['name'] | null; count: number }) => [
      `${turn.from?.en ?? null} ${turn.to?.en ?? null}`,
      turn.count,
    ]);
    expect([...count].sort()).toEqual(said.sort());
  });

  it('leaves open deals in their pipelines, whatever their labels would choose, and begins nothing', async () => {
    const wish = await draft((document) => {
      const field = fieldsOf(document, 'opportunity').find(({ key }) => key === 'opportunity_type') as Field & { default?: unknown };
      delete field.default;
      Object.assign(field, {
        byRule: {
          rows: [{ key: 'dear', name: name('Dear'), when: { '>': [{ var: 'amount' }, '0'] }, value: 'renewal' }],
          otherwise: 'new',
        },
      });
    });
    const stands = () => ask(`select id, pipeline, stage, status from app_opportunity.opportunity where deleted_at is null order by id`);
    const before = await stands();
    const runs = await ask('select count(*)::int as n from app_opportunity._run');
    await publish({ ...wish, relabel: ['opportunity.opportunity_type'] });
    await all();
    expect(await stands()).toEqual(before);
    expect(await ask('select count(*)::int as n from app_opportunity._run')).toEqual(runs);
    expect(
      await rows(
        server.pool,
        compileSql(sql`select distinct opportunity_type as type from app_opportunity.opportunity where amount > 0 and deleted_at is null`),
      ),
    ).toEqual([{ type: 'renewal' }]);
    const open = await admin.get(`${app}/records/opportunity`, {
      filter: { and: [{ '==': [{ var: 'applies' }, 'renewal'] }, { '==': [{ var: 'pipeline' }, 'standard'] }] },
      limit: 1,
    });
    expect(open.body.records).toHaveLength(1);
    const [ended] = (await admin.get(`${app}/relabels`)).body.relabels;
    expect(ended).toMatchObject({ refused: 0, done: ended.total, endedAt: expect.any(String) });
  });
});
