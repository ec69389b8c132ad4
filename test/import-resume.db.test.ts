import { setTimeout as sleep } from 'node:timers/promises';
import { openPool, openServer, type Pool, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshDatabase, root, SECRET } from './support/database.ts';
import { type Line, openLine } from './support/line.ts';

let server: RunningServer;
let line: Line;
/** Works on the database past the line that is cut. */
let beside: Pool;
let admin: TestClient;
let drop: () => Promise<void>;
const imports = '/apps/opportunity/imports';

beforeAll(async () => {
  const database = await freshDatabase('demo');
  drop = database.drop;
  beside = openPool(database.url, { max: 2 });
  line = await openLine(database.url);
  server = await openServer({ databaseUrl: line.url, secret: SECRET, root, demo: true });
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(async () => {
  await Promise.all([server?.close(), beside?.end()]);
  await line?.close();
  await drop?.();
});

/** Uploads customers with a mark of their own; answers the import's id. */
async function stage(mark: string, count: number): Promise<string> {
  const names = Array.from({ length: count }, (_, i) => `${mark} ${i}`);
  return (await admin.send('POST', `${imports}/customer`, ['Name', ...names].join('\n'))).body.id as string;
}
const run = (id: string) => admin.send('POST', `${imports}/${id}/run`, { targets: { name: { column: 'Name' } } });
const stateOf = async (id: string) => (await beside.query('select state from pipewright.import where id = $1', [id])).rows[0].state;
async function ended(id: string): Promise<string> {
  while ((await stateOf(id)) === 'running') await sleep(50);
  return stateOf(id);
}
/** How many customers bear a mark, and how many different ones. */
async function marked(mark: string) {
  const { rows } = await beside.query(
    'select count(*)::int as n, count(distinct name)::int as names from app_opportunity.customer where name like $1',
    [`${mark} %`],
  );
  return rows[0];
}

describe('an import', () => {
  it('goes on by itself when the database was lost in the middle, and writes each row once', async () => {
    const id = await stage('cut', 4000);
    expect((await run(id)).status).toBe(202);
    for (let cuts = 0; cuts < 4; cuts += 1) {
      await sleep(150);
      await line.cut();
      await sleep(50);
      await line.mend();
    }
    expect(await ended(id)).toBe('done');
    expect(await marked('cut')).toEqual({ n: 4000, names: 4000 });
  });

  it('is not done while rows of it are held, as a killed server holds them until the database has noticed', async () => {
    const id = await stage('held', 20);
    const holder = await beside.connect();
    // Rows have the numbers that a spreadsheet shows, the heading being the first.
    await holder.query('begin');
    await holder.query('select 1 from pipewright.import_row where import = $1 and number <= 8 for update', [id]);
    expect((await run(id)).status).toBe(202);
    for (let waited = 0; waited < 100 && (await marked('held')).n < 13; waited += 1) await sleep(50);
    await sleep(400);
    expect([await stateOf(id), await marked('held')]).toEqual(['running', { n: 13, names: 13 }]);
    await holder.query('rollback');
    holder.release();
    expect(await ended(id)).toBe('done');
    expect(await marked('held')).toEqual({ n: 20, names: 20 });
  });
});
