import { namesAtSide, shownOf } from './axis.ts';
import type { ChartData, Series } from './chart-data.ts';
import type { Inks, Option } from './inks.ts';
import { LEGEND_ROOM, legendBelow } from './legend.ts';

/** The most places that have room for figures at their bars: above them, or beside them, where each has a line. */
const FEW = { bar: 8, line: 8, row: 20 } as const;

/** Bars that stand or lie, or lines. Several series that add up are stacked, others stand side by side. */
export function axesOption(kind: 'bar' | 'row' | 'line', data: ChartData, inks: Inks): Option {
  const lying = kind === 'row';
  const several = data.series.length > 1;
  const names = lying
    ? namesAtSide(data.names, inks)
    : {
        type: 'category',
        data: data.names,
        axisLabel: { color: inks.ink, hideOverlap: true },
        axisLine: { lineStyle: { color: inks.faint } },
        axisTick: { show: false },
      };
  const figures = {
    type: 'value',
    axisLabel: { color: inks.ink, hideOverlap: true, formatter: (value: number) => data.short(value) },
    splitLine: { lineStyle: { color: inks.faint } },
    splitNumber: 3,
    ...(data.whole ? { minInterval: 1 } : {}),
  };
  return {
    tooltip: { trigger: several && !lying ? 'axis' : 'item', renderMode: 'richText', confine: true, valueFormatter: data.write },
    ...(several ? { legend: legendBelow(inks) } : {}),
    grid: {
      ...{ left: 8, right: lying && !several ? 56 : 12, top: lying ? 4 : 24, bottom: several ? LEGEND_ROOM : 4 },
      ...{ outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: data.series.map((each) => drawn(kind, data, each, inks)),
  };
}

function drawn(kind: 'bar' | 'row' | 'line', data: ChartData, { name, color, values }: Series, inks: Inks) {
  const several = data.series.length > 1;
  const shape =
    kind === 'line'
      ? { type: 'line', smooth: true, smoothMonotone: 'x', symbolSize: 7, ...(several ? {} : { areaStyle: { opacity: 0.12 } }) }
      : {
          type: 'bar',
          barMaxWidth: 32,
          ...(several && data.additive ? { stack: 'all' } : {}),
          itemStyle: { borderRadius: several ? 0 : kind === 'row' ? [0, 4, 4, 0] : [4, 4, 0, 0] },
        };
  return {
    ...shape,
    name,
    ...(color === undefined ? {} : { color }),
    data: values,
    label: {
      show: !several && values.length <= FEW[kind],
      position: kind === 'row' ? 'right' : 'top',
      color: inks.ink,
      formatter: ({ value }: { value: number | null }) => shownOf(value, data.short),
    },
    labelLayout: { hideOverlap: true },
  };
}
