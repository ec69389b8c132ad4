import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { Connection, exchange } from './bench/http.ts';
import { median } from './bench/measure.ts';
import { passes } from './bench/results.ts';

/** Answers what a server may send, cut into pieces at the given places. */
const answer = (pieces: readonly string[]) =>
  createServer((socket) => {
    socket.on('data', async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (pieces.length === 0) socket.destroy();
    });
  });
const closers: (() => void)[] = [];
const connected = (pieces: readonly string[]) =>
  new Promise<Connection>((resolve) => {
    const server = answer(pieces).listen(0, '127.0.0.1', () => {
      const connection = new Connection((server.address() as { port: number }).port, { cookie: 'x' });
      closers.push(() => {
        connection.close();
        server.close();
      });
      resolve(connection);
    });
  });
afterAll(() => closers.forEach((close) => void close()));

describe('the load generator', () => {
  const get = [{ method: 'GET', path: '/' }];

  it('reads a reply with a length that comes in pieces, again and again on one connection', async () => {
    const connection = await connected(['HTTP/1.1 200 OK\r\nContent-Le', 'ngth: 13\r\n\r\n{"name":', '"é"}']);
    expect(await exchange([connection], get)).toEqual([{ name: 'é' }]);
    expect(await exchange([connection], get)).toEqual([{ name: 'é' }]);
  });

  it('reads a reply in chunks, cut in the middle of a chunk', async () => {
    const connection = await connected([
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n5\r\n:',
      '1234\r\n1\r\n}\r\n0\r\n',
      '\r\n',
    ]);
    expect(await exchange([connection], get)).toEqual([{ a: 1234 }]);
  });

  it('fails at a refusal and at a connection that ends', async () => {
    const refused = await connected(['HTTP/1.1 409 Conflict\r\ncontent-length: 2\r\n\r\nno']);
    await expect(exchange([refused], get)).rejects.toThrow('409 no');
    await expect(exchange([await connected([])], get)).rejects.toThrow('closed');
  });
});

it('holds a figure against its target, and takes the middle of several', () => {
  const figure = { workload: 'W1', what: '', unit: '×', note: '' } as const;
  expect(passes({ ...figure, value: 1.5, target: 1.5 })).toBe(true);
  expect(passes({ ...figure, value: 1.51, target: 1.5 })).toBe(false);
  expect(passes({ ...figure, value: Number.NaN, target: 1.5 })).toBe(false);
  expect(passes({ ...figure, value: 9, target: null })).toBeUndefined();
  expect(median([3, 1, 2])).toBe(2);
});
