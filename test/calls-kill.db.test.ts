import { setTimeout as sleep } from 'node:timers/promises';
import type { Node } from '@pipewright/definition';
import type { Pool } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automate, label } from './support/automating.ts';
import { SECRET } from './support/database.ts';
import { ask } from './support/kill/people.ts';
import { reached } from './support/kill/reached.ts';
import { Workers } from './support/kill/workers.ts';
import { Running } from './support/running.ts';

/** How many runs each begin others for how many records, and how often something is killed while they are under way. */
const PARENTS = Number(process.env.PARENTS ?? 12);
const CHILDREN = 40;
const KILLS = Number(process.env.KILLS ?? 6);
const KINDS = ['worker', 'connections', 'database'] as const;
const APP = '/apps/opportunity';
const product = new Running({ ROLE: 'web', SECRET });
const workers = new Workers(product);

const answered = async (method: string, path: string, body?: unknown) => {
  const { status, body: given } = await product.call(method, path, body);
  return { status, body: given, text: JSON.stringify(given) };
};
const count = (key: string, done: string | null): Node => ({
  key,
  kind: 'set',
  values: { employees: { '+': [{ var: 'employees' }, 1] } },
  next: { done },
});

beforeAll(async () => {
  if (process.env.DATABASE_URL) return;
  await product.start();
  await product.healthy();
  await product.call('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' });
  const admin = { get: (path: string) => answered('GET', path), send: answered };
  await automate(admin, [
    {
      ...{ key: 'parent', name: label('Parent'), entity: 'customer', start: 'each', on: { kind: 'changed', fields: ['notes'] } },
      nodes: [
        {
          key: 'each',
          kind: 'call',
          automation: 'sub',
          each: { entity: 'customer', link: 'parent', sort: 'name', most: CHILDREN },
          next: { done: 'sides' },
        },
        {
          ...{ key: 'sides', kind: 'parallel', next: { done: 'count', a: 'count_a', b: 'count_b' } },
          ways: ['a', 'b'].map((key) => ({ key, name: label(key) })),
        },
        ...[count('count_a', null), count('count_b', null), count('count', null)],
      ],
    },
    { ...{ key: 'sub', name: label('Sub'), entity: 'customer', start: 'count', on: { kind: 'called' } }, nodes: [count('count', null)] },
  ]);
}, 120_000);
afterAll(async () => {
  workers.end();
  await product.close();
}, 60_000);

const open = async (pool: Pool) =>
  (await pool.query(`select count(*)::int as n from app_opportunity._run where state = 'waiting'`)).rows[0].n as number;

// The embedded database is killed, whatever the others run on.
describe.skipIf(process.env.DATABASE_URL)(
  `${PARENTS} runs that wait for ${CHILDREN} others each, though ${KILLS} times something is killed`,
  () => {
    it('begin each of those once, and go on once all of them are over', { timeout: 300_000 }, async () => {
      let pool = await reached(product);
      const ids: string[] = [];
      for (let i = 0; i < PARENTS; i += 1)
        ids.push(
          (await ask(product, 'POST', `${APP}/records/customer`, { values: { name: `Top ${i}`, employees: 100 } })).body.id as string,
        );
      await pool.query(
        `with made as (select gen_random_uuid() as id, p.id as parent, n from unnest($1::uuid[]) as p(id), generate_series(1, ${CHILDREN}) n)
       insert into app_opportunity.customer select (jsonb_populate_record(c, jsonb_build_object('id', m.id, 'name', 'Below ' || m.n || ' ' || m.parent, 'parent', m.parent, 'employees', 1))).*
       from made m join app_opportunity.customer c on c.id = m.parent`,
        [ids],
      );
      await workers.start(2);
      let changes = Promise.resolve();
      for (const [i, id] of ids.entries())
        changes = changes.then(async () => {
          const done = () => ask(product, 'POST', `${APP}/records/customer/together`, { records: [id], values: { notes: `go ${i}` } });
          for (let got = await done(); got.status !== 200 || (got.body.refused as unknown[]).length > 0; got = await done())
            await sleep(50);
        });
      let [busy, changing] = [0, true];
      changes = changes.then(() => {
        changing = false;
      });
      for (let i = 0; i < KILLS; i += 1) {
        await sleep(100 + Math.random() * 300);
        if (changing || (await open(pool)) > 0) busy += 1;
        const kind = KINDS[i % KINDS.length];
        if (kind === 'worker') await workers.killOne();
        else if (kind === 'database') product.kill('database');
        else
          await pool.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike '%_run%' and pid <> pg_backend_pid()`,
          );
        await sleep(20);
        await product.healthy();
        if (kind === 'database') {
          await pool.end();
          pool = await reached(product);
        }
        await workers.follow();
      }
      await changes;
      for (let i = 0; i < 1500 && (await open(pool)) > 0; i += 1) await sleep(100);
      const rows = async (text: string) => (await pool.query(text, text.includes('$1') ? [ids] : [])).rows;
      expect(workers.fallen).toEqual([]);
      expect(
        await rows(
          'select automation, side, state, count(*)::int as n from app_opportunity._run group by 1, 2, 3 order by 1, 2 nulls first',
        ),
      ).toEqual([
        { automation: 'parent', side: null, state: 'done', n: PARENTS },
        { automation: 'parent', side: 'a', state: 'done', n: PARENTS },
        { automation: 'parent', side: 'b', state: 'done', n: PARENTS },
        { automation: 'sub', side: null, state: 'done', n: PARENTS * CHILDREN },
      ]);
      expect(await rows('select distinct employees from app_opportunity.customer where id = any($1)')).toEqual([{ employees: '103' }]);
      expect(await rows('select distinct employees from app_opportunity.customer where parent = any($1)')).toEqual([{ employees: '2' }]);
      // Whoever waits goes on after the last of what it waits for.
      const early = `select count(*)::int as n from app_opportunity._run c join app_opportunity._run p on p.id = c.parent where c.ended_at > p.ended_at`;
      expect(await rows(early)).toEqual([{ n: 0 }]);
      // How much a kill finds under way is the machine's; nothing at all would prove nothing.
      expect(busy).toBeGreaterThan(0);
      await pool.end();
    });
  },
);
