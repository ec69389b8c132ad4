import type { Automation } from '@pipewright/definition';
import { newId, type Pool, settleRuns, tickApp } from '@pipewright/server';
import { afterAll, expect, it } from 'vitest';
import { label } from './support/automating.ts';
import { freshServer } from './support/database.ts';
import { Episodes, hours, type Rung, type Stay, workdaysFrom } from './support/episodes.ts';
import { SIMULATED, Simulated } from './support/simulated.ts';

/** How many deals there are, how long it goes on, how often the clock is asked, and how much happens in between; raise them for a longer run. */
const DEALS = Number(process.env.YEAR_DEALS ?? 60);
const DAYS = Number(process.env.YEAR_DAYS ?? 365);
const HOURS = Number(process.env.YEAR_HOURS ?? 24);
const ACTS = Number(process.env.YEAR_ACTS ?? 3);
const SEED = Number(process.env.YEAR_SEED ?? 1);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2026-01-05T00:00:00.000Z');
/** How far the clocks of the workers are apart from the right one. */
const APART_MS = [-30_000, 0, 30_000];
const iso = (at: number) => new Date(at).toISOString();
let close: () => Promise<void> = async () => undefined;
afterAll(() => close());

const rungs: readonly Rung[] = [
  ...[40, 200, 900].map((after, i): Rung => ({ ladder: 'hours', level: `l${i}`, after: after * HOUR, by: hours })),
  ...[3, 10, 30].map((after, i): Rung => ({ ladder: 'workdays', level: `l${i}`, after: after * DAY, by: workdaysFrom(MONDAY) })),
];

function ladder(unit: 'hours' | 'workdays'): Automation {
  const named = rungs.filter(({ ladder: key }) => key === unit);
  const after = Object.fromEntries(named.map(({ level, after: long }) => [level, long / (unit === 'hours' ? HOUR : DAY)]));
  return {
    ...{ key: unit, name: label(unit), entity: 'deal', start: 'a' },
    on: {
      ...{ kind: 'since', clock: 'stage', unit },
      levels: named.map(({ level }) => ({ key: level, name: label(level), start: 'a' })),
      bands: [{ key: 'all', name: label('All'), when: null, after }],
    },
    nodes: [{ key: 'a', kind: 'notify', to: [{ kind: 'owner' }], text: label('{name}'), next: { done: null } }],
  };
}

class Killed extends Error {}

/** A pool whose owner dies at one of the next commits: that one is taken back, and nothing is asked any more. */
function dying(pool: Pool, commits: number): Pool {
  let left = commits;
  const dead = () => left < 0;
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') {
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return async () => {
        if (dead()) throw new Killed();
        const client = await target.connect();
        return new Proxy(client, {
          get(own, key) {
            const value = Reflect.get(own, key);
            if (key !== 'query') return typeof value === 'function' ? value.bind(own) : value;
            return async (...args: unknown[]) => {
              if (args[0] === 'commit') left -= 1;
              if (!dead()) return Reflect.apply(value, own, args);
              await own.query('rollback');
              throw new Killed();
            };
          },
        });
      };
    },
  });
}

it(`reminds of ${DEALS} deals through ${DAYS} days by three workers that die, doze and disagree: each level once, none early, none missing`, {
  timeout: 7_200_000,
}, async () => {
  const fresh = await freshServer('demo');
  close = fresh.close;
  const { server } = fresh;
  const business = new Simulated(server, SEED);
  const { dice } = business;
  const weekdays = [1, 2, 3, 4, 5];
  const plain = { key: 'plain', name: label('Plain'), weekdays, hours: [{ from: '09:00', to: '18:00' }], days: [] };
  await business.open([ladder('hours'), ladder('workdays')], (app) => ({ ...app, calendars: [plain] }));
  const app = await business.app();
  const episodes = new Episodes(rungs);
  const counts = { ticks: 0, died: 0, slept: 0, acts: 0, passed: 0 };

  /** One turn of a worker: asks the clock and carries on what waits, unless it sleeps, or dies over it. */
  const turn = async (real: number): Promise<void> => {
    if (dice.chance(0.3)) {
      counts.slept += 1;
      return;
    }
    const now = real + dice.pick(APART_MS);
    const pool = dice.chance(0.3) ? dying(server.pool, dice.below(3)) : server.pool;
    const worker = { ...server, pool, events: server.events, apps: server.apps };
    try {
      await tickApp(worker, app, iso(now));
      episodes.tick(now);
      counts.ticks += 1;
      await settleRuns(worker, undefined, async () => iso(now));
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      counts.died += 1;
    }
  };

  const versions = new Map<string, number>();
  const act = async (at: number): Promise<void> => {
    const stay = dice.pick(episodes.stays) as Stay;
    if (stay.status === 'won' || at <= Math.max(stay.since, stay.entered)) return;
    const change = (wish: object) => ({ kind: 'update' as const, id: stay.id, version: versions.get(stay.id) ?? 1, values: {}, ...wish });
    const what = dice.below(10);
    if (dice.chance(stay.pooled ? 0.6 : 0.25)) {
      await business.write(iso(at), [{ entity: 'deal', change: change({ values: { owner: stay.pooled ? business.somebody() : null } }) }]);
      versions.set(stay.id, (versions.get(stay.id) ?? 1) + 1);
      counts.passed += 1;
      episodes.pass(stay, at);
      return;
    }
    const stage = STAGES[(STAGES.indexOf(stages.get(stay.id) ?? 'start') + 1) % STAGES.length] ?? 'start';
    const status = stay.status === 'open' ? (what === 0 ? 'won' : 'paused') : 'open';
    const moves = stay.status === 'open' && what > 5;
    await business.write(iso(at), [{ entity: 'deal', change: change(moves ? { stage } : { status }) }]);
    versions.set(stay.id, (versions.get(stay.id) ?? 1) + 1);
    counts.acts += 1;
    if (moves) {
      stages.set(stay.id, stage);
      episodes.enter(stay.id, at);
    } else episodes.turn(stay, status, at);
  };
  const stages = new Map<string, string>();

  await business.tick(iso(MONDAY));
  const made = Array.from({ length: DEALS }, () => ({ id: newId(), at: MONDAY + 1 + dice.below(60 * DAY) })).sort((a, b) => a.at - b.at);
  const acts = Array.from({ length: DEALS * ACTS }, () => MONDAY + dice.below(DAYS * DAY)).sort((a, b) => a - b);
  for (let real = MONDAY; real <= MONDAY + DAYS * DAY; real += HOURS * HOUR) {
    const fresh = made.splice(0, made.filter(({ at }) => at < real).length);
    for (const { id, at } of fresh) {
      const values = { name: `Deal ${id}`, amount: '500', due: '2027-06-01' };
      await business.write(iso(at), [{ entity: 'deal', change: { kind: 'create', id, values } }]);
      episodes.enter(id, at);
    }
    for (const at of acts.splice(0, acts.filter((each) => each < real).length)) if (at > real - HOURS * HOUR) await act(at);
    for (let turns = dice.below(5); turns > 0; turns -= 1) await turn(real + turns);
    // Whoever comes next takes up what the dead have left, before anything else happens.
    await business.settle(iso(real + 60_000));
  }

  const { rows } = await server.pool.query<{ name: string; at: string; state: string }>(
    `select concat_ws(' ', automation, record, level, to_char(counted_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as name, state,
       to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from app_${SIMULATED}._run`,
  );
  const { rows: told } = await server.pool.query(
    `select count(*)::int as n from pipewright.notice where app = $1 and words ? 'automation'`,
    [SIMULATED],
  );
  const begun = new Map(rows.map(({ name, at }) => [name, at]));
  console.log(JSON.stringify({ ...counts, deals: DEALS, levels: begun.size }));
  const wrong = [...new Set([...begun.keys(), ...episodes.due.keys()])].flatMap((name) => {
    const [was, due] = [begun.get(name), episodes.due.get(name)];
    return due !== undefined && was === iso(due) ? [] : [{ name, was, due: due === undefined ? undefined : iso(due) }];
  });
  expect(wrong).toEqual([]);
  expect([begun.size, told[0].n]).toEqual([rows.length, rows.length]);
  expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
  expect(Math.min(counts.died, counts.slept, counts.passed, begun.size)).toBeGreaterThan(20);
});

const STAGES = ['start', 'offer', 'sign'];
