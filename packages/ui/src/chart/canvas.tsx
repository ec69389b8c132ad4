import { BarChart, FunnelChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import * as css from './chart.module.css';

use([BarChart, LineChart, PieChart, FunnelChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Draws an ECharts option and keeps it at the size of its place. Loaded on demand: it is the heaviest part of a dashboard. */
export default function ChartCanvas({ option, label }: { option: Readonly<Record<string, unknown>>; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const chart = init(place.current, undefined, { renderer: 'svg' });
    chart.setOption(option);
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} role="img" aria-label={label} className={css.canvas} />;
}
