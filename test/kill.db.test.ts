import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles, makeApps } from './support/kill/makers.ts';
import { type Acknowledged, ask, type Day, move, publish, write } from './support/kill/people.ts';
import { halfDone, writesVerdict } from './support/kill/verdict.ts';
import { inEarnest, Running } from './support/running.ts';
import { STANDARD } from './support/standard.ts';

/** Kills in this run: of the server, of PostgreSQL, and now and then of both at once. */
const KILLS = Number(process.env.KILLS ?? 6);
const product = new Running();
let over = false;
let day: Day;

beforeAll(async () => {
  if (process.env.DATABASE_URL) return;
  await product.start();
  await product.healthy();
  await product.call('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' });
  const contacts = (
    await product.call('GET', `/apps/opportunity/records/contact?limit=1&filter=${encodeURIComponent(JSON.stringify(STANDARD))}`)
  ).body.records as {
    id: string;
    customer: string;
  }[];
  const departments = (await product.call('GET', '/departments')).body.departments as { id: string }[];
  day = {
    product,
    over: () => over,
    user: String((await product.call('GET', '/me')).body.user),
    departments: departments.slice(0, 3).map(({ id }) => id),
    values: {
      name: 'kill',
      customer: contacts[0]?.customer,
      decision_maker: contacts[0]?.id,
      opportunity_type: 'new',
      amount: '1',
      expected_close: '2030-01-01',
      pain_point: 'x',
    },
  };
}, 120_000);

afterAll(() => product.close(), 60_000);

/** Kills something and waits until it is served again; answers after how many milliseconds. */
async function kill(n: number): Promise<number> {
  await sleep(100 + Math.random() * 500);
  const both = n % 5 === 4;
  if (both || n % 2 === 0) product.kill('server');
  if (both || n % 2 === 1) product.kill('database');
  await sleep(50);
  return 50 + (await product.healthy());
}

// The embedded database is killed, whatever the others run on; once is enough.
describe.skipIf(process.env.DATABASE_URL)(`${KILLS} kills while people write, are moved, publish, import and make apps`, () => {
  it(
    'lose no acknowledged write, do none twice, leave nothing half done, and are mended by nobody',
    async () => {
      const acknowledged: Acknowledged[] = [];
      const writing = Promise.all([0, 1, 2].map((who) => write(day, who, acknowledged)));
      const [moving, publishing, importing, making] = [move(day), publish(day), importFiles(day), makeApps(day)];
      const work = Promise.all([writing, moving, publishing, importing, making]);
      // What fails is heard at the end; until then it must not count as an error outside of the test.
      work.catch(() => undefined);
      const returns: number[] = [];
      for (let n = 0; n < KILLS; n += 1) {
        // A machine that is slow after a start writes something too before the next end comes, in the midst of the others.
        const before = acknowledged.length;
        for (let wait = 0; wait < 100 && acknowledged.length < before + 3; wait += 1) await sleep(50);
        returns.push(await kill(n));
      }
      const slowest = Math.max(...returns);
      await sleep(300);
      over = true;
      const [attempts, moved, versions, files, apps] = await work;

      const pool = openPool(product.database?.url ?? '', { max: 1 });
      const writes = await writesVerdict(pool, acknowledged);
      const left = await halfDone(pool, apps);
      const { rows: published } = await pool.query(`select version from pipewright.version where app = 'opportunity'`);
      const { rows: person } = await pool.query('select department::text from pipewright.person where user_id = $1', [day.user]);
      await pool.end();
      const drift = async () => ((await ask(product, 'GET', '/apps/opportunity/repair')).body.drift as unknown[]) ?? ['nobody answered'];
      for (let waited = 0; waited < 100 && (await drift()).length > 0; waited += 1) await sleep(100);
      console.log(
        `kills: ${KILLS}, back after ${Math.round(returns.toSorted((a, b) => a - b)[KILLS >> 1] ?? 0)} ms (median), ${Math.round(slowest)} ms (slowest); attempts ${attempts.reduce((a, b) => a + b, 0)}, acknowledged writes ${acknowledged.length}, department moves ${moved.moves}, publishes ${versions.length}, files imported ${files}, apps made ${apps.length}; lost ${writes.lost.length}, doubles ${writes.doubles.length}, departments astray ${writes.strays.length}, differences between rows, ledger and periods ${writes.story.length + writes.fold.length}`,
      );
      expect(acknowledged.length).toBeGreaterThan(KILLS * 2);
      expect(Math.min(moved.moves, versions.length, files, apps.length)).toBeGreaterThan(0);
      expect(writes).toEqual({ lost: [], doubles: [], strays: [], story: [], fold: [] });
      expect(left).toEqual({ imports: [], apps: [], schemas: [], short: [] });
      expect(versions.filter((version) => !published.some((row) => row.version === version))).toEqual([]);
      expect(moved.places).toContain(person[0]?.department);
      expect(await drift()).toEqual([]);
      if (inEarnest) expect(slowest).toBeLessThan(10_000);
    },
    120_000 + KILLS * 15_000,
  );
});
