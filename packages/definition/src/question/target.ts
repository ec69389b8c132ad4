import { type Issue, issue } from '@pipewright/logic';
import { CHARTS, type Report } from '../model/report.ts';

/** The pictures in which a line can be drawn at a figure. */
const LINED: ReadonlySet<Report['chart']> = new Set(CHARTS.filter((chart) => chart === 'bar' || chart === 'row' || chart === 'line'));

/** True for a report that can have a target: each place of its one dimension is held against it. */
export function takesTarget({ chart, dimensions }: Pick<Report, 'chart' | 'dimensions'>): boolean {
  return LINED.has(chart) && dimensions.length === 1;
}

/** The reason a report cannot have the target it names. */
export function checkTarget(report: Report, path: string): Issue[] {
  return report.targetAmount === undefined || takesTarget(report) ? [] : [issue(path, 'report.target')];
}

/** A report without its target, for figures that the target was not set for: those of some people, or of a part of the time that a place stands for. */
export function withoutTarget({ targetAmount: _, targetName: __, ...report }: Report): Report {
  return report;
}
