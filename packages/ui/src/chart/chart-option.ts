import type { Report } from '@pipewright/definition';
import { axesOption } from './axes-option.ts';
import type { ChartData } from './chart-data.ts';
import { PALETTE } from './color.ts';
import { funnelOption } from './funnel-option.ts';
import { INKS, type Inks, type Option } from './inks.ts';
import { pieOption } from './pie-option.ts';

/** How a report is drawn: round pictures and funnels have room for one dimension only. */
export function kindDrawn({ chart, dimensions }: Pick<Report, 'chart' | 'dimensions'>): Report['chart'] {
  return dimensions.length > 1 && (chart === 'pie' || chart === 'funnel') ? 'row' : chart;
}

/** The picture of a report as ECharts draws it. Tooltips are drawn as text, so that no label can become markup. */
export function chartOption(kind: Report['chart'], data: ChartData, dark: boolean): Option {
  const inks = INKS[dark ? 'dark' : 'light'];
  return {
    color: PALETTE,
    textStyle: { color: inks.ink },
    animationDuration: 300,
    ...pictureOf(kind, data, inks),
  };
}

function pictureOf(kind: Report['chart'], data: ChartData, inks: Inks): Option {
  if (kind === 'pie') return pieOption(data, inks);
  if (kind === 'funnel') return funnelOption(data, inks);
  return axesOption(kind === 'row' || kind === 'line' ? kind : 'bar', data, inks);
}

/** The height of a picture in pixels: lying bars need a line each. */
export function chartHeight(kind: Report['chart'], data: ChartData): number {
  const lines = kind === 'row' || kind === 'funnel' ? data.names.length : 0;
  return Math.min(Math.max(260, lines * 30 + 40), 640);
}

/** The row of the answer behind what was pressed in a picture. */
export function rowAt(kind: Report['chart'], data: ChartData, series: number, place: number) {
  // The other series of a funnel is the room before its steps.
  return data.series[kind === 'funnel' ? 0 : series]?.rows[place];
}
