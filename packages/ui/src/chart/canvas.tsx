import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import * as css from './chart.module.css';

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
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: 'svg' });
    // Widths are measured in this font, so it must be the one that is drawn with.
    const { fontFamily } = getComputedStyle(place.current);
    chart.setOption({ ...option, textStyle: { ...(option.textStyle as object), fontFamily } });
    chart.on('click', ({ seriesIndex, dataIndex }) => pick.current?.(seriesIndex ?? 0, dataIndex));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} role="img" aria-label={label} className={css.canvas} style={{ height }} />;
}
