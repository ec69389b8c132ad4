import { type Report, takesTarget } from '@pipewright/definition';
import { percentOf, type Value } from '@pipewright/logic';

/** What the figures of a picture are held against. */
export interface Target {
  readonly name: string;
  /** Where its line stands. */
  readonly amount: number;
  /** The same as people read it. */
  readonly written: string;
  /** How many percent of it each figure is, rounded down; undefined where there is no figure. */
  readonly percents: readonly (number | undefined)[];
}

/** How many percent of its target a figure of a report is; undefined where there is no figure or no target. */
export function shareOf({ targetAmount }: Pick<Report, 'targetAmount'>, value: Value | undefined): number | undefined {
  const figure = typeof value === 'string' || typeof value === 'number' ? value : undefined;
  return figure === undefined || targetAmount === undefined ? undefined : percentOf(figure, targetAmount);
}

/** The target of a report for the figures it has, if it is one that can be drawn. */
export function targetOf(
  report: Report,
  name: string,
  figures: readonly (Value | undefined)[],
  write: (amount: string) => string,
): Target | undefined {
  const { targetAmount: amount } = report;
  if (amount === undefined || !takesTarget(report)) return undefined;
  return { name, amount: Number(amount), written: write(amount), percents: figures.map((figure) => shareOf(report, figure)) };
}

/** At how many places a target was reached. */
export function reachedAt({ percents }: Target): number {
  return percents.filter((percent = 0) => percent >= 100).length;
}
