import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openS3, S3_KEYS, type S3Server } from '../../../test/support/s3-server.ts';
import type { FileStore } from './file-store.ts';
import { folderStore } from './folder-store.ts';
import { s3Address } from './s3-settings.ts';
import { s3Store } from './s3-store.ts';

let folder: string;
let s3: S3Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-stores-'));
  mkdirSync(join(folder, 'incoming'));
  s3 = await openS3();
});
afterAll(async () => {
  await s3?.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = () => ({ ...S3_KEYS, endpoint: new URL(s3.url), pathStyle: true });
/** Each store, and what lies in it: names under which a content was put. */
const STORES: Readonly<Record<string, () => { store: FileStore; lying: () => string[] }>> = {
  folder: () => ({
    store: folderStore(join(folder, 'contents')),
    lying: () =>
      readdirSync(join(folder, 'contents'), { recursive: true })
        .map(String)
        .filter((name) => name.includes('/')),
  }),
  S3: () => ({ store: s3Store(settings()), lying: () => [...s3.held.keys()] }),
};

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
let made = 0;
/** A local file as it has come in. */
function arrived(content: Buffer) {
  made += 1;
  const path = join(folder, 'incoming', String(made));
  writeFileSync(path, content);
  return { path, hash: hashOf(content), content };
}
const contentIn = async (store: FileStore, hash: string) => {
  const stream = await store.read(hash);
  return stream && Buffer.from(await buffer(stream as unknown as AsyncIterable<Uint8Array>));
};

describe.each(Object.entries(STORES))('the store of files: %s', (_, open) => {
  it('keeps a content under its hash, gives it out as often as it is asked for, and forgets it', async () => {
    const { store, lying } = open();
    const { path, hash, content } = arrived(Buffer.concat([Buffer.from('内容'), randomBytes(300_000)]));
    await store.put(hash, path);
    expect([existsSync(path), lying()]).toEqual([false, [`${hash.slice(0, 2)}/${hash}`]]);
    expect([await contentIn(store, hash), await contentIn(store, hash)]).toEqual([content, content]);
    await store.remove(hash);
    expect([await store.read(hash), lying()]).toEqual([undefined, []]);
  });

  it('takes the same content twice, and forgets one that is not there', async () => {
    const { store, lying } = open();
    const [one, two] = [arrived(Buffer.from('twice')), arrived(Buffer.from('twice'))];
    await Promise.all([store.put(one.hash, one.path), store.put(two.hash, two.path)]);
    expect([lying().length, (await contentIn(store, one.hash))?.toString()]).toEqual([1, 'twice']);
    await store.remove(one.hash);
    await store.remove(one.hash);
    expect(lying()).toEqual([]);
  });

  it('is read a piece at a time, and may be left in the middle', async () => {
    const { store } = open();
    const { path, hash } = arrived(randomBytes(4_000_000));
    await store.put(hash, path);
    const reader = ((await store.read(hash)) as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    expect(value?.length).toBeLessThanOrEqual(64 * 1024);
    await reader.cancel();
    expect((await contentIn(store, hash))?.length).toBe(4_000_000);
    await store.remove(hash);
  });

  it('keeps nothing of a content that cannot be read to its end', async () => {
    const { store, lying } = open();
    await expect(store.put('ab'.repeat(32), join(folder, 'incoming', 'nowhere'))).rejects.toThrow('ENOENT');
    expect(lying()).toEqual([]);
  });
});

describe('S3', () => {
  it('takes nothing for a content that is not it, and leaves the local file', async () => {
    const { path } = arrived(Buffer.from('altered on the way'));
    await expect(s3Store(settings()).put(hashOf(Buffer.from('as sent')), path)).rejects.toMatchObject({
      code: 'XAmzContentSHA256Mismatch',
      status: 400,
    });
    expect([s3.held.size, readFileSync(path, 'utf8')]).toEqual([0, 'altered on the way']);
  });

  it('is asked again where the line breaks or it is busy, and in the end given up', async () => {
    const store = s3Store(settings());
    const { path, hash } = arrived(Buffer.from('again'));
    s3.instead.push(
      (response) => response.destroy(),
      (response) => response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'),
    );
    await store.put(hash, path);
    expect(s3.held.get(`${hash.slice(0, 2)}/${hash}`)?.toString()).toBe('again');
    const down = (response: Parameters<NonNullable<S3Server['instead'][number]>>[0]) => response.writeHead(500).end();
    s3.instead.push(down, down, down);
    await expect(store.read(hash)).rejects.toMatchObject({ code: 'no S3', status: 500 });
    await store.remove(hash);
  });

  it('is given up where it stands still, before it answers and in the middle of a content', async () => {
    const store = s3Store(settings(), 200);
    const still = () => undefined;
    s3.instead.push(still, still, still);
    await expect(store.read('ab'.repeat(32))).rejects.toMatchObject({ code: 'timeout', status: undefined });
    s3.instead.push((response) => void response.writeHead(200, { 'content-length': 100_000 }).write('only this'));
    const content = (await store.read('ab'.repeat(32))) as ReadableStream<Uint8Array>;
    await expect(buffer(content as unknown as AsyncIterable<Uint8Array>)).rejects.toThrow();
  });

  it('is not given up because whoever reads takes a long time', async () => {
    const store = s3Store(settings(), 100);
    const { path, hash, content } = arrived(randomBytes(8_000_000));
    await store.put(hash, path);
    const reader = ((await store.read(hash)) as ReadableStream<Uint8Array>).getReader();
    const pieces = [(await reader.read()).value as Uint8Array];
    await new Promise((resolve) => setTimeout(resolve, 400));
    for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    await store.remove(hash);
  });

  it('is asked with the bucket in the host where it is not in the path', () => {
    const at = (endpoint: string, pathStyle: boolean) =>
      s3Address({ ...settings(), endpoint: new URL(endpoint), pathStyle }, 'ab/abc').href;
    expect([at('https://s3.eu.amazonaws.com', false), at('https://x.example:9000/s3/', true)]).toEqual([
      'https://contents.s3.eu.amazonaws.com/ab/abc',
      'https://x.example:9000/s3/contents/ab/abc',
    ]);
  });
});
