import { forgetRuns } from '@pipewright/server';
import { afterEach, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';
import { EVERY } from './support/every-automation.ts';
import { SIMULATED, Simulated } from './support/simulated.ts';

/** Businesses of this run, how long each goes on and how much happens in it; raise them for a longer one. */
const SEED = Number(process.env.FORGET_SEED ?? 1);
const SEEDS = Number(process.env.FORGET_SEEDS ?? 1);
const DAYS = Number(process.env.FORGET_DAYS ?? 60);
const ACTS = Number(process.env.FORGET_ACTS ?? 300);
/** After how many days runs are forgotten here: before the levels after them are due. */
const KEPT = 2;
const DAY_MS = 86_400_000;
const SCHEMA = `app_${SIMULATED}`;

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

interface Row {
  readonly id: string;
  readonly run: string;
  readonly automation: string;
  readonly record: string;
  readonly began_for: string;
  readonly overtaken: boolean;
  readonly counted_from: string | null;
  readonly old: boolean;
  readonly steps: number;
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ROWS = `select id::text, concat_ws(' ', automation, record, coalesce(level, '-'), ${instant('begun_at')}) as run, automation, record::text, split_part(episode, ' overtaken ', 1) as began_for,
  episode like '% overtaken %' as overtaken, ${instant('counted_from')} as counted_from, ended_at < $1::timestamptz - make_interval(days => ${KEPT}) as old,
  (select count(*)::int from ${SCHEMA}._run_step s where s.run = r.id) as steps from ${SCHEMA}._run r`;

for (let seed = SEED; seed < SEED + SEEDS; seed += 1)
  it(`begins with old runs forgotten what it would begin with all of them kept, and keeps no more than that takes, business ${seed}`, {
    timeout: 3_600_000,
  }, async () => {
    const fresh = await freshServer('demo');
    close = fresh.close;
    const { pool } = fresh.server;
    const business = new Simulated(fresh.server, seed);
    await business.open(EVERY);
    const from = Date.parse('2026-01-05T00:00:00.000Z');
    const window = { from: new Date(from).toISOString(), to: new Date(from + DAYS * DAY_MS).toISOString(), step: DAY_MS / 2 };
    const begun = new Map<string, string>();
    const told = new Map<string, string>();
    const twice: string[] = [];
    let gone = 0;
    await business.live(window, ACTS, async (now) => {
      for (const { id, run, automation, began_for, overtaken } of (await pool.query<Row>(ROWS, [now])).rows) {
        begun.set(id, run);
        const key = `${automation} ${began_for}`;
        if (overtaken) continue;
        if ((told.get(key) ?? id) !== id) twice.push(run);
        told.set(key, id);
      }
      gone += await forgetRuns(pool, await business.app(), now, KEPT);
    });
    expect(twice).toEqual([]);
    expect([...begun.values()].sort()).toEqual(await business.firings(EVERY, window));

    const left = (await pool.query<Row>(ROWS, [window.to])).rows;
    expect([gone, left.length]).toEqual([begun.size - left.length, begun.size - gone]);
    const old = left.filter((row) => row.old);
    console.log(JSON.stringify({ seed, begun: begun.size, gone, left: left.length, old: old.length }));
    // What comes once is gone: writes and occasions, unless they are of a record once and for all.
    expect(
      old.filter((row) => /^(made|changed|turned|deleted|entered|left|status|each_day|touched|each_week)/.test(row.automation)),
    ).toEqual(old.filter((row) => row.automation === 'entered_once'));
    // Of a stage only the visit of a record that may go on.
    const { rows: periods } = await pool.query(
      `select record::text, pipeline, stage, status, ${instant('entered_at')} as from, ${instant('coalesce(left_at, $1)')} as to from ${SCHEMA}._period order by entered_at desc, id desc`,
      [window.to],
    );
    const stays = Map.groupBy(periods, ({ record }) => record as string);
    const earlier = old.filter(({ automation, record, counted_from }) => {
      const all = stays.get(record) ?? [];
      const here = all.findIndex(({ pipeline, stage }) => pipeline !== all[0]?.pipeline || stage !== all[0]?.stage);
      return automation.startsWith('stage') && here >= 0 && (counted_from ?? '') < all[here]?.to;
    });
    expect(earlier).toEqual([]);
    expect(old.filter(({ automation }) => automation.startsWith('stage')).length).toBeGreaterThan(20);
    // Steps stay with the last of each ladder, and with what was overtaken.
    const last = (row: Row) =>
      row.counted_from !== null &&
      !left.some((x) => x.record === row.record && x.automation === row.automation && (x.counted_from ?? '') > (row.counted_from ?? ''));
    expect(old.filter((row) => row.steps > 0 !== (row.overtaken || last(row)))).toEqual([]);
    // And with the steps the keys of what they told.
    const { rows: keys } = await pool.query<{ key: string }>('select key from pipewright.notice_key where app = $1', [SIMULATED]);
    const speaking = new Set(left.filter(({ steps }) => steps > 0).map((row) => `${row.automation} ${row.began_for} a`));
    expect(keys.filter(({ key }) => !speaking.has(key))).toEqual([]);
    // Asked again, there is nothing left to delete.
    expect(await forgetRuns(pool, await business.app(), window.to, KEPT)).toBe(0);
    for (const row of [begun.size, gone, old.length, keys.length]) expect(row).toBeGreaterThan(20);
  });
