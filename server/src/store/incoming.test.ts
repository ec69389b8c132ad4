import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearIncoming, receiveFile } from './incoming.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-incoming-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* pieces(...sizes: number[]) {
  for (const size of sizes) yield new Uint8Array(size).fill(65);
}

describe('what comes in', () => {
  it('lies on disk, with its hash, its size and its beginning', async () => {
    const found = await receiveFile(folder, pieces(1000, 100_000), () => undefined);
    expect([found.size, found.head.length, found.hash]).toEqual([101_000, 64 * 1024, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(readdirSync(folder)).toHaveLength(1);
    await found.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing where it is refused on the way', async () => {
    const most = (bytes: number) => {
      if (bytes > 1500) throw new Error('too many');
    };
    await expect(receiveFile(folder, pieces(1000, 1000), most)).rejects.toThrow('too many');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('what was left behind', () => {
  it('by processes that are no more is removed, and nothing that may still be written', async () => {
    const mine = await receiveFile(folder, pieces(10), () => undefined);
    const put = (name: string, ageMs = 0) => {
      writeFileSync(join(folder, name), 'x');
      const at = new Date(Date.now() - ageMs);
      utimesSync(join(folder, name), at, at);
    };
    put(`${hostname()}.999999999.s.1`);
    put(`${hostname()}.${process.pid}.of-another-run.1`);
    put(`${hostname()}.${process.ppid}.s.1`);
    put('elsewhere.1.s.1');
    put('elsewhere.1.s.2', 2 * 3_600_000);
    expect(await clearIncoming(folder)).toBe(3);
    expect(readdirSync(folder).sort()).toEqual(
      [mine.path.slice(folder.length + 1), `${hostname()}.${process.ppid}.s.1`, 'elsewhere.1.s.1'].sort(),
    );
    expect(await clearIncoming(join(folder, 'nowhere'))).toBe(0);
  });
});
