import type { RunningServer } from '@pipewright/server';
import { afterEach, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';
import { EVERY } from './support/every-automation.ts';
import { SIMULATED, Simulated } from './support/simulated.ts';

/** Businesses of this run, how long each goes on and how much happens in it, and how often the clock is asked; raise them for a longer one. */
const SEED = Number(process.env.BACK_SEED ?? 1);
const SEEDS = Number(process.env.BACK_SEEDS ?? 1);
const DAYS = Number(process.env.BACK_DAYS ?? 180);
const ACTS = Number(process.env.BACK_ACTS ?? 700);
const HOURS = Number(process.env.BACK_HOURS ?? 8);

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

const HOUR_MS = 3_600_000;
const FROM = Date.parse('2026-01-05T00:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();

/** Lets a business go on for some months with the clock asked again and again; answers what was begun and what a backtest says. */
async function live(server: RunningServer, seed: number) {
  const business = new Simulated(server, seed);
  await business.open(EVERY);
  const window = { from: iso(FROM), to: iso(FROM + DAYS * 24 * HOUR_MS), step: HOURS * HOUR_MS };
  await business.live(window, ACTS);
  const { rows } = await server.pool.query<{ run: string; state: string }>(
    `select concat_ws(' ', automation, record, coalesce(level, '-'), to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as run, state from app_${SIMULATED}._run
     where begun_at <= $1::timestamptz order by 1`,
    // What follows from the last time the clock was asked lies behind the window.
    [window.to],
  );
  return { runs: rows, told: await business.firings(EVERY, window), counts: business.counts };
}

for (let seed = SEED; seed < SEED + SEEDS; seed += 1)
  it(`says of the past what was begun in it, business ${seed}`, { timeout: 3_600_000 }, async () => {
    const fresh = await freshServer('demo');
    close = fresh.close;
    const { runs, told, counts } = await live(fresh.server, seed);
    const begun = runs.map(({ run }) => run);
    const kinds = Object.fromEntries(EVERY.map(({ key }) => [key, begun.filter((run) => run.startsWith(`${key} `)).length]));
    console.log(JSON.stringify({ seed, ...counts, begun: begun.length, kinds }));
    const [known, said] = [new Set(begun), new Set(told)];
    const differ = { missing: begun.filter((run) => !said.has(run)), beyond: told.filter((run) => !known.has(run)) };
    expect(differ).toEqual({ missing: [], beyond: [] });
    expect(told.length).toBe(begun.length);
    expect(runs.filter(({ state }) => state !== 'done')).toEqual([]);
    // Each of them began for something, or it was not tried.
    expect(Object.entries(kinds).filter(([, count]) => count === 0)).toEqual([]);
  });
