import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crowd, gather, MOST_STALL } from './support/crowd.ts';
import { diceOf } from './support/dice.ts';
import { type Hostile, hostility } from './support/hostile.ts';

/** Requests of this run, in three parts; raise it for a longer one. */
const REQUESTS = Number(process.env.HOSTILE ?? 1200);
const SEED = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000);
const AT_ONCE = 6;
/** What a server may hold more of afterwards, in MB: what it keeps ready of the statements that were asked for is bounded. */
const MOST_GROWTH = 60;
const app = 'opportunity';
let crowd: Crowd;

beforeAll(async () => {
  crowd = await gather('sales@demo.local');
});
afterAll(() => crowd.apart.close());

/** Sends a request and leaves before the answer. */
async function leave({ method, path, body }: Hostile, after: number): Promise<void> {
  await fetch(crowd.apart.base + path, {
    method,
    headers: { cookie: crowd.cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(after),
  }).then(
    (answer) => answer.text().catch(() => undefined),
    () => undefined,
  );
}

/** Sends a request a few bytes at a time and hangs up in the middle of it. */
async function dawdle({ method, path, body = '' }: Hostile): Promise<void> {
  const { hostname, port } = new URL(crowd.apart.base);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const said = [`${method} /api${path} HTTP/1.1`, `host: ${hostname}`, `cookie: ${crowd.cookie}`, 'content-type: application/json'];
  socket.write(`${said.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body) + 10}\r\n\r\n`);
  for (let at = 0; at < 5; at += 1) {
    socket.write(body.slice(at * 3, at * 3 + 3));
    await sleep(20);
  }
  socket.destroy();
}

describe(`${REQUESTS} requests that mean no good`, () => {
  it('are all answered with a reason, hold nobody else up, and leave the server as it was', { timeout: 3_600_000 }, async () => {
    const described = (await crowd.ask('GET', `/apps/${app}/openapi.json`)).json;
    const { records } = (await crowd.ask('GET', `/apps/${app}/records/opportunity?limit=20`)).json;
    const ids = [...records.map((each: { id: string }) => each.id), '01970000-0000-7000-8000-000000000000'];
    const next = hostility(app, described, ids, diceOf(SEED));
    for (let i = 0; i < 100; i += 1) await crowd.ask('GET', `/apps/${app}/records/opportunity?limit=20`);
    const before = await crowd.apart.pulse();
    const counts = new Map<number, number>();
    const failed: unknown[] = [];
    const { stall } = await crowd.meanwhile(async () => {
      let left = REQUESTS;
      const send = async () => {
        while (left-- > 0) {
          const request = next();
          if (left % 40 === 0) await dawdle(request);
          else if (left % 25 === 0) await leave(request, 1 + (left % 15));
          else {
            const { status, text } = await crowd.ask(request.method, request.path, request.body);
            counts.set(status, (counts.get(status) ?? 0) + 1);
            if (status >= 500)
              failed.push({ ...request, path: request.path.slice(0, 300), body: request.body?.slice(0, 300), status, text });
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, send));
    });
    await sleep(1000);
    const after = await crowd.apart.pulse();
    console.log(
      `hostile: seed ${SEED}, ${REQUESTS} requests, ${JSON.stringify(Object.fromEntries([...counts].sort()))}, longest stall ${Math.round(stall)} ms, in use ${Math.round(before.held)} → ${Math.round(after.held)} MB of ${Math.round(before.memory)} → ${Math.round(after.memory)}`,
    );
    expect(failed.slice(0, 5)).toEqual([]);
    expect([crowd.apart.process.exitCode, after.uploads]).toEqual([null, 0]);
    expect(stall).toBeLessThan(MOST_STALL);
    expect(after.held - before.held).toBeLessThan(MOST_GROWTH);
    expect(new Set(counts.keys()).size).toBeGreaterThan(4);
  });
});
