import type { RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { runBulk } from './bulk.ts';

const records = ['a', 'b', 'c', 'd'].map((id): RecordJson => ({ id, version: 1 }));
const no = { faults: [{ path: 'amount', code: 'gate.required', message: 'Amount is missing.' }] };

describe('a batch of records', () => {
  it('goes on after a refusal, and keeps its reason', async () => {
    const seen: number[] = [];
    const act = async ({ id }: RecordJson) => (id === 'b' ? no : undefined);
    const state = await runBulk(
      records,
      act,
      () => false,
      ({ done, refused }) => seen.push(done.length + refused.length),
    );
    expect(state.done.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
    expect(state.refused).toEqual([{ record: records[1], faults: no.faults }]);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('stops after the record under way, and leaves the rest untouched', async () => {
    const tried: string[] = [];
    const act = async ({ id }: RecordJson) => {
      tried.push(id);
      return undefined;
    };
    const state = await runBulk(
      records,
      act,
      () => tried.length === 2,
      () => undefined,
    );
    expect(tried).toEqual(['a', 'b']);
    expect([state.total, state.done.length, state.refused.length]).toEqual([4, 2, 0]);
  });

  it('does one at a time', async () => {
    let under = 0;
    let most = 0;
    const act = async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 1));
      under -= 1;
      return undefined;
    };
    await runBulk(
      records,
      act,
      () => false,
      () => undefined,
    );
    expect(most).toBe(1);
  });
});
