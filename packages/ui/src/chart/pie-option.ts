import type { ChartData } from './chart-data.ts';
import type { Inks, Option } from './inks.ts';
import { LEGEND_ROOM, legendBelow } from './legend.ts';

/** A ring: shares beside it, names in the legend below. */
export function pieOption({ names, colors, series, write }: ChartData, inks: Inks): Option {
  const slices = names.map((name, i) => ({ name, value: series[0]?.values[i] ?? 0, itemStyle: { color: colors[i] } }));
  return {
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true, valueFormatter: write },
    legend: legendBelow(inks),
    series: [
      {
        type: 'pie',
        radius: ['45%', '72%'],
        ...{ top: 0, left: 8, right: 8, bottom: LEGEND_ROOM },
        data: slices,
        minShowLabelAngle: 8,
        label: { color: inks.ink, formatter: ({ percent }: { percent: number }) => `${Math.round(percent)}%` },
        labelLine: { length: 8, length2: 8 },
      },
    ],
  };
}
