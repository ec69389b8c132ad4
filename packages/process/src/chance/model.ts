import { evidence } from './beta.ts';
import type { Circumstances } from './circumstances.ts';
import { ALL, type Count, cellName, type Factor, factorsIn, stageName, type Tally } from './tally.ts';

/** How many cases each part of a model is believed like, against what is counted below it. */
export interface Strengths {
  readonly stage: number;
  /** By factor: `segment0`, `age`, `quiet`. */
  readonly factors: Readonly<Record<string, number>>;
  readonly cell: number;
  /** How much of what the factors say together is believed, from none to all: those that say the same are not to be heard twice. */
  readonly together: number;
}

/** What was learned from closed records: plain data, the same for the same records in whatever order they were counted. */
export interface ChanceModel {
  readonly counts: Readonly<Record<string, readonly [won: number, n: number]>>;
  readonly strengths: Strengths;
}

const MOST = 1024;
const GRID: readonly number[] = [2, 4, 8, 16, 32, 64, 128, 256, 512, MOST];
const SHARES = [1, 0.75, 0.5, 0.25, 0] as const;
/** How much better, as a logarithm of evidence, it has to be told to be believed less than more cautiously. */
const CAUTION = 1;

/** What is known of all records together before any is counted: half a case won and half a case lost. */
const NOTHING: Count = { won: 0.5, n: 1 };
const NONE: Count = { won: 0, n: 0 };

/** The name of a factor among strengths. */
export const factorName = (factor: Factor): string => (factor.kind === 'segment' ? `segment${factor.at}` : factor.kind);

/** What is counted under a name. */
export function countIn(model: Pick<ChanceModel, 'counts'>, name: string): Count {
  const found = Object.hasOwn(model.counts, name) ? model.counts[name] : undefined;
  return found ? { won: found[0], n: found[1] } : NONE;
}

/** The share of all records that were won, with half a case for each end. */
export function baseShare(model: Pick<ChanceModel, 'counts'>): number {
  const { won, n } = countIn(model, ALL);
  return (won + NOTHING.won) / (n + NOTHING.n);
}

/** Draws what was counted towards what is believed, as if that were so many cases more: the mean of a beta-binomial. It lies between the two. */
export function shrunk({ won, n }: Count, believed: number, strength: number): number {
  return (won + strength * believed) / (n + strength);
}

/** The share of a stage, drawn towards that of all. */
export function stageShare(model: ChanceModel, seen: Circumstances): number {
  const base = baseShare(model);
  const name = stageName(seen);
  return name === ALL ? base : shrunk(countIn(model, name), base, model.strengths.stage);
}

/** What a factor says of a stage's records, drawn towards what the stage says. Where it is true of all of them it says nothing. */
export function factorShare(
  model: ChanceModel,
  of: { readonly factor: Factor; readonly name: string },
  stage: Count,
  believed: number,
): number {
  const count = countIn(model, of.name);
  return count.n === stage.n ? believed : shrunk(count, believed, model.strengths.factors[factorName(of.factor)] ?? MOST);
}

/** The logarithm of the odds of a share. */
export const logit = (share: number): number => Math.log(share / (1 - share));
/** The share of a logarithm of odds. */
export const share = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** A count beside what is believed of it. */
interface Told extends Count {
  readonly believed: number;
}

/** The most cautious strength that tells of counts about as well as the best one. */
function strengthOf(told: readonly Told[]): number {
  const found = GRID.map((strength) => told.reduce((sum, { won, n, believed }) => sum + evidence(won, n, believed, strength), 0));
  const best = Math.max(...found);
  return GRID[found.findLastIndex((each) => each >= best - CAUTION)] ?? MOST;
}

/**
 * Learns from closed records. Three floors, each drawn towards the one below as a beta-binomial whose strength is itself learned from the counts
 * (empirical Bayes; Efron and Morris 1975, Gelman et al., Bayesian Data Analysis, chapter 5):
 *
 * - a stage, towards all: `p(stage) = (won + k · p(all)) / (n + k)`;
 * - each factor within a stage (a segment, the time in the stage, the time since the last follow-up), towards the stage, by the same formula; what they
 *   say is added as odds, `logit p = logit p(stage) + t · Σ (logit p(factor) − logit p(stage))`, where `t` between 0 and 1 is learned too, because
 *   factors that go together would be heard twice (naive Bayes with a temperature);
 * - exactly these circumstances, towards that sum.
 *
 * A strength is the greatest on a grid whose evidence is within one of the best: without a sign of a difference everything stays at the base rate.
 */
export function learn(tally: Tally): ChanceModel {
  const counts = Object.fromEntries(tally.counts().map(([name, { won, n }]) => [name, [won, n] as const]));
  const cells = tally.cells();
  const begun: ChanceModel = { counts, strengths: { stage: MOST, factors: {}, cell: MOST, together: 1 } };
  const base = baseShare(begun);
  const stages = new Map(cells.map((cell) => [stageName(cell), cell]));
  const staged = [...stages.keys()].filter((name) => name !== ALL).map((name) => ({ ...countIn(begun, name), believed: base }));
  const withStage: ChanceModel = { counts, strengths: { ...begun.strengths, stage: strengthOf(staged) } };
  const rows = new Map<string, Map<string, Told>>();
  for (const cell of cells) {
    const stage = countIn(withStage, stageName(cell));
    for (const { factor, name } of factorsIn(cell)) {
      const count = countIn(withStage, name);
      const key = factorName(factor);
      const known = rows.get(key) ?? new Map<string, Told>();
      rows.set(key, known);
      if (count.n < stage.n) known.set(name, { ...count, believed: stageShare(withStage, cell) });
    }
  }
  const factors = Object.fromEntries(
    [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, told]) => [key, strengthOf([...told.values()])]),
  );
  const withFactors: ChanceModel = { counts, strengths: { ...withStage.strengths, factors } };
  const together = SHARES.map((each) => ({ each, fit: fitOf({ counts, strengths: { ...withFactors.strengths, together: each } }, cells) }));
  const best = Math.max(...together.map(({ fit }) => fit));
  const believed = together.findLast(({ fit }) => fit >= best - CAUTION)?.each ?? 0;
  const almost: ChanceModel = { counts, strengths: { ...withFactors.strengths, together: believed } };
  const told = cells.map((cell) => ({ ...countIn(almost, cellName(cell)), believed: togetherShare(almost, cell) }));
  return { counts, strengths: { ...almost.strengths, cell: strengthOf(told) } };
}

/** What a stage and all factors say together. */
export function togetherShare(model: ChanceModel, seen: Circumstances): number {
  const stage = countIn(model, stageName(seen));
  const believed = stageShare(model, seen);
  let odds = logit(believed);
  for (const row of factorsIn(seen)) odds += model.strengths.together * (logit(factorShare(model, row, stage, believed)) - logit(believed));
  return share(odds);
}

/** How well a model tells of what was counted in all circumstances. */
function fitOf(model: ChanceModel, cells: readonly Circumstances[]): number {
  return cells.reduce((sum, cell) => {
    const { won, n } = countIn(model, cellName(cell));
    const told = togetherShare(model, cell);
    return sum + won * Math.log(told) + (n - won) * Math.log(1 - told);
  }, 0);
}
