import { once } from 'node:events';
import http, { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NotReached, type Outgoing, type Resolve, sendOut } from './outgoing.ts';

let receiver: Server;
let port: number;
let hits: { url: string | undefined; body: string; host: string | undefined }[] = [];
let answering: (url: string, response: import('node:http').ServerResponse) => void = (_, response) => response.end('ok');
beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    hits.push({ url: request.url, body, host: request.headers.host });
    answering(request.url ?? '', response);
  }).listen(0);
  await once(receiver, 'listening');
  ({ port } = receiver.address() as AddressInfo);
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});
afterEach(() => {
  hits = [];
  answering = (_, response) => response.end('ok');
});

const send = (url: string, outgoing: Outgoing) =>
  sendOut(url, { body: '{"a":"值"}', headers: { 'content-type': 'application/json' } }, outgoing).then(
    ({ status, body }) => `${status} ${body}`,
    (error: unknown) => (error instanceof NotReached ? error.fault : String(error)),
  );
const at =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('what is posted outside', () => {
  it('arrives whole, with an answer of at most 64 KB', async () => {
    expect(await send(`http://127.0.0.1:${port}/a?b`, { inside: true })).toBe('200 ok');
    expect(hits).toEqual([{ url: '/a?b', body: '{"a":"值"}', host: `127.0.0.1:${port}` }]);
    answering = (_, response) => {
      response.on('error', () => undefined);
      const more = () => {
        while (response.writable && response.write('x'.repeat(10_000)));
        response.once('drain', more);
      };
      more();
    };
    expect(await send(`http://127.0.0.1:${port}/`, { inside: true })).toHaveLength(4 + 64 * 1024);
  });

  it.each([
    ...[
      'https://127.0.0.1',
      'https://2130706433',
      'https://0x7f000001',
      'https://0177.0.0.1',
      'https://127.1',
      'https://0.0.0.0',
      'https://[::1]',
    ],
    ...['https://[::ffff:127.0.0.1]', 'https://[::ffff:7f00:1]', 'https://[64:ff9b::7f00:1]', 'https://[fd00::1]', 'https://[fe80::1]'],
    ...['https://169.254.169.254/latest/meta-data', 'https://100.100.100.200', 'https://10.0.0.1', 'https://localhost'],
  ])('never goes inside: %s', async (url) => {
    const { origin, pathname } = new URL(url);
    expect(await send(`${origin}:${port}${pathname}`, { inside: false })).toBe('inside');
    expect(hits).toEqual([]);
  });

  it.each([['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['169.254.169.254'], ['8.8.8.8', '127.0.0.1']])(
    'never goes inside by a name: %s',
    async (...addresses) => {
      expect(await send(`https://x.example:${port}/`, { inside: false, resolve: at(...addresses) })).toBe('inside');
      expect(hits).toEqual([]);
    },
  );

  it('goes to the address that was looked at, though a name is said to be another one the next time', async () => {
    const asked: string[] = [];
    const resolve: Resolve = async (name) => {
      asked.push(name);
      // Everybody's, but nobody has it.
      return asked.length === 1 ? [{ address: '2000::1', family: 6 }] : [{ address: '127.0.0.1', family: 4 }];
    };
    expect(await send(`https://rebind.example:${port}/`, { inside: false, resolve, longestMs: 300 })).toMatch(/^(slow|unreachable)$/);
    expect([asked, hits]).toEqual([['rebind.example'], []]);
    expect(await send(`https://rebind.example:${port}/`, { inside: false, resolve, longestMs: 300 })).toBe('inside');
    expect(hits).toEqual([]);
  });

  it('arrives by a name as well, at any of its addresses that answers', async () => {
    const resolve = at('127.0.0.1');
    expect(await send(`http://receiver.example:${port}/a`, { inside: true, resolve })).toBe('200 ok');
    expect(await send(`http://receiver.example:${port}/b`, { inside: true, resolve: at('127.0.0.2', '127.0.0.1') })).toBe('200 ok');
    expect(hits.map(({ host, url }) => `${host}${url}`)).toEqual(['a', 'b'].map((path) => `receiver.example:${port}/${path}`));
  });

  it('follows nobody elsewhere', async () => {
    answering = (url, response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/inner${url}` }).end();
    expect(await send(`http://127.0.0.1:${port}/x`, { inside: true })).toBe('302 ');
    expect(hits.map(({ url }) => url)).toEqual(['/x']);
  });

  it('asks no proxy, though the agent of all others is told of one', async () => {
    const before = http.globalAgent;
    http.globalAgent = new http.Agent({ proxyEnv: { HTTP_PROXY: 'http://127.0.0.1:1' } } as http.AgentOptions);
    expect(await send(`http://127.0.0.1:${port}/`, { inside: true })).toBe('200 ok');
    http.globalAgent = before;
  });

  it('says why nobody was reached: too slow, nobody there, no name, no address', async () => {
    answering = () => undefined;
    expect(await send(`http://127.0.0.1:${port}/`, { inside: true, longestMs: 100 })).toBe('slow');
    answering = (_, response) => void response.writeHead(200).write('half');
    expect(await send(`http://127.0.0.1:${port}/`, { inside: true, longestMs: 100 })).toBe('slow');
    answering = (_, response) => void response.destroy();
    expect(await send(`http://127.0.0.1:${port}/`, { inside: true })).toBe('unreachable');
    expect(await send('http://x.example/', { inside: true, resolve: at() })).toBe('unreachable');
    expect(await send('https://x.example/', { inside: false, resolve: () => Promise.reject(new Error('x')) })).toBe('unreachable');
    expect(await send('http://x.example/', { inside: false })).toBe('address');
    expect(await send('ftp://x.example/', { inside: true })).toBe('address');
  });

  it('is given up by a signal', async () => {
    answering = () => undefined;
    const over = new AbortController();
    const sent = sendOut(`http://127.0.0.1:${port}/`, { body: '', headers: {}, signal: over.signal }, { inside: true });
    setTimeout(() => over.abort(), 50);
    await expect(sent).rejects.toThrow('aborted');
  });
});
