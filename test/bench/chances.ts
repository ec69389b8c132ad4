// `node test/bench/chances.ts`: how long win probabilities take over many opportunities: learning from the closed ones, telling all others, and telling them
// once more where nothing changed. CHANCE_SIZE changes how many there are.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDatabase, keepAllChances, openPool, openServer, startEmbedded } from '@pipewright/server';
import { growOpportunities } from '../support/grow.ts';
import { options } from './options.ts';
import { HEAD, line } from './results.ts';

const SIZE = Number(process.env.CHANCE_SIZE ?? 100_000);
const { root } = options;
const dir = mkdtempSync(join(tmpdir(), 'pipewright-chances-'));
chmodSync(dir, 0o755);
const postgres = await startEmbedded({ dir });
const settings = { secret: 'bench '.repeat(8), root, demo: true } as const;
const databaseUrl = await demoDatabase(postgres, settings);
const pool = openPool(databaseUrl, { max: 2 });
const tell = (what: string, value: number, unit: 's' | '', note = '') =>
  console.log(line({ workload: 'chances', what, value, unit, target: null, note }));
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

console.log(`growing to ${SIZE} opportunities`);
await growOpportunities(pool, SIZE, 200);
await pool.query('vacuum analyze');
const server = await openServer({ databaseUrl, ...settings, role: 'web' });
console.log(HEAD);
const first = await timed(() => keepAllChances(server));
const count = async (where: string) =>
  (await pool.query(`select count(*)::int as n from app_opportunity.opportunity where ${where}`)).rows[0].n as number;
const { records } = (await pool.query('select records from pipewright.chance')).rows[0];
tell('learned and told of all', first, 's', `learned from ${records}, told of ${await count('probability_model is not null')}`);
tell('looked, with nothing to do', await timed(() => keepAllChances(server)), 's');
await pool.query('update pipewright.chance set spread = 0');
tell('told of all, nothing changed', await timed(() => keepAllChances(server)), 's');
await pool.query(
  'update pipewright.chance set spread = 0; update app_opportunity.opportunity set probability_computed = 0 where probability_model is not null',
);
tell('told of all, all changed', await timed(() => keepAllChances(server)), 's');
await server.close();
await pool.end();
await postgres.stop();
rmSync(dir, { recursive: true, force: true });
