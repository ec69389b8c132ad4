import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import * as css from './chart.module.css';
import { inTurn } from './in-turn.ts';

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

interface CanvasProps {
  readonly option: Readonly<Record<string, unknown>>;
  readonly label: string;
  readonly height: number;
  /** What was pressed: which series, and which of its places. */
  readonly onPick?: ((series: number, place: number) => void) | undefined;
}

/** Draws an ECharts option and keeps it at the size of its place. Loaded on demand: it is the heaviest part of a dashboard. */
export default function ChartCanvas({ option, label, height, onPick }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let gone: (() => void) | undefined;
    const takenBack = inTurn(() => {
      gone = drawn(element, option, (series, at) => pick.current?.(series, at));
    });
    return () => {
      takenBack();
      gone?.();
    };
  }, [option]);
  return <div ref={place} role="img" aria-label={label} className={css.canvas} style={{ height }} />;
}

/** Draws a picture in its place and keeps it at its size; what it returns takes the picture away. */
function drawn(place: HTMLElement, option: CanvasProps['option'], onPick: NonNullable<CanvasProps['onPick']>): () => void {
  const chart = init(place, undefined, { renderer: 'svg' });
  // Widths are measured in this font, so it must be the one that is drawn with.
  const { fontFamily } = getComputedStyle(place);
  chart.setOption({ ...option, textStyle: { ...(option.textStyle as object), fontFamily } });
  chart.on('click', ({ seriesIndex, dataIndex }) => onPick(seriesIndex ?? 0, dataIndex));
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(place);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}
