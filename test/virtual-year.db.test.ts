import { newId, settleRuns, tickApp } from '@pipewright/server';
import { afterAll, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';
import { Episodes, type Stay } from './support/episodes.ts';
import { SIMULATED, Simulated } from './support/simulated.ts';
import { dying, Killed } from './support/year/dying.ts';
import { automations, DAY, HOUR, inYear, MONDAY, rungs, toldOf } from './support/year/ladders.ts';
import { claimAt, claimVerdict, ownersOf, reclaimsOf, warnedSince } from './support/year/pool.ts';

/** How many deals there are, how long it goes on, how often the clock is asked, and how much happens in between; raise them for a longer run. */
const DEALS = Number(process.env.YEAR_DEALS ?? 60);
const DAYS = Number(process.env.YEAR_DAYS ?? 365);
const HOURS = Number(process.env.YEAR_HOURS ?? 24);
const ACTS = Number(process.env.YEAR_ACTS ?? 4);
const SEED = Number(process.env.YEAR_SEED ?? 1);
/** The most open deals that one of the four people may have and take another. */
const MOST_OPEN = Math.ceil(DEALS / 8);

/** How far the clocks of the workers are apart from the right one. */
const APART_MS = [-30_000, 0, 30_000];
const STAGES = ['start', 'offer', 'sign'];
const iso = (at: number) => new Date(at).toISOString();
let close: () => Promise<void> = async () => undefined;
afterAll(() => close());

it(`reminds of ${DEALS} deals and takes them back through ${DAYS} days by three workers that die, doze and disagree: each level once, none early, none missing`, {
  timeout: 7_200_000,
}, async () => {
  const fresh = await freshServer('demo');
  close = fresh.close;
  const { server } = fresh;
  const business = new Simulated(server, SEED);
  const { dice } = business;
  await business.open(automations, inYear(MOST_OPEN));
  const app = await business.app();
  const episodes = new Episodes(rungs, toldOf);
  const counts = { ticks: 0, died: 0, slept: 0, acts: 0, passed: 0, dates: 0, handed: 0 };
  const claims: Record<string, number> = {};
  const unlike: unknown[] = [];

  /** Whose deals are is as the tables say: what was taken back, and when, is judged by itself. */
  const look = async () => {
    const owners = await ownersOf(server);
    for (const stay of episodes.stays) stay.owner = owners.get(stay.id) ?? null;
  };

  /** One turn of a worker: asks the clock and carries on what waits, unless it sleeps, or dies over it. */
  const turn = async (real: number): Promise<void> => {
    if (dice.chance(0.3)) {
      counts.slept += 1;
      return;
    }
    const now = real + dice.pick(APART_MS);
    const pool = dice.chance(0.3) ? dying(server.pool, dice.below(3)) : server.pool;
    const worker = { ...server, pool, events: server.events, apps: server.apps };
    await look();
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

  const stages = new Map<string, string>();
  /** Somebody does something with a deal that is not over yet; whatever takes it back or takes it makes another version of it too. */
  const act = async (at: number): Promise<void> => {
    const stay = dice.pick(episodes.stays) as Stay;
    if (stay.status === 'won' || at <= Math.max(stay.since, stay.entered)) return;
    const version = await business.versionOf(stay.id);
    const change = (wish: object) => ({ kind: 'update' as const, id: stay.id, version, values: {}, ...wish });
    const what = dice.below(12);
    if (dice.chance(stay.owner ? 0.2 : 0.3)) {
      const owner = stay.owner && dice.chance(0.5) ? null : dice.pick(business.people);
      await business.write(iso(at), [{ entity: 'deal', change: change({ values: { owner } }) }]);
      counts.passed += 1;
      episodes.pass(stay, owner, at);
      return;
    }
    const stage = STAGES[(STAGES.indexOf(stages.get(stay.id) ?? 'start') + 1) % STAGES.length] ?? 'start';
    const status = stay.status === 'open' ? (what === 0 ? 'won' : 'paused') : 'open';
    const moves = stay.status === 'open' && what > 7;
    const due = what === 6 || what === 7 ? iso(at + (dice.below(120) - 10) * DAY).slice(0, 10) : undefined;
    await business.write(iso(at), [{ entity: 'deal', change: change(due ? { values: { due } } : moves ? { stage } : { status }) }]);
    counts.acts += 1;
    if (due) {
      counts.dates += 1;
      episodes.days.set(stay.id, due);
    } else if (moves) {
      stages.set(stay.id, stage);
      episodes.enter(stay.id, at);
    } else episodes.turn(stay, status, at);
  };

  /** People take some of what belongs to nobody; what becomes of it follows from who has how much, and from whom it was taken back. */
  const take = async (real: number): Promise<void> => {
    await look();
    const some = dice.some(
      episodes.stays.filter(({ owner, status }) => !owner && status === 'open'),
      0.15,
    );
    for (const [i, stay] of some.entries()) {
      const { id, since, entered } = stay;
      const at = real + 120_000 + i;
      if (at <= Math.max(since, entered)) continue;
      const person = dice.pick(business.people);
      const expected = await claimVerdict(server, person, id, at, MOST_OPEN);
      const word = await claimAt(server, person, id, at);
      claims[word] = (claims[word] ?? 0) + 1;
      if (word !== expected) unlike.push({ id, person, at: iso(at), word, expected });
      if (word === 'taken') episodes.pass(stay, person, at);
    }
  };

  /** Some of the deals whose owners were warned of them are handed to somebody else, who was not. */
  const handOn = async (real: number) => {
    const lately = new Set(await warnedSince(server, real - 48 * HOUR));
    const warned = episodes.stays.filter(({ id, owner, status }) => owner && status === 'open' && lately.has(id));
    for (const [i, stay] of dice.some(warned, 0.3).entries()) {
      const [at, owner] = [real + 180_000 + i, dice.pick(business.people)];
      if (at <= Math.max(stay.since, stay.entered) || owner === stay.owner) continue;
      const version = await business.versionOf(stay.id);
      await business.write(iso(at), [{ entity: 'deal', change: { kind: 'update', id: stay.id, version, values: { owner } } }]);
      counts.handed += 1;
    }
  };

  await business.tick(iso(MONDAY));
  const made = Array.from({ length: DEALS }, () => ({ id: newId(), at: MONDAY + 1 + dice.below(60 * DAY) })).sort((a, b) => a.at - b.at);
  const acts = Array.from({ length: DEALS * ACTS }, () => MONDAY + dice.below(DAYS * DAY)).sort((a, b) => a - b);
  for (let real = MONDAY; real <= MONDAY + DAYS * DAY; real += HOURS * HOUR) {
    const fresh = made.splice(0, made.filter(({ at }) => at < real).length);
    for (const { id, at } of fresh) {
      const due = iso(at + (30 + dice.below(300)) * DAY).slice(0, 10);
      const owner = dice.pick(business.people);
      const values = { name: `Deal ${id}`, amount: '500', due, owner };
      await business.write(iso(at), [{ entity: 'deal', change: { kind: 'create', id, values } }]);
      episodes.enter(id, at, owner);
      episodes.days.set(id, due);
    }
    for (const at of acts.splice(0, acts.filter((each) => each < real).length)) if (at > real - HOURS * HOUR + 300_000) await act(at);
    for (let turns = dice.below(5); turns > 0; turns -= 1) await turn(real + turns);
    // Whoever comes next takes up what the dead have left, before anything else happens.
    await business.settle(iso(real + 60_000));
    await take(real);
    await look();
    await handOn(real);
  }

  const { rows } = await server.pool.query<{ name: string; at: string; state: string }>(
    `select case when level is null then concat_ws(' ', automation, episode)
         else concat_ws(' ', automation, record, level, to_char(counted_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), case when automation = 'pool' then split_part(episode, ' ', 4) end) end as name, state,
       to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from app_${SIMULATED}._run`,
  );
  const number = async (text: string) => (await server.pool.query(text)).rows[0].n as number;
  const told = await number(
    `select count(*)::int as n from pipewright.notice where app = '${SIMULATED}' and kind in ('reminder', 'warning')`,
  );
  const tells = await number(`select count(*)::int as n from app_${SIMULATED}._run_step where kind = 'notify' and outcome = 'done'`);
  const begun = new Map(rows.map(({ name, at }) => [name, at]));
  const wrong = [...new Set([...begun.keys(), ...episodes.due.keys()])].flatMap((name) => {
    const [was, due] = [begun.get(name), episodes.due.get(name)];
    return due !== undefined && was === iso(due) ? [] : [{ name, was, due: due === undefined ? undefined : iso(due) }];
  });
  const reclaims = await reclaimsOf(server);
  const unwarned = reclaims.filter(({ at, warned }) => warned === null || at - warned < 48 * HOUR - 120_000);
  console.log(
    `virtual year: ${JSON.stringify({ seed: SEED, deals: DEALS, days: DAYS, ...counts, levels: begun.size, reclaims: reclaims.length, claims, wrong: wrong.length, unwarned: unwarned.length, unlike: unlike.length })}`,
  );
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(unwarned.slice(0, 5)).toEqual([]);
  expect(unlike.slice(0, 5)).toEqual([]);
  expect([begun.size, told]).toEqual([rows.length, tells]);
  expect(rows.filter(({ state }) => state !== 'done')).toEqual([]);
  expect(Math.min(counts.died, counts.slept, counts.passed, counts.dates, counts.handed, begun.size, reclaims.length)).toBeGreaterThan(20);
  // What somebody gave up and would take again comes in the long runs only.
  expect(Object.keys(claims).sort()).toEqual(expect.arrayContaining(['pool.cool_down', 'pool.limit', 'taken']));
});
