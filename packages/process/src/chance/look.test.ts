import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline } from '../automation/back-rules.ts';
import { type StoryEntry, stoodOf } from '../automation/story.ts';
import { type LookTerms, pastOf } from './look.ts';

const day = (n: number) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString();
const entry = (n: number, values: StoryEntry['values'], kind: StoryEntry['kind'] = 'update'): StoryEntry => ({
  ...{ kind, at: day(n), values, by: 'u1', pulls: true },
});
const made = (n: number, values: StoryEntry['values'] = {}) =>
  entry(n, { pipeline: 'p', stage: 'a', status: 'open', type: 'new', customer: 'c', ...values }, 'create');
const grades = stoodOf('c', [entry(0, { grade: 'B' }, 'create'), entry(50, { grade: 'A' })]);
const terms: LookTerms = {
  segments: ['type', 'customer.grade'],
  standard: (_, stage) => (stage === 'a' ? 10 : undefined),
  follows: true,
};
const timeline = (entries: readonly StoryEntry[], followed: Timeline['followed'] = []): Timeline => ({
  ...{ record: 'r', entries, followed, far: () => grades },
});

describe('how a closed record is looked back at', () => {
  it('is as it came into each stage, and as it stood there for long', () => {
    const found = pastOf(
      timeline(
        [made(0), entry(25, { stage: 'b' }), entry(30, { type: 'old' }), entry(60, { stage: 'c', status: 'won', factor: 'price' })],
        [{ at: day(12), last: day(12) }],
      ),
      terms,
    );
    expect(found?.won).toBe(true);
    expect(found?.seen.map(({ stage, segments, age, quiet }) => [stage, ...segments, age, quiet])).toEqual([
      ['a', 'new', 'B', 'within', 'week'],
      ['a', 'new', 'B', 'over', 'month'],
      ['a', 'new', 'B', 'twice', 'month'],
      ['b', 'new', 'B', null, 'month'],
      ['b', 'old', 'A', null, 'longer'],
    ]);
  });

  it('leaves out the time in which it was paused', () => {
    const way = [made(0), entry(5, { status: 'paused' }), entry(105, { status: 'open' }), entry(112, { status: 'lost' })];
    expect(pastOf(timeline(way), terms)?.seen.map(({ age, quiet }) => [age, quiet])).toEqual([
      ['within', 'week'],
      ['over', 'month'],
    ]);
  });

  it('is nothing for what is open, void or deleted', () => {
    expect(pastOf(timeline([made(0)]), terms)).toBeNull();
    expect(pastOf(timeline([made(0), entry(3, { status: 'void' })]), terms)).toBeNull();
    expect(pastOf(timeline([made(0), entry(3, { status: 'lost' }), entry(4, {}, 'delete')]), terms)).toBeNull();
  });

  it('sees nothing of a record that was brought in closed at once', () => {
    expect(pastOf(timeline([made(0, { status: 'won' })]), terms)).toEqual({ won: true, seen: [] });
  });

  it('knows nothing of what was written down later: whatever comes after a look leaves it as it is', () => {
    const values = fc.record(
      {
        type: fc.constantFrom('x', null),
        customer: fc.constantFrom('c', 'd', null),
        factor: fc.string(),
        closed_on: fc.string(),
        contract: fc.string(),
      },
      { requiredKeys: [] },
    );
    const standing = fc.record({ stage: fc.constantFrom('a', 'b', 'c'), status: fc.constantFrom('open', 'paused') }, { requiredKeys: [] });
    const step = fc.tuple(fc.integer({ min: 1, max: 30 }), values, standing);
    const way = (steps: readonly (readonly [number, object, object])[], from: number) => {
      let at = from;
      return steps.map(([days, some, stands]) => {
        at += days;
        return entry(at, { ...some, ...stands } as StoryEntry['values']);
      });
    };
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 5 }),
        fc.array(step, { maxLength: 5 }),
        fc.constantFrom('won', 'lost'),
        fc.constantFrom('won', 'lost'),
        (first, later, a, b) => {
          const begun = [made(0), ...way(first, 0)];
          const cut = Date.parse(begun.at(-1)?.at ?? '');
          const end = (more: readonly StoryEntry[], status: string, closing: object) => {
            const last = (Date.parse(more.at(-1)?.at ?? day(0)) - Date.parse(day(0))) / 86_400_000 + 40;
            return pastOf(timeline([...more, entry(last, { status, ...closing })], [{ at: day(last), last: day(last) }]), terms);
          };
          const plain = end(begun, a, {});
          const other = end([...begun, ...way(later, (cut - Date.parse(day(0))) / 86_400_000)], b, {
            type: 'told at the end',
            customer: 'd',
            factor: 'f',
          });
          // Everything that was seen up to the last entry that both have in common is the same.
          const common = end(begun, b, { type: 'told at the end' })?.seen.length ?? 0;
          const upTo =
            pastOf(timeline([...begun, entry((cut - Date.parse(day(0))) / 86_400_000 + 0.001, { status: a })]), terms)?.seen ?? [];
          expect(plain?.seen.slice(0, upTo.length)).toEqual(upTo);
          expect(other?.seen.slice(0, upTo.length)).toEqual(upTo);
          expect(plain?.seen.length).toBe(common);
        },
      ),
    );
  });
});
