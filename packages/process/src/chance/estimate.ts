import { betaAt } from './beta.ts';
import type { Circumstances } from './circumstances.ts';
import { baseShare, type ChanceModel, countIn, factorName, factorShare, logit, share, shrunk, stageShare, togetherShare } from './model.ts';
import { ALL, type Count, cellName, type Factor, factorsIn, stageName } from './tally.ts';

/** One reason of an estimate: of so many closed records in this circumstance so many were won, which moves it by so many points. */
export interface Reason extends Count {
  readonly of: { readonly kind: 'all' | 'stage' | 'cell' } | (Factor & { readonly value: string | null });
  /** Percentage points; of the first, the share it begins with. */
  readonly points: number;
}

/** What own history says of an open record. Percentages; the points of all reasons add up to `percent`. */
export interface Estimate {
  readonly percent: number;
  /** Between these the share lies with a probability of 80 %. */
  readonly low: number;
  readonly high: number;
  /** How many closed records went through the stage. */
  readonly n: number;
  readonly reasons: readonly Reason[];
}

/** Why there is no estimate: too few closed records went through the stage. */
export interface TooFew {
  readonly tooFew: Count;
}

const TAIL = 0.1;
const percentOf = (value: number) => Math.min(99, Math.max(1, Math.round(value * 100)));

/** True for an estimate. */
export const isEstimate = (found: Estimate | TooFew): found is Estimate => !('tooFew' in found);

/**
 * Estimates the chance of a record in these circumstances.
 * @param least how many closed records must have gone through its stage
 */
export function estimate(model: ChanceModel, seen: Circumstances, least: number): Estimate | TooFew {
  const stage = countIn(model, stageName(seen));
  if (stage.n < least) return { tooFew: stage };
  const { strengths } = model;
  const [base, believed] = [baseShare(model), stageShare(model, seen)];
  const all = countIn(model, ALL);
  const steps: { of: Reason['of']; count: Count; value: number }[] = [{ of: { kind: 'all' }, count: all, value: base }];
  const known = stageName(seen) === ALL;
  if (!known) steps.push({ of: { kind: 'stage' }, count: stage, value: believed });
  const stageWeight = known ? all.n + 1 : stage.n + Math.min(strengths.stage, all.n + 1);
  // What is told of few is not more certain for being drawn towards what is told of many.
  let weight = stageWeight;
  let odds = logit(believed);
  for (const row of factorsIn(seen)) {
    const count = countIn(model, row.name);
    odds += strengths.together * (logit(factorShare(model, row, stage, believed)) - logit(believed));
    const strength = strengths.factors[factorName(row.factor)] ?? stageWeight;
    if (count.n < stage.n) weight = Math.min(weight, count.n + Math.min(strength, stageWeight));
    steps.push({ of: { ...row.factor, value: row.value }, count, value: share(odds) });
  }
  const cell = countIn(model, cellName(seen));
  const told = togetherShare(model, seen);
  // Circumstances that are true of everything that is told already say nothing more.
  const same = steps.some(({ count }) => count.n === cell.n);
  const value = same ? told : shrunk(cell, told, strengths.cell);
  if (!same) steps.push({ of: { kind: 'cell' }, count: cell, value });
  const certain = (same ? 0 : cell.n) + Math.min(strengths.cell, weight);
  const bound = (tail: number) => percentOf(betaAt(tail, value * certain, (1 - value) * certain));
  const percent = percentOf(value);
  let before = 0;
  const reasons = steps.map(({ of, count, value: to }) => {
    const points = percentOf(to) - before;
    before = percentOf(to);
    return { of, won: count.won, n: count.n, points };
  });
  return { percent, low: Math.min(bound(TAIL), percent), high: Math.max(bound(1 - TAIL), percent), n: stage.n, reasons };
}
