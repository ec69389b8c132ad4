import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { importEnd, stageFile } from '../../../test/support/importing.ts';
import { callerOf } from '../auth/principal.ts';
import { enterApp } from '../door/enter.ts';
import type { InApp } from '../door/env.ts';
import type { RunningServer } from '../running/server.ts';
import { type ImportJob, importChunk } from './chunk.ts';
import { resumeImports } from './resume.ts';
import { previewImport, runImport } from './run.ts';

const app = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  sales = await clientFor(server, 'sales@demo.local');
});
afterAll(() => close());

const never = () => undefined;
const jobOf = (staged: { id: string; columns: string[] }, mapping: ImportJob['mapping'], entity = 'customer'): ImportJob => ({
  ...{ id: staged.id, entity, mapping, columns: staged.columns },
});
const names = { targets: { name: { column: 'name' } } };

const stage = (csv: string, entity = 'customer', client = admin) => stageFile(client, `${app}/imports/${entity}`, csv);
const ended = (id: string, client = admin) => importEnd(client, `${app}/imports/${id}`);

async function inside(email: string): Promise<InApp> {
  const { rows } = await server.pool.query<{ id: string }>('select id from auth."user" where email = $1', [email]);
  const caller = await callerOf(server.pool, rows[0]?.id ?? '', 'opportunity');
  return (caller && (await enterApp(server, caller, 'opportunity'))) as InApp;
}

const count = async (like: string) => {
  const { rows } = await server.pool.query<{ n: number }>('select count(*)::int as n from app_opportunity.customer where name like $1', [
    like,
  ]);
  return rows[0]?.n;
};

describe('an import', () => {
  it('leaves out rows that are not well formed, says which, and gives them back whole', async () => {
    const staged = await stage('name;notes\nGood one;"a;b"\n"Bad"ly;x\nToo;many;cells\n\nGood two;5" pipe\n');
    expect(staged).toMatchObject({
      columns: ['name', 'notes'],
      total: 4,
      done: 0,
      refused: 2,
      sample: [{ name: 'Good one', notes: 'a;b' }, {}, {}, {}],
    });
    expect(
      staged.reasons.map(({ message, count: n, first }: { message: string; count: number; first: number }) => [
        message.slice(0, 6),
        n,
        first,
      ]),
    ).toEqual([
      ['Row 3:', 1, 3],
      ['Row 4 ', 1, 4],
    ]);
    const mapping = { targets: { ...names.targets, notes: { column: 'notes' } } };
    const preview = await admin.send('POST', `${app}/imports/${staged.id}/preview`, mapping);
    expect(preview.body).toMatchObject({ done: 2, refused: 2 });
    await admin.send('POST', `${app}/imports/${staged.id}/run`, mapping);
    expect(await ended(staged.id)).toMatchObject({ state: 'done', done: 2, refused: 2 });
    expect(await count('Good%')).toBe(2);
    const file = await admin.get(`${app}/imports/${staged.id}/refused.csv?lang=zh`);
    expect(file.text.split('\n')[0]).toBe('name,notes,原因,行号');
    expect(file.text).toContain('Too,many,第 4 行有 3 个值');
    expect(file.text).toMatch(/,4,cells\n/);
  });

  it('writes rows whose parents stand further down, however they lie', async () => {
    const depth = 6;
    const lines = Array.from({ length: depth }, (_, i) => `Tree ${i},${i === 0 ? '' : `Tree ${i - 1}`}`).reverse();
    const staged = await stage(`name,parent\n${lines.join('\n')}\nTree x,Nobody\n`);
    await admin.send('POST', `${app}/imports/${staged.id}/run`, { targets: { ...names.targets, parent: { column: 'parent' } } });
    expect(await ended(staged.id)).toMatchObject({ done: depth, refused: 1 });
  });

  it('is previewed by the version that is published, also when somebody publishes meanwhile', async () => {
    const staged = await stage('name\nMeanwhile\n');
    const before = await inside('admin@demo.local');
    const draft = (await admin.get(`${app}/draft`)).body;
    const published = await admin.send('POST', `${app}/publish`, { base: draft.version, revision: draft.revision });
    expect(published.status).toBe(200);
    expect(before.published.version).toBeLessThan((await inside('admin@demo.local')).published.version);
    expect(await previewImport(server, before, jobOf(staged, names), never)).toMatchObject({ done: 1, refused: 0 });
    expect(await count('Meanwhile')).toBe(0);
  });

  it('ends where nobody waits for it, and takes nothing away', async () => {
    const staged = await stage(`name\n${'Gone\n'.repeat(1200)}`);
    let asked = 0;
    const leave = () => {
      asked += 1;
      if (asked === 2) throw new Error('left');
    };
    await expect(previewImport(server, await inside('admin@demo.local'), jobOf(staged, names), leave)).rejects.toThrow('left');
    expect((await admin.get(`${app}/imports/${staged.id}`)).body).toMatchObject({ state: 'staged', done: 0, refused: 0 });
  });

  it('writes each row once, whoever runs it and however often it is taken up again', async () => {
    const staged = await stage(`name\n${Array.from({ length: 2300 }, (_, i) => `Once ${i}\n`).join('')}`);
    const { user } = (await inside('admin@demo.local')).caller;
    await server.pool.query(`update pipewright.import set state = 'running', mapping = $2 where id = $1`, [
      staged.id,
      JSON.stringify(names),
    ]);
    await Promise.all([resumeImports(server), runImport(server, 'opportunity', user, jobOf(staged, names)), resumeImports(server)]);
    for (let wait = 0; wait < 500 && (await count('Once %')) !== 2300; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await count('Once %')).toBe(2300);
    expect(await ended(staged.id)).toMatchObject({ done: 2300, refused: 0 });
  });

  it('says when something was closed or began only with the right to bring in the past, by whichever way', async () => {
    const targets = {
      name: { column: 'name' },
      closed_on: { column: 'closed' },
      valid_at: { value: '2017-01-01' },
      status: { value: 'won' },
    };
    const staged = await stage('name,closed\nOld deal,2017-03-01\n', 'opportunity', sales);
    const baseline = await sales.send('POST', `${app}/imports/${staged.id}/preview`, { targets, baseline: true });
    expect([baseline.status, baseline.body.issues[0].code]).toEqual([403, 'denied.baseline']);
    const preview = await sales.send('POST', `${app}/imports/${staged.id}/preview`, { targets });
    expect(preview.body).toMatchObject({
      done: 0,
      refused: 1,
      reasons: [{ message: '“Closed on” can only be set by importing history.' }],
    });
    await sales.send('POST', `${app}/imports/${staged.id}/run`, { targets });
    expect(await ended(staged.id, sales)).toMatchObject({ state: 'done', done: 0, refused: 1 });
    const held = await inside('sales@demo.local');
    const taken = jobOf(staged, { targets, baseline: true }, 'opportunity');
    await server.pool.query(`update pipewright.import_row set state = 'staged' where import = $1`, [staged.id]);
    const chunk = importChunk(server, { db: server.pool, announce: never }, held, taken, { after: 0, to: 99 });
    await expect(chunk).rejects.toThrow('denied.baseline');
  });

  it('keeps the last five files that a person had read and did not run', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) ids.push((await stage(`name\nKept ${i}\n`, 'contact', sales)).id);
    const status = await Promise.all(ids.map(async (id) => (await sales.get(`${app}/imports/${id}`)).status));
    expect(status).toEqual([404, 404, 200, 200, 200, 200, 200]);
  });
});
