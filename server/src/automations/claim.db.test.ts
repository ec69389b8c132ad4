import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freshServer } from '../../../test/support/database.ts';
import { transaction } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import type { RunningServer } from '../running/server.ts';
import { claimRuns } from './claim.ts';

const SCHEMA = 'app_opportunity';
const FROM = Date.parse('2026-03-02T08:00:00.000Z');
const at = (seconds: number) => new Date(FROM + seconds * 1000).toISOString();

let server: RunningServer;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
});
afterAll(() => close?.());
beforeEach(() => server.pool.query(`truncate ${SCHEMA}._run, ${SCHEMA}._run_step`));

/** A run that waits: of a ladder where it has a level. */
interface Waiting {
  readonly name: string;
  readonly record?: string;
  readonly level?: string;
  readonly wakes: number;
}

async function waits(runs: readonly Waiting[]): Promise<void> {
  await server.pool.query(
    `insert into ${SCHEMA}._run (id, automation, version, entity, record, episode, level, state, node, wake_at, depth, root, chain, begun_at)
     select a.id, 'a', 1, 'opportunity', a.record, a.name, a.level, 'waiting', 'n', a.at, 0, a.id, array['a'], a.at
     from jsonb_to_recordset($1) as a(id uuid, record uuid, name text, level text, at timestamptz)`,
    [JSON.stringify(runs.map(({ wakes, record = newId(), ...run }) => ({ ...run, record, id: newId(), at: at(wakes) })))],
  );
}
const claimed = (limit: number, seconds = 1000) =>
  transaction(server.pool, async (db) => (await claimRuns(db, SCHEMA, at(seconds), limit, null)).map(({ episode }) => episode));
const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name} ${i}`);

it('takes up what began last beside what has waited longest, so that neither waits for a thousand others', async () => {
  await waits(names('told', 1000).map((name, i) => ({ name, level: 'first', wakes: i / 10 })));
  await waits(names('pressed', 3).map((name, i) => ({ name, wakes: 200 + i })));
  expect(await claimed(10)).toEqual([...names('told', 5), 'told 998', 'told 999', ...names('pressed', 3)]);
});

it('takes all where no more wait, each once, and none whose time has not come', async () => {
  await waits(names('run', 7).map((name, i) => ({ name, wakes: i })));
  await waits([{ name: 'later', wakes: 2000 }]);
  expect(await claimed(10)).toEqual(names('run', 7));
});

it('takes of a record what began first before what began then, though not behind its reminders', async () => {
  const [one, two] = [newId(), newId()];
  await waits(names('told', 20).map((name, i) => ({ name, level: 'first', wakes: i })));
  await waits([
    { name: 'reminder', record: one, level: 'first', wakes: 100 },
    { name: 'second', record: one, wakes: 201 },
    { name: 'earlier', record: two, wakes: 200 },
    { name: 'later', record: two, wakes: 202 },
  ]);
  expect(await claimed(4)).toEqual(['told 0', 'told 1', 'earlier', 'second']);
});

it('leaves alone what another worker holds', async () => {
  await waits(names('run', 6).map((name, i) => ({ name, wakes: i })));
  await transaction(server.pool, async (db) => {
    expect((await claimRuns(db, SCHEMA, at(100), 4, null)).map(({ episode }) => episode)).toEqual(['run 0', 'run 1', 'run 4', 'run 5']);
    expect(await claimed(4)).toEqual(['run 2', 'run 3']);
  });
});
