import { issue } from '@pipewright/logic';
import { describe, expect, it, vi } from 'vitest';
import { isId, newId } from './id.ts';
import { Refusal, refuse } from './refusal.ts';

describe('a new id', () => {
  it('is a uuid of version 7 that begins with its instant', () => {
    const id = newId(Date.parse('2026-01-01T00:00:00Z'));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-01-01T00:00:00Z'));
    expect(isId(id)).toBe(true);
  });

  it('sorts by its instant and is never another one', () => {
    const ids = Array.from({ length: 500 }, (_, i) => newId(1_700_000_000_000 + i));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(Array.from({ length: 1000 }, () => newId(0))).size).toBe(1000);
  });

  it('sorts in the order it was made, within a millisecond too and where the clock goes back', () => {
    const clock = vi.spyOn(Date, 'now');
    const made: string[] = [];
    for (const now of [1_900_000_000_000, 1_900_000_000_000, 1_899_999_999_000, 1_900_000_000_001]) {
      clock.mockReturnValue(now);
      made.push(...Array.from({ length: 5000 }, () => newId()));
    }
    clock.mockRestore();
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(20_000);
  });

  it.each(['', 'x', '01a00000-0000-7000-8000-00000000000', '01a00000000070008000000000000000', ' 01a00000-0000-7000-8000-000000000000'])(
    'is not %j',
    (text) => expect(isId(text)).toBe(false),
  );
});

describe('a refusal', () => {
  it('carries its issues and what else is to be answered', () => {
    const thrown = new Refusal([issue('a', 'required', { field: 'A', asks: 'is missing' }), issue('b', 'unknown.app')], { asks: 1 });
    expect([thrown.message, thrown.issues.length, thrown.extra]).toEqual(['required', 2, { asks: 1 }]);
    expect(new Refusal([]).message).toBe('refused');
    try {
      refuse('unknown.entity', { name: 'x' }, 'app');
    } catch (error) {
      expect((error as Refusal).issues).toEqual([{ path: 'app', code: 'unknown.entity', params: { name: 'x' } }]);
    }
    expect.assertions(3);
  });
});
