import { describe, expect, it } from 'vitest';
import { serve } from '../../../../test/dom/server.ts';
import { type Assigned, addUp, assign, triedOf } from './assigning.ts';

const fault = (message: string) => ({ path: '', code: 'denied.update', message });
const part = (changed: number, reasons: Record<string, number> = {}): Assigned => ({
  ...{ changed, same: 1 },
  refused: Object.entries(reasons).map(([message, count]) => ({ fault: fault(message), count, records: [{ id: message, title: null }] })),
});
const REASSIGN = 'POST /apps/x/records/deal/reassign';
const wish = { app: 'x', entity: 'deal', to: 'p2', note: '  hello ' };

describe('a hand-over', () => {
  it('adds its stretches up, with what was refused for one reason in one place', () => {
    const sum = addUp(part(3, { a: 2 }), part(4, { a: 1, b: 5 }));
    expect([sum.changed, sum.same, sum.refused.map(({ fault: { message }, count }) => [message, count]), triedOf(sum)]).toEqual([
      ...[7, 2],
      [
        ['a', 3],
        ['b', 5],
      ],
      17,
    ]);
  });

  it('of all that a list shows goes on where the stretch before ended, and says the note without its blanks', async () => {
    const server = serve({
      [REASSIGN]: ({ body }) => ({ ...part(500), next: (body as { of: { after?: string } }).of.after ? null : 'd9' }),
    });
    const filter = { '==': [{ var: 'owner' }, 'p1'] };
    const seen: number[] = [];
    const { state } = await assign(
      { ...wish, of: { filter, search: 'pump' } },
      () => false,
      (now) => seen.push(now.changed),
    );
    expect([state.changed, seen]).toEqual([1000, [500, 1000]]);
    const asked = server.writes().map(([, body]) => body as { of: object; note: string; run: string });
    const text = JSON.stringify(filter);
    expect(asked.map(({ of, note }) => [of, note])).toEqual([
      [{ filter: text, search: 'pump' }, 'hello'],
      [{ filter: text, search: 'pump', after: 'd9' }, 'hello'],
    ]);
    expect(new Set(asked.map(({ run }) => run)).size).toBe(1);
  });

  it('of a selection is sent in stretches, and stops between them where it is asked to', async () => {
    const server = serve({ [REASSIGN]: { ...part(200), next: null } });
    const ids = Array.from({ length: 450 }, (_, n) => `d${n}`);
    const sizes = () => server.writes().map(([, body]) => (body as { of: { ids: string[] } }).of.ids.length);
    await assign(
      { ...wish, of: ids },
      () => false,
      () => undefined,
    );
    expect(sizes()).toEqual([200, 200, 50]);
    await assign(
      { ...wish, of: ids },
      () => sizes().length > 3,
      () => undefined,
    );
    expect(sizes()).toEqual([200, 200, 50, 200]);
  });
});
