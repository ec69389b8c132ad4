import type { Language, Report, ReportResult } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { type ChartData, chartData, chartInWords } from './chart-data.ts';
import { chartHeight, chartOption, kindDrawn, rowAt } from './chart-option.ts';
import { colorsOf, PALETTE } from './color.ts';
import { formatFigure } from './figure.ts';
import type { Option } from './inks.ts';
import { placeNames } from './places.ts';

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
  const words = language === 'en' ? { none: 'None', days: 'days', target: 'Target' } : { none: '无', days: '天', target: '目标' };
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
    ['count', undefined, '1,234,567.5', '1,234,567.5', '1.2M', '123.5万'],
  ])('%s (%s) are written out in the tip and short at the axis', (format, currency, tip, tipZh, short, shortZh) => {
    for (const [language, long, brief] of [
      ['en', tip, short],
      ['zh-CN', tipZh, shortZh],
    ] as const) {
      const option = chartOption('bar', data(format, [['price', '1234567.5']], language, currency), false);
      const { valueFormatter } = option.tooltip as { valueFormatter: (value: number | null) => string };
      expect([valueFormatter(1234567.5), valueFormatter(null)]).toEqual([long, '–']);
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

describe('a target', () => {
  const aimed = (chart: 'bar' | 'row' | 'line', targetAmount: string) => {
    const words = { none: 'None', days: 'days', target: 'Target' };
    const rows = [
      ['price', '50'],
      [null, '150'],
    ];
    return chartData(app, deal, report({ chart, targetAmount }), result('money', rows, 'EUR'), 'en', words);
  };
  type Marked = { markLine?: { data: unknown[] }; label: { formatter: (each: { value: number; dataIndex: number }) => string } };

  it('is a line across the picture, with the share beside each figure', () => {
    for (const [kind, place] of [
      ['bar', { yAxis: 100 }],
      ['line', { yAxis: 100 }],
      ['row', { xAxis: 100 }],
    ] as const) {
      const option = chartOption(kind, aimed(kind, '100'), false);
      const only = series(option) as unknown as Marked;
      expect([kind, only.markLine?.data]).toEqual([kind, [place]]);
      expect(only.label.formatter({ value: 50, dataIndex: 0 })).toBe(kind === 'row' ? '€50 · 50%' : '€50\n50%');
      const { valueFormatter } = option.tooltip as { valueFormatter: (value: number, place: number) => string };
      expect(valueFormatter(150, 1)).toBe('€150 · 150%');
    }
  });

  it('stands in the picture however far away it is, and leaves the axis alone otherwise', () => {
    const top = (targetAmount: string) => (axis(chartOption('bar', aimed('bar', targetAmount), false), 'yAxis') as { max?: number }).max;
    expect([top('100'), top('1000')]).toEqual([undefined, 1100]);
  });

  it('is none in pictures without an axis or with two dimensions', () => {
    const two = report({ targetAmount: '5', dimensions: [report().dimensions[0] as never, { key: 'b', field: 'stage' }] });
    const words = { none: 'None', days: 'days', target: 'Target' };
    expect(chartData(app, deal, report({ chart: 'pie', targetAmount: '5' }), result('count', []), 'en', words).target).toBeUndefined();
    expect(chartData(app, deal, two, result('count', []), 'en', words).target).toBeUndefined();
    expect(chartData(app, deal, report(), result('count', []), 'en', words).target).toBeUndefined();
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
    expect([data('count', []), data('count', [], 'zh-CN')].map(({ series: [only] }) => only?.name)).toEqual(['Figure', '数值']);
  });

  it('stand as they are where the dimension has no options, however awkward', () => {
    const byName = report({ dimensions: [{ key: 'firm', field: 'firm' }] });
    const names = ['مضخة', '👩‍👩‍👧', '<b>x</b>', ' '];
    expect(placeNames(app, deal, byName, 0, names, 'en', 'None')).toEqual(names);
    expect(placeNames(app, deal, report(), 7, ['beyond'], 'en', 'None')).toEqual(['beyond']);
  });

  it('are cut at the side of lying bars only', () => {
    const lying = axis(chartOption('row', data('count', rows(2)), false), 'yAxis');
    expect([lying.type, lying.axisLabel.width, lying.axisLabel.overflow]).toEqual(['category', 116, 'truncate']);
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
      ]).series[0]?.values,
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
    ).toMatchObject([
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
    expect(axis(option, names).data).toEqual(['n0', 'n1', 'n2']);
    // Lying bars begin at the top.
    expect((axis(option, names) as { inverse?: boolean }).inverse).toBe(kind === 'row' ? true : undefined);
    expect(series(option).data).toEqual([0, 1, 2]);
  });

  it('writes figures on the bars while there is room for them', () => {
    expect([8, 9].map((count) => series(chartOption('bar', data('count', rows(count)), false)).label.show)).toEqual([true, false]);
  });

  it('draws a series for each value of the second dimension: stacked where they add up, side by side where they do not', () => {
    const two = report({
      dimensions: [
        { key: 'a', field: 'status' },
        { key: 'b', field: 'reason' },
      ],
    });
    const answer = (fn: 'count' | 'avg') =>
      chartData(
        app,
        deal,
        { ...two, measures: [{ key: 'm', fn, field: 'amount' }] },
        {
          columns: [column('text'), column('text'), column('count')],
          rows: [
            ['won', 'price', '7'],
            ['won', null, '2'],
            ['lost', 'price', '1'],
          ],
        } as unknown as ReportResult,
        'en',
        { none: 'None', days: 'days', target: 'Target' },
      );
    const drawn = answer('count');
    expect(drawn.names).toEqual(['Won', 'Lost']);
    expect(drawn.series.map(({ name, values }) => [name, ...values])).toEqual([
      ['Price', 7, 1],
      ['None', 2, 0],
    ]);
    expect(answer('avg').series[1]?.values).toEqual([2, null]);
    expect(drawn.series[1]?.rows).toEqual([['won', null, '2'], undefined]);
    expect(chartInWords(drawn)).toBe('Price: Won 7, Lost 1; None: Won 2, Lost 0');
    const stacks = (data: ChartData) => (chartOption('bar', data, false).series as { stack?: string }[]).map(({ stack }) => stack);
    expect([stacks(drawn), stacks(answer('avg'))]).toEqual([
      ['all', 'all'],
      [undefined, undefined],
    ]);
    const lines = chartOption('line', drawn, false);
    expect((lines.series as Series[]).map(({ type, name }) => [type, name])).toEqual([
      ['line', 'Price'],
      ['line', 'None'],
    ]);
    // The legend has a line of its own that the axes leave free.
    expect([(lines.legend as { type: string }).type, (lines.grid as { bottom: number }).bottom]).toEqual(['scroll', 36]);
    expect([kindDrawn({ ...two, chart: 'pie' }), kindDrawn({ ...two, chart: 'line' })]).toEqual(['row', 'line']);
    expect([rowAt('bar', drawn, 1, 0), rowAt('bar', drawn, 1, 1), rowAt('funnel', drawn, 1, 0)]).toEqual([
      ['won', null, '2'],
      undefined,
      ['won', 'price', '7'],
    ]);
  });

  it('gives a value the same colour wherever it stands, and two values two colours', () => {
    const status = { key: 'status' } as never;
    expect(colorsOf(status, ['won', 'lost'])).toEqual(colorsOf(status, ['lost', 'won']).toReversed());
    const people = ['李娜', '王磊', '陈晨', 'Ann', 'Bob', null, '赵敏', '周涛'];
    expect(new Set(colorsOf(undefined, people)).size).toBe(8);
    expect(colorsOf(undefined, ['王磊'])).toEqual(colorsOf(undefined, ['王磊', '王磊']).slice(0, 1));
    expect(
      colorsOf(
        undefined,
        Array.from({ length: 30 }, (_, i) => i),
      ),
    ).toHaveLength(30);
  });

  it('is a funnel of one hue whose steps are as wide as their figures, empty ones too', () => {
    const option = chartOption(
      'funnel',
      data('count', [
        ['a', '4'],
        ['b', '0'],
        ['c', '6'],
      ]),
      false,
    );
    const [room, step] = option.series as { data: unknown[]; label: { formatter: (at: object) => string } }[];
    const steps = step?.data as { value: number; itemStyle: { color: string } }[];
    expect([room?.data, steps.map(({ value }) => value)]).toEqual([
      [1, 3, 0],
      [4, 0, 6],
    ]);
    expect(new Set(steps.map(({ itemStyle }) => itemStyle.color.slice(0, 7))).size).toBe(1);
    expect([0, 1, 2].map((dataIndex) => step?.label.formatter({ dataIndex }))).toEqual(['4', '0', '6']);
    expect((option.xAxis as { max: number }).max).toBe(6);
    const { formatter } = option.tooltip as { formatter: (at: object) => string };
    expect(formatter({ dataIndex: 2 })).toBe('c  6');
  });

  it('keeps the legend of a ring below it, with the shares between', () => {
    const option = chartOption('pie', data('count', rows(9)), false);
    const ring = series(option) as unknown as { bottom: number; label: { formatter: (at: object) => string } };
    expect([(option.legend as { bottom: number }).bottom, ring.bottom, ring.label.formatter({ percent: 37.14 })]).toEqual([0, 36, '37%']);
  });

  it('has a line for each lying bar, within bounds', () => {
    expect([3, 11, 90].map((count) => chartHeight('row', data('count', rows(count))))).toEqual([260, 370, 640]);
    expect(chartHeight('bar', data('count', rows(90)))).toBe(260);
  });

  it('can be read in the dark and in the light, in colours that differ', () => {
    const ink = (dark: boolean) => (chartOption('bar', data('count', rows(1)), dark).textStyle as { color: string }).color;
    expect(ink(true)).not.toBe(ink(false));
    expect(new Set(PALETTE).size).toBe(PALETTE.length);
  });
});
