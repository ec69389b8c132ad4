import { setTimeout as sleep } from 'node:timers/promises';
import {
  type App,
  addEntity,
  addField,
  addStage,
  editEntity,
  readApp,
  removeStage,
  retireField,
  updateField,
} from '@pipewright/definition';
import { openPool, publish, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { growOpportunities } from './support/grow.ts';

/** Rows of the table that is published over, and the longest that anybody may wait for a lock. */
const ROWS = Number(process.env.STALL_ROWS ?? 60_000);
const LONGEST_MS = Number(process.env.STALL_MS ?? 400);
const KEY = 'opportunity';
const TABLE = `app_${KEY}.opportunity`;
const label = (text: string) => ({ en: text, 'zh-CN': text });

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  await growOpportunities(server.pool, ROWS);
}, 600_000);
afterAll(async () => close?.(), 600_000);

const STAGE = { key: 's_stage', name: label('Stage'), probability: 5, color: 'blue' as const, required: [], gates: [] };

/** Each kind of change, in the order in which they are published. */
const CHANGES: Readonly<Record<string, (app: App) => App>> = {
  'new field': (app) => addField(app, KEY, { key: 's_text', type: 'text', name: label('Text') }),
  'new field that is searched': (app) => addField(app, KEY, { key: 's_search', type: 'text', name: label('Search'), searchable: true }),
  'new reference': (app) => addField(app, KEY, { key: 's_firm', type: 'reference', target: 'customer', name: label('Firm') }),
  'new person': (app) => addField(app, KEY, { key: 's_person', type: 'person', name: label('Person') }),
  'new unique field': (app) => addField(app, KEY, { key: 's_unique', type: 'text', name: label('Unique'), unique: true }),
  'new number given out': (app) => addField(app, KEY, { key: 's_number', type: 'auto_number', name: label('Number'), format: 'S-{0000}' }),
  'field made unique': (app) => updateField(app, KEY, 'next_step', { unique: true }),
  'uniqueness lifted': (app) => updateField(app, KEY, 'next_step', { unique: undefined }),
  'field made required': (app) => updateField(app, KEY, 'next_step', { required: true }),
  'field retired': (app) => retireField(app, KEY, 'win_factors'),
  'view with filter and order': (app) =>
    editEntity(app, KEY, (entity) => ({
      ...entity,
      views: [
        ...entity.views,
        { key: 's_view', name: label('View'), columns: ['name'], filter: { '==': [{ var: 'source' }, 'web'] }, sort: '-amount' },
      ],
    })),
  'stage added': (app) => addStage(app, KEY, 'standard', STAGE, 1),
  'stage removed': (app) => removeStage(app, KEY, 'standard', 's_stage'),
  'stage with records removed': (app) => removeStage(app, KEY, 'standard', 'requirements'),
  'entity gets stages': (app) =>
    editEntity(app, 'contact', (entity) => ({
      ...entity,
      process: { pipelines: [{ key: 'only', name: label('Only'), when: null, stages: [STAGE] }], wonRequires: [], lostRequires: [] },
    })),
  'new entity': (app) => addEntity(app, 's_entity', label('Entity')),
};

/** Where the records of the removed stages go. */
const PLACES = { [`${KEY}/standard/requirements`]: 'first_contact' };

interface Watch {
  readonly reads: number[];
  readonly writes: number[];
  readonly failed: string[];
  waited: number;
}

/** Reads, writes and looks for waits until told to stop. */
function watch(): { seen: Watch; stop: () => Promise<void> } {
  const seen: Watch = { reads: [], writes: [], failed: [], waited: 0 };
  const looker = openPool(server.pool.options.connectionString ?? '', { max: 1 });
  let on = true;
  const every = async (pause: number, turn: (n: number) => Promise<void>) => {
    for (let n = 0; on; n += 1) {
      await turn(n);
      await sleep(pause);
    }
  };
  const timed = async (into: number[], ask: () => Promise<{ status: number; text: string }>, also = 200) => {
    const began = performance.now();
    const { status, text } = await ask();
    into.push(performance.now() - began);
    if (status !== 200 && status !== also) seen.failed.push(`${status} ${text.slice(0, 200)}`);
  };
  const versions = new Map<string, number>();
  const running = [
    every(5, () =>
      timed(seen.reads, () => admin.get(`/apps/${KEY}/records/${KEY}`, { limit: 20, sort: '-updated_at', fields: 'name,stage' })),
    ),
    every(5, async (n) => {
      if (versions.size === 0) {
        const filter = { and: [{ '==': [{ var: 'status' }, 'open'] }, { '==': [{ var: 'pipeline' }, 'standard'] }] };
        const { records } = (await admin.get(`/apps/${KEY}/records/${KEY}`, { limit: 50, filter })).body;
        for (const { id, version } of records ?? []) versions.set(id, version);
        if (versions.size === 0) return;
      }
      const [id, version] = [...versions][n % versions.size] as [string, number];
      versions.delete(id);
      const body = { version, values: { pain_point: `seen ${n}` } };
      await timed(seen.writes, () => admin.send('PATCH', `/apps/${KEY}/records/${KEY}/${id}`, body), 409);
    }),
    every(4, async () => {
      // Who changes tables waits as long as need be; counted are those who only work.
      const { rows } = await looker.query<{ ms: number | null }>(
        `select max(extract(epoch from clock_timestamp() - l.waitstart) * 1000)::float8 as ms from pg_locks l join pg_stat_activity a using (pid)
         where not l.granted and a.datname = current_database() and l.locktype <> 'advisory' and a.query !~* 'lock table|concurrently|^alter table|drop index'`,
      );
      seen.waited = Math.max(seen.waited, rows[0]?.ms ?? 0);
    }),
  ];
  const stop = async () => {
    on = false;
    await Promise.all(running);
    await looker.end();
  };
  return { seen, stop };
}

async function current(): Promise<{ app: App; version: number }> {
  const { rows } = await server.pool.query(
    'select a.version, v.definition from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version where a.key = $1',
    [KEY],
  );
  const read = readApp(JSON.parse(rows[0].definition));
  if ('issues' in read) throw new Error(JSON.stringify(read.issues));
  return { app: read.value, version: rows[0].version };
}

const longest = (times: readonly number[]) => Math.round(Math.max(0, ...times));

describe('publishing over a large table', () => {
  const lines: string[] = [];
  afterAll(() =>
    console.log(`publish over ${ROWS} rows: live ms, call ms, longest read / write / wait for a lock ms\n${lines.join('\n')}`),
  );

  for (const [name, change] of Object.entries(CHANGES)) {
    it(`holds nobody up: ${name}`, async () => {
      const { app, version } = await current();
      const { seen, stop } = watch();
      await sleep(150);
      const quiet = [longest(seen.reads), longest(seen.writes)];
      const began = performance.now();
      let live = 0;
      let call = 0;
      const published = publish(server.pool, { key: KEY, document: change(app), base: version, by: null, places: PLACES }, () => {
        live = performance.now() - began;
      });
      try {
        await published;
        call = performance.now() - began;
      } finally {
        await stop();
      }
      lines.push(
        `${name.padEnd(28)} ${live.toFixed(0).padStart(6)} ${call.toFixed(0).padStart(6)}   ${longest(seen.reads)} (${quiet[0]}) / ${longest(seen.writes)} (${quiet[1]}) / ${seen.waited.toFixed(0)}`,
      );
      expect(seen.failed).toEqual([]);
      expect(seen.reads.length).toBeGreaterThan(3);
      expect(seen.waited).toBeLessThan(LONGEST_MS);
      const { body } = await admin.get(`/apps/${KEY}/repair`);
      expect(body.drift).toEqual([]);
    }, 600_000);
  }

  it('ends each with the table as the version says', async () => {
    const { rows } = await server.pool.query(`select count(*)::int as n from ${TABLE} where stage = 's_stage'`);
    expect(rows[0].n).toBe(0);
  });
});
