import { describe, expect, it } from 'vitest';
import { Refusal } from '../ground/refusal.ts';
import { receive } from './upload.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function all(parts: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const part of parts) found.push(part);
  return found;
}
/** The text of a file that came in pieces of a size. */
async function text(bytes: Uint8Array, size = 7): Promise<string> {
  const upload = await receive(pieces(bytes, size));
  try {
    return (await all(upload.text())).join('');
  } finally {
    await upload.close();
  }
}
const utf16 = (words: string, big: boolean) => {
  const bytes = Buffer.from(`\ufeff${words}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('an uploaded file', () => {
  it('is the text it was, however it is cut, characters of several bytes too', async () => {
    const words = '名称,金额\n张三👍,é\n';
    for (const size of [1, 2, 3, 5, 1000]) expect(await text(Buffer.from(words), size)).toBe(words);
  });

  it('is read piece by piece where it is long', async () => {
    const words = '长'.repeat(100_000);
    const upload = await receive(pieces(Buffer.from(words), 50_000));
    const read = await all(upload.text());
    expect([read.join('') === words, read.length > 3, Math.max(...read.map((each) => each.length)) <= 64 * 1024]).toEqual([
      true,
      true,
      true,
    ]);
    // It can be read again from its beginning.
    expect((await all(upload.text())).join('')).toBe(words);
    await upload.close();
  });

  it('is taken for what it is written in: as its mark says, UTF-8 where all of it is, else as Chinese Excel writes', async () => {
    expect(await text(Buffer.from('\ufeffname\n'))).toBe('name\n');
    expect(await text(utf16('名称\n', false))).toBe('名称\n');
    expect(await text(utf16('名称\n', true))).toBe('名称\n');
    expect(await text(Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a]))).toBe('名称\n');
  });

  it('is refused where it is no text', async () => {
    const fault = await text(Uint8Array.from([0xff, 0x80, 0x00, 0xff, 0xff, 0xff])).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Refusal);
    expect((fault as Refusal).issues).toEqual([{ path: 'file', code: 'csv.encoding' }]);
  });

  it('is nothing where nothing came, and nothing is left where it breaks off', async () => {
    expect(await text(new Uint8Array())).toBe('');
    const broken = async function* () {
      yield Buffer.from('name\n');
      throw new Error('gone');
    };
    await expect(receive(broken())).rejects.toThrow('gone');
  });
});
