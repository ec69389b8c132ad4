import type { Language, Report, ReportResult } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { type ChartData, chartData, chartOption, dimensionName, formatFigure, type Option, PALETTE } from './chart-option.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const report = (more: Partial<Report> = {}): Report => ({
  key: 'r',
  name: label('Why', '为何'),
  entity: 'deal',
  chart: 'bar',
  dimensions: [{ key: 'reason', field: 'reason' }],
  measures: [{ key: 'm', fn: 'count' }],
  ...more,
});
const column = (format: string, currency?: string) => ({
  key: 'm',
  name: label('Figure', '数值'),
  format,
  ...(currency ? { currency } : {}),
});
const result = (format: string, rows: unknown[][], currency?: string) =>
  ({
    columns: [{ key: 'reason', name: label('Reason', '原因'), format: 'text' }, column(format, currency)],
    rows,
  }) as unknown as ReportResult;
const data = (format: string, rows: unknown[][], language: Language = 'en', currency?: string): ChartData => {
  const words = language === 'en' ? { none: 'None', days: 'days' } : { none: '无', days: '天' };
  return chartData(app, deal, report(), result(format, rows, currency), language, words);
};
type Axis = { type: string; data?: unknown[]; axisLabel: { formatter?: (value: number) => string; width?: number; overflow?: string } };
type Series = { type: string; data: unknown[]; name?: string; label: { show?: boolean; formatter: unknown; position?: string } };
const axis = (option: Option, which: 'xAxis' | 'yAxis') => option[which] as Axis;
const series = (option: Option) => (option.series as Series[])[0] as Series;
const rows = (count: number) => Array.from({ length: count }, (_, i) => [`n${i}`, String(i)]);

describe('the units of a chart', () => {
  it.each<[string, string | undefined, string, string, string, string]>([
    ['money', undefined, '¥1,234,567.50', '¥1,234,567.50', '¥1.2M', '¥123.5万'],
    ['money', 'EUR', '€1,234,567.50', '€1,234,567.50', '€1.2M', '€123.5万'],
    ['percent', undefined, '1,234,567.5%', '1,234,567.5%', '1,234,567.5%', '1,234,567.5%'],
    ['days', undefined, '1,234,567.5 days', '1,234,567.5 天', '1,234,567.5 days', '1,234,567.5 天'],
    ['count', undefined, '1,234,567.5', '1,234,567.5', '1,234,567.5', '1,234,567.5'],
  ])('%s (%s) are written out in the tip and short at the axis', (format, currency, tip, tipZh, short, shortZh) => {
    for (const [language, long, brief] of [
      ['en', tip, short],
      ['zh-CN', tipZh, shortZh],
    ] as const) {
      const option = chartOption('bar', data(format, [['price', '1234567.5']], language, currency), false);
      const { valueFormatter } = option.tooltip as { valueFormatter: (value: number) => string };
      expect(valueFormatter(1234567.5)).toBe(long);
      expect(axis(option, 'yAxis').axisLabel.formatter?.(1234567.5)).toBe(brief);
      expect((series(option).label.formatter as (each: { value: number | null }) => string)({ value: 1234567.5 })).toBe(brief);
    }
  });

  it('writes nothing on a bar without a figure, and a dash in a table', () => {
    const option = chartOption('bar', data('money', [['price', null]]), false);
    expect((series(option).label.formatter as (each: { value: number | null }) => string)({ value: null })).toBe('');
    expect(formatFigure(undefined as never, 'count', 'CNY', 'en', 'days')).toBe('–');
  });
});

describe('the names in a chart', () => {
  it('are those of options in the language of the screen, and a word where there is none', () => {
    expect(
      data('count', [
        ['price', '1'],
        [null, '2'],
      ]).names,
    ).toEqual(['Price', 'None']);
    expect(data('count', [[null, '2']], 'zh-CN').names).toEqual(['无']);
    expect([data('count', []).title, data('count', [], 'zh-CN').title]).toEqual(['Figure', '数值']);
  });

  it('stand as they are where the dimension has no options, however awkward', () => {
    const byName = report({ dimensions: [{ key: 'firm', field: 'firm' }] });
    for (const name of ['مضخة', '👩‍👩‍👧', '<b>x</b>', ' ']) expect(dimensionName(app, deal, byName, 0, name, 'en', 'None')).toBe(name);
    expect(dimensionName(app, deal, report(), 7, 'beyond', 'en', 'None')).toBe('beyond');
  });

  it('are cut at the side of lying bars only', () => {
    const lying = axis(chartOption('row', data('count', rows(2)), false), 'yAxis');
    expect([lying.type, lying.axisLabel.width, lying.axisLabel.overflow]).toEqual(['category', 100, 'truncate']);
    expect(axis(chartOption('bar', data('count', rows(2)), false), 'xAxis').axisLabel.overflow).toBeUndefined();
  });
});

describe('the shape of a chart', () => {
  it('gives each figure its own number, gaps where there is none', () => {
    expect(
      data('count', [
        ['a', '3'],
        ['b', null],
        ['c', '0'],
        ['d', undefined],
      ]).values,
    ).toEqual([3, null, 0, null]);
    expect(
      series(
        chartOption(
          'line',
          data('count', [
            ['a', '3'],
            ['b', null],
          ]),
          false,
        ),
      ).data,
    ).toEqual([3, null]);
    // A slice needs a size.
    expect(
      series(
        chartOption(
          'pie',
          data('count', [
            ['a', '3'],
            ['b', null],
          ]),
          false,
        ),
      ).data,
    ).toEqual([
      { name: 'a', value: 3 },
      { name: 'b', value: 0 },
    ]);
  });

  it.each([
    ['bar', 'bar', 'top', 'xAxis'],
    ['row', 'bar', 'right', 'yAxis'],
    ['line', 'line', 'top', 'xAxis'],
  ] as const)('%s draws a %s with figures at the %s and names on the %s', (kind, type, position, names) => {
    const option = chartOption(kind, data('count', rows(3)), false);
    expect([series(option).type, series(option).label.position, series(option).name]).toEqual([type, position, 'Figure']);
    expect(axis(option, names).data).toEqual(kind === 'row' ? ['n2', 'n1', 'n0'] : ['n0', 'n1', 'n2']);
    expect(series(option).data).toEqual(kind === 'row' ? [2, 1, 0] : [0, 1, 2]);
  });

  it('writes figures on the bars while there is room for them', () => {
    expect([8, 9].map((count) => series(chartOption('bar', data('count', rows(count)), false)).label.show)).toEqual([true, false]);
  });

  it('turns nothing round in the data it was given', () => {
    const given = data('count', rows(3));
    chartOption('row', given, false);
    expect([given.names, given.values]).toEqual([
      ['n0', 'n1', 'n2'],
      [0, 1, 2],
    ]);
  });

  it('takes its second dimension out of the way of the first measure', () => {
    const two = report({
      dimensions: [
        { key: 'a', field: 'reason' },
        { key: 'b', field: 'reason' },
      ],
    });
    const answer = {
      columns: [column('text'), column('text'), column('money')],
      rows: [['price', 'price', '7.5']],
    } as unknown as ReportResult;
    const drawn = chartData(app, deal, two, answer, 'en', { none: 'None', days: 'days' });
    expect([drawn.names, drawn.values, drawn.write(7.5)]).toEqual([['Price'], [7.5], '¥7.50']);
  });

  it('can be read in the dark and in the light, in colours that differ', () => {
    const ink = (dark: boolean) => (chartOption('bar', data('count', rows(1)), dark).textStyle as { color: string }).color;
    expect(ink(true)).not.toBe(ink(false));
    expect(new Set(PALETTE).size).toBe(PALETTE.length);
  });
});
