import type { Limit } from '@pipewright/definition';
import { type Context, Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Env, Server } from './env.ts';
import { answerFault } from './fault.ts';
import { LIMITS } from './limit.ts';
import { mount } from './route.ts';

const server = { callers: { forget: () => undefined } } as unknown as Server;

/** A body that comes in pieces and without a length, and remembers how much of it was asked for. */
function stream(bytes: number) {
  const read = { bytes: 0 };
  const piece = new Uint8Array(16 * 1024);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read.bytes >= bytes) return controller.close();
        const part = piece.subarray(0, Math.min(piece.length, bytes - read.bytes));
        read.bytes += part.length;
        controller.enqueue(part);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read };
}

/** A server of one route, which says what its answering part got to see. */
function one(limit: Limit, guard: 'public' | 'signedIn' = 'public') {
  const seen: number[] = [];
  const app = new Hono<Env>();
  app.onError((error, c) => answerFault(c, error));
  const answer = async (c: Context) => {
    seen.push((await c.req.arrayBuffer()).byteLength);
    return c.json({});
  };
  mount(app, server, { list: [{ method: 'POST', path: '/x', guard, limit, reads: false, answer }] });
  const send = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
    app.request('http://localhost/x', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  return { seen, send };
}

describe('a route', () => {
  it.each<Limit>(['small', 'document'])('refuses a body past the limit %s before it answers, with and without a length', async (limit) => {
    const { bytes } = LIMITS[limit];
    const { seen, send } = one(limit);
    const told = await send('x'.repeat(bytes + 1), { 'content-length': String(bytes + 1) });
    const untold = stream(bytes * 3);
    const answers = [told.status, (await send(untold.body)).status];
    expect([answers, seen]).toEqual([[413, 413], []]);
    expect(untold.read.bytes).toBeLessThan(bytes + 64 * 1024);
    expect([(await send('x'.repeat(bytes))).status, (await send(stream(bytes).body)).status, seen]).toEqual([200, 200, [bytes, bytes]]);
  });

  it('reads nothing of a caller whom the guard refuses', async () => {
    const { seen, send } = one('document', 'signedIn');
    const { body, read } = stream(1024 * 1024);
    expect([(await send(body)).status, read.bytes, seen]).toEqual([401, 0, []]);
  });

  it('keeps a body out of reach where none is expected', async () => {
    const { seen, send } = one('none');
    const { body, read } = stream(1024 * 1024);
    expect([(await send(body)).status, read.bytes, seen]).toEqual([200, 0, [0]]);
  });
});
