import { type App, type Entity, fieldAt, type Language, type Report, type ReportResult } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { formatDecimal, formatMoney, formatShortMoney } from '../text/format.ts';

/** One series of figures with the names they belong to: what every picture is drawn from. */
export interface ChartData {
  readonly names: readonly string[];
  readonly values: readonly (number | null)[];
  readonly title: string;
  readonly write: (value: number) => string;
  readonly short: (value: number) => string;
}

/** Colours of series: one calm row that keeps apart in both light and dark. */
export const PALETTE = ['#2f74e0', '#1597a8', '#2e9e4f', '#d19a15', '#e0701f', '#d43c3c', '#7d4dd1', '#8a909c'];

/** A figure as people read it. */
export function formatFigure(value: Value, format: string, currency: string, language: Language, days: string): string {
  if (value === null || value === undefined) return '–';
  if (format === 'money') return formatMoney(String(value), currency, language);
  if (format === 'percent') return `${formatDecimal(String(value), language)}%`;
  if (format === 'days') return `${formatDecimal(String(value), language)} ${days}`;
  return formatDecimal(String(value), language);
}

/** The name of a dimension's value: an option's label instead of its key. */
export function dimensionName(
  app: App,
  entity: Entity,
  report: Report,
  index: number,
  value: Value,
  language: Language,
  none: string,
): string {
  if (value === null) return none;
  const field = fieldAt(app, entity, report.dimensions[index]?.field ?? '');
  return field?.options?.find((option) => option.key === value)?.name[language] ?? String(value);
}

/** Takes the first dimension and the first measure of an answer apart for drawing. */
export function chartData(
  app: App,
  entity: Entity,
  report: Report,
  result: ReportResult,
  language: Language,
  words: { none: string; days: string },
): ChartData {
  const split = report.dimensions.length;
  const measure = result.columns[split];
  const currency = measure?.currency ?? app.currency;
  const format = measure?.format ?? 'count';
  return {
    names: result.rows.map((row) => dimensionName(app, entity, report, 0, row[0] ?? null, language, words.none)),
    values: result.rows.map((row) => (row[split] === null || row[split] === undefined ? null : Number(row[split]))),
    title: measure?.name[language] ?? '',
    write: (value) => formatFigure(value, format, currency, language, words.days),
    short: (value) =>
      format === 'money' ? formatShortMoney(value, currency, language) : formatFigure(value, format, currency, language, words.days),
  };
}

/** A picture as ECharts takes it. */
export type Option = Readonly<Record<string, unknown>>;

/** The picture of a report as ECharts draws it. Tooltips are drawn as text, so that no label can become markup. */
export function chartOption(kind: Report['chart'], data: ChartData, dark: boolean): Option {
  const ink = dark ? '#d0d0d0' : '#3d4350';
  const faint = dark ? '#3a3a3a' : '#e4e7ec';
  const base = {
    color: PALETTE,
    textStyle: { color: ink, fontFamily: 'inherit' },
    tooltip: { trigger: 'item', renderMode: 'richText', valueFormatter: (value: number) => data.write(value) },
    aria: { enabled: true },
    animationDuration: 300,
  };
  if (kind === 'pie') {
    const slices = data.names.map((name, i) => ({ name, value: data.values[i] ?? 0 }));
    return {
      ...base,
      legend: { bottom: 0, type: 'scroll', textStyle: { color: ink } },
      series: [{ type: 'pie', radius: ['42%', '68%'], center: ['50%', '45%'], data: slices, label: { color: ink, formatter: '{b} {d}%' } }],
    };
  }
  if (kind === 'funnel') {
    // Stages keep their order; the width says how many stand there.
    const steps = data.names.map((name, i) => ({ name, value: data.values[i] ?? 0 }));
    const label = {
      show: true,
      position: 'inside',
      color: '#fff',
      textBorderColor: 'rgba(0,0,0,.45)',
      textBorderWidth: 2,
      formatter: '{b}  {c}',
    };
    return {
      ...base,
      series: [{ type: 'funnel', sort: 'none', left: '8%', right: '8%', top: 8, bottom: 8, minSize: '18%', gap: 2, data: steps, label }],
    };
  }
  const names = {
    type: 'category',
    data: kind === 'row' ? [...data.names].reverse() : data.names,
    axisLabel: { color: ink, ...(kind === 'row' ? { width: 100, overflow: 'truncate' } : {}) },
    axisLine: { lineStyle: { color: faint } },
    axisTick: { show: false },
  };
  const figures = {
    type: 'value',
    axisLabel: { color: ink, formatter: (value: number) => data.short(value) },
    splitLine: { lineStyle: { color: faint } },
    splitNumber: 3,
  };
  const values = kind === 'row' ? [...data.values].reverse() : data.values;
  const few = values.length <= 8;
  const label = {
    show: few,
    position: kind === 'row' ? 'right' : 'top',
    color: ink,
    formatter: ({ value }: { value: number | null }) => (value === null ? '' : data.short(value)),
  };
  const series =
    kind === 'line'
      ? { type: 'line', smooth: true, symbolSize: 7, areaStyle: { opacity: 0.12 } }
      : { type: 'bar', barMaxWidth: 32, itemStyle: { borderRadius: kind === 'row' ? [0, 4, 4, 0] : [4, 4, 0, 0] } };
  return {
    ...base,
    grid:
      kind === 'row'
        ? { left: 112, right: 72, top: 4, bottom: 24 }
        : { left: 8, right: 12, top: 24, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: kind === 'row' ? figures : names,
    yAxis: kind === 'row' ? names : figures,
    series: [{ ...series, name: data.title, data: values, label }],
  };
}
