import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, type Crowd, gather, MOST_STALL } from './support/crowd.ts';

const contacts = '/apps/opportunity/imports/contact';
let crowd: Crowd;

beforeAll(async () => {
  crowd = await gather('sales@demo.local');
});
afterAll(() => crowd.apart.close());

const row = (i: number) => `Person ${i},"Title ""${i}"", senior",person${i}@example.com,+86 10 ${10_000_000 + i}\n`;
const large = () => `name,job_title,email,phone\n${Array.from({ length: 250_000 }, (_, i) => row(i)).join('')}`;
const utf16 = (text: string) => new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));

const FILES: readonly [string, () => Body, number, string | undefined, number][] = [
  ['of 17 MB', large, 201, undefined, 250_000],
  ['with a quotation mark inside a value', () => 'name,email\na"b,a@example.com\n', 201, undefined, 1],
  ['with semicolons and quotation marks', () => '"name";"email"\n"x";"a@example.com"\n', 201, undefined, 1],
  ['in UTF-16', () => utf16(`name;email\n${'张三;a@example.com\n'.repeat(20_000)}`), 201, undefined, 20_000],
  ['that is one line', () => `name,email\n${'x'.repeat(20_000_000)}`, 422, 'csv.row_too_long', 0],
  ['whose quotation mark never closes', () => `name,email\n"${'x,y\n'.repeat(2_000_000)}`, 422, 'csv.unclosed', 0],
  ['of quotation marks', () => '"'.repeat(10_000_000), 422, 'csv.row_too_long', 0],
  ['of blank lines', () => `name\n${'\n'.repeat(10_000_000)}x\n`, 201, undefined, 1],
  ['of separators', () => `name\n${','.repeat(10_000_000)}`, 422, 'csv.row_too_long', 0],
  ['of more columns than there can be', () => `${'c,'.repeat(100_000)}\n1\n`, 422, 'csv.too_wide', 0],
  ['of zeros', () => new Uint8Array(10_000_000), 422, 'csv.columns', 0],
  ['that is no text', () => Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 7919) % 251), 422, 'csv.encoding', 0],
  ['that is empty', () => '', 422, 'csv.columns', 0],
  ['of more rows than may be', () => `name\n${'x\n'.repeat(500_001)}`, 422, 'csv.too_many', 0],
];

describe('while one person uploads a file', () => {
  it.each(FILES)('%s, nobody else waits, and nothing of it is left that is of no use', async (_, make, status, code, rows) => {
    const body = make();
    const { result, stall, waits } = await crowd.meanwhile(() => crowd.ask('POST', contacts, body));
    expect([result.status, result.json.issues?.[0].code, result.json.total ?? 0]).toEqual([status, code, rows]);
    expect(stall).toBeLessThan(MOST_STALL);
    console.log(`stall ${stall.toFixed(0)} ms, longest wait ${Math.max(...waits).toFixed(0)} ms over ${waits.length} probes, ${rows} rows`);
    expect(await crowd.apart.pulse()).toMatchObject({ uploads: 0 });
  });

  it('and breaks off, or is slow, nothing is left, and nobody else waits', async () => {
    const begin = () => {
      const upload = request(crowd.apart.base + contacts, {
        method: 'POST',
        headers: { cookie: crowd.cookie, 'content-type': 'text/csv' },
      });
      upload.on('error', () => undefined);
      upload.write(`name,email\n${'x,y\n'.repeat(50_000)}`);
      return upload;
    };
    const uploads = (open: number) => expect.poll(async () => (await crowd.apart.pulse()).uploads, { timeout: 5000 }).toBe(open);
    const { stall } = await crowd.meanwhile(async () => {
      for (let i = 0; i < 10; i += 1) {
        const upload = begin();
        await sleep(30);
        upload.destroy();
      }
      await uploads(0);
      const slow = [begin(), begin(), begin()];
      await uploads(3);
      // A fourth waits for one of the three.
      const fourth = crowd.ask('POST', contacts, 'name\nx\n');
      for (let i = 0; i < 20; i += 1) {
        for (const upload of slow) upload.write('z');
        await sleep(20);
      }
      for (const upload of slow) upload.destroy();
      expect((await fourth).status).toBe(201);
    });
    expect(stall).toBeLessThan(MOST_STALL);
    await uploads(0);
    expect(await crowd.count('pipewright.import where total between 50000 and 50001')).toBe(0);
  });

  it('whose rows are refused and fetched as a file, nobody else waits', async () => {
    const { json } = await crowd.ask('POST', contacts, `name,email\n${'a,b,c,d\n'.repeat(60_000)}`);
    expect(json).toMatchObject({ total: 60_000, refused: 60_000, reasons: { length: 50, 0: { count: 1, first: 2 } } });
    const { result, stall } = await crowd.meanwhile(() => crowd.ask('GET', `/apps/opportunity/imports/${json.id}/refused.csv`));
    const lines = result.text.trim().split('\n');
    expect([lines.length, lines[60_000]]).toEqual([
      60_001,
      'a,b,"Row 60001 has 4 values, but there are only 2 columns. Put values that contain the separator in quotation marks.",60001,c,d',
    ]);
    expect(stall).toBeLessThan(MOST_STALL);
  });

  it('whose rows are a million characters long, and previews and runs it, nobody else waits', async () => {
    const text = 'é '.repeat(450_000);
    const { json } = await crowd.ask('POST', contacts, `name,notes\n${Array.from({ length: 40 }, (_, i) => `${i},${text}\n`).join('')}`);
    const path = `/apps/opportunity/imports/${json.id}`;
    const mapping = JSON.stringify({ targets: { name: { column: 'name' }, notes: { column: 'notes' }, email: { column: 'notes' } } });
    const { result, stall } = await crowd.meanwhile(async () => {
      const preview = await crowd.ask('POST', `${path}/preview`, mapping);
      await crowd.ask('POST', `${path}/run`, mapping);
      await expect.poll(async () => (await crowd.ask('GET', path)).json.state, { timeout: 20_000 }).toBe('done');
      return { preview, file: await crowd.ask('GET', `${path}/refused.csv`) };
    });
    expect(result.preview.json).toMatchObject({ done: 0, refused: 40 });
    expect(result.file.text.length).toBeGreaterThan(40 * 900_000);
    expect(stall).toBeLessThan(MOST_STALL);
  });

  it('and the server is killed meanwhile, nothing of it is left', async () => {
    const staged = await crowd.count('pipewright.import');
    const rows = await crowd.count('pipewright.import_row');
    const lost = crowd.ask('POST', contacts, large()).catch(() => 'lost');
    await expect.poll(async () => (await crowd.apart.pulse()).uploads, { timeout: 5000 }).toBe(1);
    await sleep(700);
    crowd.apart.process.kill('SIGKILL');
    expect(await lost).toBe('lost');
    expect([await crowd.count('pipewright.import'), await crowd.count('pipewright.import_row')]).toEqual([staged, rows]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('pipewright-0'))).toEqual([]);
  });
});
