import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshServer } from '../../../test/support/database.ts';
import { Refusal } from '../ground/refusal.ts';
import type { RunningServer } from '../running/server.ts';
import { refusedFile } from './refused.ts';
import { takeInCsv } from './take-in.ts';
import { doneCount, finish, tally } from './tally.ts';

let server: RunningServer;
let close: () => Promise<void>;
let actor: string;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  actor = (await server.pool.query(`select id from auth."user" where email = 'sales@demo.local'`)).rows[0].id;
});
afterAll(() => close?.());

async function* cut(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const stage = (text: string, size = 5, proceed: () => void = () => undefined) =>
  takeInCsv(server.pool, { app: 'opportunity', entity: 'customer', actor }, cut(text, size), proceed);
const staged = async (id: string) =>
  (await server.pool.query('select number, cells, state, issues from pipewright.import_row where import = $1 order by number', [id])).rows;
const counts = async () => (await server.pool.query('select count(*)::int as n from pipewright.import')).rows[0].n;
const refusal = async (work: Promise<unknown>) => {
  const error = await work.catch((fault: unknown) => fault);
  return error instanceof Refusal ? error.issues.map(({ path, code }) => `${path} ${code}`) : error;
};

describe('a file that is read', () => {
  it('lies in rows by their numbers in the file, those that are not well formed as refused ones', async () => {
    const id = await stage('name,note\nA,x\n\nB,"y\nz"\nC,1,2\n"D"d,x\n');
    expect((await staged(id)).map(({ number, cells, state, issues }) => [number, cells, state, issues?.[0]?.code])).toEqual([
      [2, ['A', 'x'], 'staged', undefined],
      [4, ['B', 'y\nz'], 'staged', undefined],
      [5, ['C', '1', '2'], 'refused', 'csv.ragged'],
      [6, ['D"d', 'x'], 'refused', 'csv.quote'],
    ]);
    const { rows } = await server.pool.query('select columns, total, state from pipewright.import where id = $1', [id]);
    expect(rows).toEqual([{ columns: ['name', 'note'], total: 4, state: 'staged' }]);
  });

  it.each<[string, string, string]>([
    ['without anything', '', 'file csv.columns'],
    ['of blank lines', '\n \n', 'file csv.columns'],
    ['of a heading alone', 'name\n', 'file csv.rows'],
    ['whose heading names a column twice', 'name,note,name\nA,x,B\n', 'file csv.column_twice'],
    ['whose quotation mark never closes', 'name\nA\n"B\n', 'file csv.unclosed'],
  ])('%s is refused, and nothing of it is left', async (_, text, issue) => {
    const before = await counts();
    expect(await refusal(stage(text))).toEqual([issue]);
    expect(await counts()).toBe(before);
  });

  it('is given up where nobody waits for it any more', async () => {
    const before = await counts();
    let pieces = 0;
    const gone = stage('name\nA\nB\nC\n', 3, () => {
      pieces += 1;
      if (pieces > 2) throw new Error('nobody waits');
    });
    expect(await refusal(gone)).toMatchObject({ message: 'nobody waits' });
    expect(await counts()).toBe(before);
  });

  it('takes the place of the one that was read longest ago where a person keeps many', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) ids.push(await stage(`name\nA${i}\n`));
    const { rows } = await server.pool.query<{ id: string }>('select id from pipewright.import where actor = $1', [actor]);
    expect(rows.map(({ id }) => id).sort()).toEqual(ids.slice(-5).sort());
  });
});

describe('what became of the rows', () => {
  it('is counted by reason, the commonest first, and done once no row waits', async () => {
    const id = await stage('name,note\nA,x\nB,1,2\nC,1,2\n"D"d,x\n');
    const { done, refused, reasons } = await tally(server.pool, id);
    expect([done, refused, reasons.map(({ issue, count, first }) => [issue.code, count, first])]).toEqual([
      0,
      3,
      [
        ['csv.ragged', 1, 3],
        ['csv.ragged', 1, 4],
        ['csv.quote', 1, 5],
      ],
    ]);
    expect([await doneCount(server.pool, { id }), await finish(server.pool, { id })]).toEqual([0, false]);
    await server.pool.query(`update pipewright.import_row set state = 'done' where import = $1 and state = 'staged'`, [id]);
    expect([await doneCount(server.pool, { id }), await finish(server.pool, { id })]).toEqual([1, true]);
  });

  it('is a file of the refused ones in the language of the reader, in which no cell is a formula', async () => {
    const id = await stage('name,note\nB,1,=2\n"=cmd()"d,x\n');
    const text = async (language: 'en' | 'zh-CN') =>
      Buffer.from(await new Response(refusedFile(server.pool, id, ['name', 'note'], language)).arrayBuffer()).toString();
    const lines = (await text('en')).split('\n');
    expect(lines[0]).toBe('\ufeffname,note,Reason,Row');
    expect(lines[1]).toMatch(/^B,1,.*3 values.*,2,'=2$/);
    expect(lines[2]).toMatch(/^"?'=cmd\(\)""d"?,x,/);
    expect((await text('zh-CN')).split('\n')[0]).toBe('\ufeffname,note,原因,行号');
  });
});
