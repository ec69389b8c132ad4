import { MOST_TOGETHER, type RecordJson, type Together } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { refuse, serve } from '../../../test/dom/server.ts';
import { mended, runBulk } from './bulk.ts';

const TOGETHER = 'POST /apps/x/records/deal/together';
const place = { app: 'x', entity: 'deal' };
const many = (count: number) => Array.from({ length: count }, (_, n): RecordJson => ({ id: `d${n}`, version: n + 1 }));
const all: Together = { done: 0, same: 0, refused: [], next: null };
const fault = (message: string) => ({ path: 'amount', code: 'gate.required', message });
const named = (message: string, ...ids: string[]) => ({
  faults: [fault(message)],
  count: ids.length,
  records: ids.map((id) => ({ id, title: id })),
});
const never = () => false;
const pause = () => ({ status: 'paused' });

describe('a batch of records', () => {
  it('is asked for in few requests, in the versions that were seen, and goes on after refusals, each with its reason', async () => {
    const server = serve({
      [TOGETHER]: ({ body }) =>
        (body as { records: string[] }).records[0] === 'd0'
          ? { ...all, refused: [named('Amount is missing.', 'd1'), named('Locked.', 'd3', 'd2')] }
          : all,
    });
    const seen: number[] = [];
    const records = many(MOST_TOGETHER + 3);
    const state = await runBulk(place, records, pause, never, ({ done, refused }) => seen.push(done.length + refused.length));
    expect([state.total, state.done.length, seen]).toEqual([203, 200, [200, 203]]);
    expect(state.refused).toEqual(
      [1, 2, 3].map((n) => ({ record: records[n], faults: [fault(n === 1 ? 'Amount is missing.' : 'Locked.')] })),
    );
    const sent = server.writes().map(([, body]) => body as { records: string[]; seen: object; status: string; run: string });
    expect(sent.map((each) => [each.records.length, Object.keys(each.seen).length, each.status])).toEqual([
      [200, 200, 'paused'],
      [3, 3, 'paused'],
    ]);
    expect(sent[1]?.seen).toEqual({ d200: 201, d201: 202, d202: 203 });
    expect(new Set(sent.map(({ run }) => run)).size).toBe(1);
  });

  it('stops after the request under way, and leaves the rest untouched', async () => {
    const server = serve({ [TOGETHER]: all });
    const state = await runBulk(
      place,
      many(450),
      pause,
      () => server.writes().length > 0,
      () => undefined,
    );
    expect([state.total, state.done.length, state.refused.length, server.writes().length]).toEqual([450, 200, 0, 1]);
  });

  it('ends with a request that is refused as a whole: those of it are told with why, the others were not tried', async () => {
    serve({ [TOGETHER]: refuse(503, 'The server is away.') });
    const state = await runBulk(place, many(201), pause, never, () => undefined);
    expect([state.done.length, state.refused.length, state.refused[0]?.faults[0]?.message]).toEqual([0, 200, 'The server is away.']);
  });

  it('of one is no batch to anybody who is told, and what was mended afterwards counts as done', async () => {
    const server = serve({ [TOGETHER]: { ...all, refused: [named('Amount is missing.', 'd0')] } });
    const state = await runBulk(place, many(1), pause, never, () => undefined);
    expect(server.writes()).toEqual([[TOGETHER, { records: ['d0'], seen: { d0: 1 }, status: 'paused' }]]);
    expect(mended(state, 'd0')).toEqual({ total: 1, done: many(1), refused: [] });
  });
});
