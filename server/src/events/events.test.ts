import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Pool } from '../db/pool.ts';
import { log } from '../log/log.ts';
import { Events } from './events.ts';

const said = { error: vi.spyOn(log, 'error'), log: vi.spyOn(log, 'info') };
beforeEach(() => {
  vi.useFakeTimers();
  for (const each of Object.values(said)) each.mockReset().mockImplementation(() => undefined);
});
afterEach(() => vi.useRealTimers());

/** A pool whose connections are made and lost by hand. */
function handPool() {
  const state = { up: true, listens: true, clients: [] as EventEmitter[], released: 0 };
  const connect = async () => {
    if (!state.up) throw new Error('no server');
    const client = Object.assign(new EventEmitter(), {
      query: async () => {
        if (!state.listens) throw new Error('may not listen');
      },
      release: () => {
        state.released += 1;
      },
    });
    state.clients.push(client);
    return client;
  };
  return { state, pool: { connect, query: async () => ({ rows: [{ at: 5 }] }) } as unknown as Pool };
}
const notify = (client: EventEmitter | undefined, payload: string) => client?.emit('notification', { payload });
const told = (event: object) => JSON.stringify({ at: 7, event });
const change = { app: 'a', entity: 'deal' };

describe('events', () => {
  it('reach every listener though one of them fails, and the failure is said', async () => {
    const { state, pool } = handPool();
    const events = new Events(pool);
    await events.start();
    const heard: string[] = [];
    events.listen('a', () => heard.push('before'));
    events.listen('a', () => {
      throw new Error('a broken screen');
    });
    events.listen('a', ({ entity }) => heard.push(`after ${entity}`));
    for (const event of [change, { ...change, entity: 'firm' }]) notify(state.clients[0], told(event));
    expect(heard).toEqual(['before', 'after deal', 'before', 'after firm']);
    expect(said.error.mock.calls.map(([told]) => (told as { err: Error }).err.message)).toEqual(['a broken screen', 'a broken screen']);
    notify(state.clients[0], 'not from us');
    expect(said.error).toHaveBeenCalledTimes(3);
    events.stop();
  });

  it('come again by themselves after the connection is lost; an outage is said once, and its end', async () => {
    const { state, pool } = handPool();
    const events = new Events(pool);
    await events.start();
    const heard: unknown[] = [];
    events.listen('a', (event) => heard.push(event));

    state.clients[0]?.emit('error', new Error('lost'));
    state.clients[0]?.emit('end');
    await vi.advanceTimersByTimeAsync(1000);
    expect([state.clients.length, said.error.mock.calls.length, said.log.mock.calls.length]).toEqual([2, 0, 0]);
    // What was told in between is lost, so every screen looks again.
    expect(heard.splice(0)).toEqual([{ app: 'a', entity: null, at: 5 }]);

    state.up = false;
    state.clients[1]?.emit('end');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(said.error).toHaveBeenCalledTimes(1);
    expect(said.error.mock.calls[0]?.[1]).toContain('do not hear');
    [state.up, state.listens] = [true, false];
    await vi.advanceTimersByTimeAsync(3000);
    expect([said.error.mock.calls.length, said.log.mock.calls.length]).toEqual([1, 0]);
    state.listens = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(said.log.mock.calls.map(([text]) => text)).toEqual(['Open screens hear of changes made on other servers again.']);
    // Every connection but the one in use was given back.
    expect(state.released).toBe(state.clients.length - 1);
    for (const event of [change, { ...change, app: 'b' }]) notify(state.clients.at(-1), told(event));
    expect(heard).toEqual([
      { app: 'a', entity: null, at: 5 },
      { ...change, at: 7 },
    ]);

    events.stop();
    expect(state.released).toBe(state.clients.length);
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.released).toBe(state.clients.length);
  });
});
