import type { ChartData } from './chart-data.ts';
import type { Inks } from './inks.ts';

/** Room above the highest figure for the line of a target, so that it stands in the picture however far away it still is. */
export function roomFor({ target, series }: ChartData) {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return target && target.amount > highest ? { max: target.amount * 1.1 } : {};
}

/** The line of a target across the picture; its name and amount stand above the picture, where nothing can cover them. */
export function targetMark(kind: 'bar' | 'row' | 'line', { target }: ChartData, { ink }: Inks) {
  if (!target) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: ink, type: 'dashed', width: 1.5 },
      data: [kind === 'row' ? { xAxis: target.amount } : { yAxis: target.amount }],
    },
  };
}
