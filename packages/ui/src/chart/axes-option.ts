import { namesAtSide, shownOf } from './axis.ts';
import type { ChartData, Series } from './chart-data.ts';
import type { Inks, Option } from './inks.ts';
import { LEGEND_ROOM, legendBelow } from './legend.ts';
import { roomFor, targetMark } from './target-option.ts';

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
    ...roomFor(data),
    splitLine: { lineStyle: { color: inks.faint } },
    splitNumber: 3,
    ...(data.whole ? { minInterval: 1 } : {}),
  };
  return {
    tooltip: { trigger: several && !lying ? 'axis' : 'item', renderMode: 'richText', confine: true, valueFormatter: tipOf(data) },
    ...(several ? { legend: legendBelow(inks) } : {}),
    grid: {
      ...{
        left: 8,
        right: lying && !several ? (data.target ? 96 : 56) : 12,
        top: lying ? 4 : data.target ? 40 : 24,
        bottom: several ? LEGEND_ROOM : 4,
      },
      ...{ outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: data.series.map((each) => ({ ...drawn(kind, data, each, inks), ...targetMark(kind, data, inks) })),
  };
}

/** How much of the target was reached at a place, behind the figure itself; nothing where there is none. */
const shareAt = ({ target }: ChartData, place: number, between: string) =>
  target?.percents[place] === undefined ? '' : `${between}${target.percents[place]}%`;

const tipOf = (data: ChartData) => (value: number | null, place: number) => `${data.write(value)}${shareAt(data, place, ' · ')}`;

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
      formatter: ({ value, dataIndex }: { value: number | null; dataIndex: number }) =>
        `${shownOf(value, data.short)}${shareAt(data, dataIndex, kind === 'row' ? ' · ' : '\n')}`,
    },
    labelLayout: { hideOverlap: true },
  };
}
