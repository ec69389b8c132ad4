import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaAt, betaBelow, lnGamma } from './beta.ts';
import type { Circumstances } from './circumstances.ts';
import { type Estimate, estimate, isEstimate } from './estimate.ts';
import { baseShare, type ChanceModel, learn, shrunk, togetherShare } from './model.ts';
import { Score, spreadOf } from './score.ts';
import { type Past, Tally } from './tally.ts';

const learnFrom = (past: readonly Past[]) => {
  const tally = new Tally();
  for (const each of past) tally.add(each);
  return learn(tally);
};
const seen = (more: Partial<Circumstances> = {}): Circumstances => ({
  ...{ pipeline: 'p', stage: 's', segments: ['key'], age: 'within', quiet: 'week' },
  ...more,
});
const times = (n: number, won: number, at: Circumstances): Past[] => Array.from({ length: n }, (_, i) => ({ won: i < won, seen: [at] }));
const sure = (model: ChanceModel, at: Circumstances, least = 1): Estimate => {
  const found = estimate(model, at, least);
  if (!isEstimate(found)) throw new Error('There are too few');
  return found;
};

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  pipeline: fc.constant('p'),
  stage: fc.constantFrom('a', 'b'),
  segments: fc.tuple(fc.constantFrom('key', 'small', null)),
  age: fc.constantFrom('within', 'over', null),
  quiet: fc.constantFrom('week', 'longer'),
});
const pasts = fc.array(fc.record({ won: fc.boolean(), seen: fc.array(circumstances, { maxLength: 4 }) }), { maxLength: 60 });

describe('beta distributions', () => {
  it('have the known values', () => {
    expect(lnGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(betaBelow(0.5, 2, 2)).toBeCloseTo(0.5, 12);
    expect(betaBelow(0.2, 1, 3)).toBeCloseTo(1 - 0.8 ** 3, 12);
    expect(betaAt(0.1, 1, 1)).toBeCloseTo(0.1, 12);
    expect(betaAt(0.975, 9, 3)).toBeCloseTo(0.9398, 4);
  });
});

describe('what is learned from closed records', () => {
  it('lies between what was counted and what is believed, and moves towards the count as it grows', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (won, lost, p, k) => {
          const n = won + lost;
          if (n === 0) return shrunk({ won, n }, p, k) === (k * p) / k;
          const found = shrunk({ won, n }, p, k);
          const [low, high] = [Math.min(won / n, p), Math.max(won / n, p)];
          const more = shrunk({ won: won * 10, n: n * 10 }, p, k);
          return found >= low - 1e-12 && found <= high + 1e-12 && Math.abs(more - won / n) <= Math.abs(found - won / n) + 1e-12;
        },
      ),
    );
  });

  it('says no less for a record more that was won', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (won, lost, p, k) => {
          const n = won + lost + 1;
          return shrunk({ won: won + 1, n }, p, k) > shrunk({ won, n }, p, k);
        },
      ),
    );
  });

  it('is the same to the last digit in whatever order the records come', () => {
    fc.assert(
      fc.property(
        pasts.chain((past) => fc.tuple(fc.constant(past), fc.shuffledSubarray(past, { minLength: past.length }))),
        ([past, other]) => JSON.stringify(learnFrom(past)) === JSON.stringify(learnFrom(other)),
      ),
      { numRuns: 50 },
    );
  });

  it('is a share between 0 and 100, with what it is made of adding up to it', () => {
    fc.assert(
      fc.property(pasts, circumstances, (past, at) => {
        const found = estimate(learnFrom(past), at, 1);
        if (!isEstimate(found)) return found.tooFew.n === 0;
        const { low, percent, high, reasons } = found;
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(percent);
        return 1 <= low && low <= percent && percent <= high && high <= 99;
      }),
      { numRuns: 50 },
    );
  });

  it('stays at the base rate where outcomes are dealt out by chance', () => {
    fc.assert(
      fc.property(fc.array(circumstances, { minLength: 300, maxLength: 600 }), fc.infiniteStream(fc.boolean()), (all, dice) => {
        const model = learnFrom(all.map((at) => ({ won: dice.next().value === true, seen: [at] })));
        const off = all.map((at) => Math.abs(sure(model, at).percent / 100 - baseShare(model)));
        return off.reduce((sum, each) => sum + each, 0) / off.length < 0.06;
      }),
      { numRuns: 20, seed: 7 },
    );
  });

  it('sees what makes a difference, says so, and how certain it is', () => {
    const past = [...times(100, 80, seen({ segments: ['key'] })), ...times(100, 20, seen({ segments: ['small'] }))];
    const model = learnFrom(past);
    const key = sure(model, seen({ segments: ['key'] }));
    expect([key.percent > 72, key.percent <= 80, key.low < key.percent, key.n]).toEqual([true, true, true, 200]);
    expect(key.reasons.map(({ of, won, n }) => [of.kind, won, n])).toEqual([
      ['all', 100, 200],
      ['stage', 100, 200],
      ['segment', 80, 100],
      ['age', 100, 200],
      ['quiet', 100, 200],
    ]);
    expect(key.reasons[0]?.points).toBe(50);
    expect(key.reasons[2]?.points).toBeGreaterThan(20);
    expect(key.reasons.slice(3).map(({ points }) => points)).toEqual([0, 0]);
    const few = sure(learnFrom([...times(3, 3, seen({ segments: ['new'] })), ...past]), seen({ segments: ['new'] }));
    expect(few.percent).toBeLessThan(90);
    expect(few.high - few.low).toBeGreaterThan(key.high - key.low);
  });

  it('tells of the stage what a segment that it never saw does', () => {
    const model = learnFrom(times(60, 30, seen()));
    expect(sure(model, seen({ segments: ['other'] })).percent).toBe(50);
  });

  it('says openly that too few went through a stage', () => {
    const model = learnFrom(times(9, 3, seen()));
    expect(estimate(model, seen(), 10)).toEqual({ tooFew: { won: 3, n: 9 } });
    expect(estimate(model, seen({ stage: 'other' }), 10)).toEqual({ tooFew: { won: 0, n: 0 } });
    expect(isEstimate(estimate(model, seen(), 9))).toBe(true);
  });

  it('knows a truth that it was not told, better than the base rate', () => {
    const truth = (at: Circumstances) =>
      (at.stage === 'a' ? 0.3 : 0.6) + (at.segments[0] === 'key' ? 0.2 : -0.1) - (at.age === 'over' ? 0.15 : 0);
    const dice = fc.sample(fc.noBias(fc.tuple(circumstances, fc.integer({ min: 0, max: 9999 }))), { numRuns: 4000, seed: 11 });
    const deals = dice.map(([at, luck]) => ({ at, won: luck / 10_000 < truth(at) }));
    const model = learnFrom(deals.slice(0, 2000).map(({ at, won }) => ({ won, seen: [at] })));
    const [told, base] = [new Score(), new Score()];
    const differences = deals
      .slice(2000)
      .map(({ at, won }) => ({ sum: base.add(100 * baseShare(model), won) - told.add(sure(model, at).percent, won), n: 1 }));
    expect(told.brier()).toBeLessThan(base.brier() as number);
    expect(spreadOf(differences)?.low).toBeGreaterThan(0);
    for (const bin of told.bins()) if (bin.n > 100) expect(Math.abs(bin.told - bin.won)).toBeLessThan(10);
    expect(Math.abs(togetherShare(model, seen({ stage: 'a', segments: ['key'], age: 'over', quiet: 'week' })) - 0.35)).toBeLessThan(0.1);
  });
});

describe('a score', () => {
  it('is the mean square of the misses, in groups of ten points', () => {
    const score = new Score();
    expect(score.brier()).toBeNull();
    score.add(100, true);
    score.add(50, false);
    score.add(55, true);
    expect(score.brier()).toBeCloseTo((0.25 + 0.45 ** 2) / 3, 12);
    expect(score.bins()).toEqual([
      { told: 52.5, won: 50, n: 2 },
      { told: 100, won: 100, n: 1 },
    ]);
  });

  it('has a spread that is the same on a second run', () => {
    const differences = [1, 2, 3, 4].map((sum) => ({ sum, n: 1 }));
    expect(spreadOf(differences)).toEqual(spreadOf(differences));
    expect(spreadOf([])).toBeNull();
  });
});
