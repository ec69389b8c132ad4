import { MOST_TOGETHER } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { refuse, serve } from '../../../../test/dom/server.ts';
import { addUp, runTogether, type TogetherState, triedOf } from './run-together.ts';

const fault = (message: string) => ({ path: '', code: 'denied.update', message });
const part = (done: number, reasons: Record<string, number> = {}): TogetherState => ({
  ...{ done, same: 1 },
  refused: Object.entries(reasons).map(([message, count]) => ({
    ...{ faults: [fault(message)], count },
    records: Array.from({ length: count }, (_, n) => ({ id: `${message}${n}`, title: null })),
  })),
});
const TOGETHER = 'POST /apps/x/records/deal/together';
const place = { app: 'x', entity: 'deal' };
const never = () => false;

describe('an act with many records', () => {
  it('adds its answers up, with what was refused for the same reasons in one place and the first of them named', () => {
    const sum = addUp(part(3, { a: 2 }), part(4, { a: 30, b: 5 }));
    expect([sum.done, sum.same, triedOf(sum)]).toEqual([7, 2, 46]);
    expect(sum.refused.map(({ faults, count, records }) => [faults[0]?.message, count, records.length])).toEqual([
      ['a', 32, 20],
      ['b', 5, 5],
    ]);
  });

  it('with all that a list shows goes on where the answer before ended, under one name', async () => {
    const server = serve({ [TOGETHER]: ({ body }) => ({ ...part(200), next: (body as { after?: string }).after ? null : 'on' }) });
    const filter = { '==': [{ var: 'owner' }, 'p1'] };
    const seen: number[] = [];
    const state = await runTogether(
      place,
      { ask: { filter, search: 'pump' }, count: 402 },
      { values: { owner: 'p2' }, note: 'hello' },
      never,
      (now) => seen.push(now.done),
    );
    expect([state.done, seen]).toEqual([400, [200, 400]]);
    const wish = { filter, search: 'pump', values: { owner: 'p2' }, note: 'hello', run: expect.any(String) };
    const asked = server.writes().map(([, body]) => body as { run: string });
    expect(asked).toEqual([wish, { ...wish, after: 'on' }]);
    expect(new Set(asked.map(({ run }) => run)).size).toBe(1);
  });

  it('with a selection is sent in stretches, and stops between them where it is asked to', async () => {
    const server = serve({ [TOGETHER]: { ...part(200), next: null } });
    const records = Array.from({ length: MOST_TOGETHER * 2 + 50 }, (_, n) => `d${n}`);
    const sizes = () => server.writes().map(([, body]) => (body as { records: string[] }).records.length);
    await runTogether(place, { records }, { remove: true }, never, () => undefined);
    expect(sizes()).toEqual([MOST_TOGETHER, MOST_TOGETHER, 50]);
    await runTogether(
      place,
      { records },
      { remove: true },
      () => sizes().length > 3,
      () => undefined,
    );
    expect(sizes()).toHaveLength(4);
  });

  it('with one record has no name, and with many ends at what refuses a request as a whole', async () => {
    const one = serve({ [TOGETHER]: { done: 1, same: 0, refused: [], next: null } });
    await runTogether(place, { records: ['d1'] }, { remove: true }, never, () => undefined);
    expect(one.writes()).toEqual([[TOGETHER, { records: ['d1'], remove: true }]]);
    serve({ [TOGETHER]: refuse(503, 'The server is away.') });
    const many = { ask: { filter: undefined, search: undefined }, count: 9 };
    const state = await runTogether(place, many, { remove: true }, never, () => undefined);
    expect([triedOf(state), state.fault?.map(({ message }) => message)]).toEqual([0, ['The server is away.']]);
  });
});
