import { namesAtSide, shownOf } from './axis.ts';
import type { ChartData } from './chart-data.ts';
import { PALETTE } from './color.ts';
import type { Inks, Option } from './inks.ts';

const LIGHTEST = 0.5;

/** The hue of a step, lighter with each. The colour itself says so, for an opacity would fade what is written beside it as well. */
function hueOf(step: number, steps: number): string {
  const alpha = 1 - ((1 - LIGHTEST) * step) / Math.max(steps - 1, 1);
  return step === 0 ? (PALETTE[0] as string) : `${PALETTE[0]}${Math.round(alpha * 255).toString(16)}`;
}

/**
 * Steps of one hue around a middle line, the first on top: each is as wide as its own figure, so that a later stage that holds more is seen to hold more.
 * The room before a step is a bar that is not seen.
 */
export function funnelOption({ names, series, write, short }: ChartData, inks: Inks): Option {
  const values = series[0]?.values ?? [];
  const widest = Math.max(...values.map((value) => value ?? 0), 1);
  const step = {
    ...{ type: 'bar', stack: 'steps', barCategoryGap: '14%' },
    name: series[0]?.name,
    data: values.map((value, i) => ({ value: value ?? 0, itemStyle: { color: hueOf(i, values.length), borderRadius: 3 } })),
    label: {
      show: true,
      position: 'right',
      color: inks.ink,
      formatter: ({ dataIndex }: { dataIndex: number }) => shownOf(values[dataIndex] ?? null, short),
    },
  };
  const room = {
    ...{ type: 'bar', stack: 'steps', silent: true, tooltip: { show: false }, itemStyle: { color: 'transparent' } },
    data: values.map((value) => (widest - (value ?? 0)) / 2),
  };
  return {
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      formatter: ({ dataIndex }: { dataIndex: number }) => `${names[dataIndex]}  ${write(values[dataIndex] ?? null)}`,
    },
    grid: { left: 8, right: 56, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'value', show: false, min: 0, max: widest },
    yAxis: { ...namesAtSide(names, inks), axisLine: { show: false } },
    series: [room, step],
  };
}
