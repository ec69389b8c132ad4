import { CHARTS, type Report } from './report.ts';

/** The pictures in which a line can be drawn at a figure. */
const LINED: ReadonlySet<Report['chart']> = new Set(CHARTS.filter((chart) => chart === 'bar' || chart === 'row' || chart === 'line'));

/** True for a report that can have a target: each place of its one dimension is held against it. */
export function takesTarget({ chart, dimensions }: Pick<Report, 'chart' | 'dimensions'>): boolean {
  return LINED.has(chart) && dimensions.length === 1;
}

/** A report without its target, for figures that the target was not set for: those of some people, or of a part of the time that a place stands for. */
export function withoutTarget({ targetAmount: _, targetName: __, ...report }: Report): Report {
  return report;
}
