import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, spread } from './spread.ts';

const person = (id: string, load = 0, given: number | null = null): Candidate => ({ id, load, given });
const anybody = () => true;

describe('how records are spread', () => {
  it('goes to whom has the fewest, one after the other, and by ids where they have the same', () => {
    const people = [person('c', 1), person('a', 3), person('b', 1)];
    expect(spread(5, people, { by: 'load' }, anybody)).toEqual(['b', 'c', 'b', 'c', 'a']);
  });

  it('goes round in turn, first to who was never given one', () => {
    const people = [person('a', 9, 7), person('b', 0, 3), person('c', 5)];
    expect(spread(5, people, { by: 'turn' }, anybody)).toEqual(['c', 'b', 'a', 'c', 'b']);
  });

  it('gives nobody more than may be held, and nothing where nobody is left', () => {
    expect(spread(4, [person('a', 1), person('b', 2)], { by: 'turn', most: 3 }, anybody)).toEqual(['a', 'b', 'a', null]);
    expect(spread(2, [], { by: 'load' }, anybody)).toEqual([null, null]);
  });

  it('passes over who may not be given a record, and over nobody else', () => {
    const not = (who: string) => (candidate: Candidate, place: number) => place !== 0 || candidate.id !== who;
    expect(spread(2, [person('a'), person('b')], { by: 'load' }, not('a'))).toEqual(['b', 'a']);
  });

  it('leaves loads apart by one at most where they began alike, whoever they are and however many', () => {
    const all = fc.record({
      people: fc.integer({ min: 1, max: 30 }),
      records: fc.integer({ min: 0, max: 200 }),
      load: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(all, fc.constantFrom('turn' as const, 'load' as const), ({ people, records, load }, by) => {
        const candidates = Array.from({ length: people }, (_, i) => person(`p${i}`, load));
        const given = spread(records, candidates, { by }, anybody);
        const counts = candidates.map(({ id }) => given.filter((each) => each === id).length);
        expect(counts.reduce((sum, each) => sum + each, 0)).toBe(records);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('evens out loads that began apart, never beyond the limit', () => {
    const loads = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(loads, fc.integer({ min: 0, max: 150 }), fc.integer({ min: 1, max: 12 }), (begun, records, most) => {
        const candidates = begun.map((load, i) => person(`p${i}`, load));
        const given = spread(records, candidates, { by: 'load', most }, anybody);
        const after = candidates.map(({ id, load }) => load + given.filter((each) => each === id).length);
        const room = begun.reduce((sum, load) => sum + Math.max(0, most - load), 0);
        expect(given.filter((each) => each !== null).length).toBe(Math.min(records, room));
        const grown = after.filter((load, i) => load > (begun[i] as number));
        if (grown.length > 0) {
          expect(Math.max(...grown)).toBeLessThanOrEqual(most);
          // Whoever stands below those who were given some stands so only by one, or was not below them to begin with.
          expect(Math.max(...grown) - Math.min(...after.filter((load) => load < most), Math.max(...grown))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
