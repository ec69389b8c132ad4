import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connection, reach } from './connection.ts';

/** Answers in the order in which they are given; a number is a status, nothing is a network that fails. */
let health: (number | undefined)[] = [];
const answer = (status: number | undefined, text = '{"issues":[]}') =>
  status === undefined ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(new Response(text, { status }));
const inTurn = (list: (number | undefined)[]) => {
  const asked = vi.fn(() => answer(list.shift() as number));
  return asked;
};

beforeEach(() => {
  vi.useFakeTimers();
  health = [];
  vi.stubGlobal('fetch', () => answer(health.shift() ?? 200));
});
afterEach(async () => {
  await vi.runAllTimersAsync();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a request', () => {
  it('that may be sent again is, until it gets through, and says meanwhile that the server is away', async () => {
    health = [undefined, 503, 200, 502];
    const seen: boolean[] = [];
    const returned = vi.fn();
    const stops = [connection.subscribe(() => seen.push(connection.isAway())), connection.onReturn(returned)];
    const ask = inTurn([undefined, 503, 200]);
    const done = reach(ask, true);
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.isAway()).toBe(true);
    await vi.runAllTimersAsync();
    expect(await done).toMatchObject({ status: 200 });
    expect([ask.mock.calls.length, connection.isAway(), seen, returned.mock.calls.length]).toEqual([
      3,
      false,
      [true, false, true, false],
      2,
    ]);
    for (const stop of stops) stop();
  });

  it('that may not be sent again is sent once, and refused in words', async () => {
    connection.speak('nobody there');
    const lost = inTurn([undefined]);
    expect(JSON.parse((await reach(lost, false)).text).issues[0]).toEqual({ path: '', code: 'server.away', message: 'nobody there' });
    expect(lost.mock.calls.length).toBe(1);
    const proxy = () => answer(504, '<html>Gateway timeout</html>');
    expect(await reach(proxy, false)).toMatchObject({ status: 503, ok: false });
    expect(await reach(() => answer(503, '{"issues":[{"code":"server.away"}]}'), false)).toEqual({
      status: 503,
      ok: false,
      text: '{"issues":[{"code":"server.away"}]}',
    });
  });

  it('that breaks off in the middle of the answer is one that did not get through', async () => {
    const broken = new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) }));
    const list = [() => Promise.resolve(broken), () => answer(200, '{}')];
    const done = reach(() => (list.shift() as () => Promise<Response>)(), true);
    await vi.runAllTimersAsync();
    expect(await done).toEqual({ status: 200, ok: true, text: '{}' });
  });

  it('that is refused is no sign of a server that is away', async () => {
    for (const status of [400, 401, 404, 409, 422, 429, 500]) expect((await reach(() => answer(status), true)).status).toBe(status);
    expect(connection.isAway()).toBe(false);
  });

  it('ends with its signal, also while it waits', async () => {
    health = Array(20).fill(503);
    const stop = new AbortController();
    const done = reach(() => answer(undefined), true, stop.signal);
    const ended = expect(done).rejects.toThrow('left the page');
    await vi.advanceTimersByTimeAsync(2000);
    stop.abort(new Error('left the page'));
    await ended;
  });
});

describe('a doubt', () => {
  it('is believed only where the server does not answer', async () => {
    await connection.doubt();
    expect(connection.isAway()).toBe(false);
    health = [503];
    await connection.doubt();
    expect(connection.isAway()).toBe(true);
    await vi.runAllTimersAsync();
    expect(connection.isAway()).toBe(false);
  });
});
