import type { Report, ReportResult } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { draw, fireEvent, screen } from '../../../../test/dom/draw.tsx';
import { chartData, chartOption, formatFigure, ReportTile } from '../index.ts';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const report: Report = {
  key: 'by_reason',
  name: label('Why', '为何'),
  entity: 'deal',
  chart: 'table',
  dimensions: [{ key: 'reason', field: 'reason' }],
  measures: [{ key: 'sum', fn: 'sum', field: 'amount' }],
};
const result: ReportResult = {
  columns: [
    { key: 'reason', name: label('Reason', '原因'), format: 'text' },
    { key: 'sum', name: label('Sum', '合计'), format: 'money', currency: 'CNY' },
  ] as unknown as ReportResult['columns'],
  rows: [
    ['price', '1234.5'],
    [null, null],
  ],
};
const words = { none: 'None', days: 'days', target: 'Target' };

describe('a figure', () => {
  it.each([
    ['1234567.5', 'money', '¥1,234,567.50', '¥1,234,567.50'],
    ['12.5', 'percent', '12.5%', '12.5%'],
    ['3', 'days', '3 days', '3 days'],
    ['12345', 'count', '12,345', '12,345'],
    [null, 'money', '–', '–'],
    ['123456789012345678.25', 'money', '¥123,456,789,012,345,678.25', '¥123,456,789,012,345,678.25'],
  ])('%s as %s', (value, format, english, chinese) => {
    expect(formatFigure(value, format, 'CNY', 'en', 'days')).toBe(english);
    expect(formatFigure(value, format, 'CNY', 'zh-CN', 'days')).toBe(chinese);
  });
});

describe('what a picture is drawn from', () => {
  const data = chartData(app, deal, report, result, 'en', words);

  it('has names instead of keys, and gaps where there is no figure', () => {
    expect(data.names).toEqual(['Price', 'None']);
    expect(data.series.map(({ name, values }) => [name, ...values])).toEqual([['Sum', 1234.5, null]]);
    expect([data.write(1234.5), data.write(null), data.short(1_250_000)]).toEqual(['¥1,234.50', '–', '¥1.3M']);
  });

  it('draws labels as text only, in light and in dark', () => {
    for (const kind of ['bar', 'row', 'line', 'pie', 'funnel'] as const)
      for (const dark of [true, false])
        expect(chartOption(kind, data, dark)).toMatchObject({ tooltip: { renderMode: 'richText', confine: true } });
  });
});

describe('a report on a dashboard', () => {
  // One row is there to measure by.
  const cells = () =>
    screen
      .getAllByRole('row')
      .flatMap((row) =>
        row.classList.contains('ant-table-measure-row') ? [] : [[...row.querySelectorAll('th,td')].map((cell) => cell.textContent)],
      );

  it('shows its figures as a table', async () => {
    await draw(<ReportTile app={app} report={report} result={result} />);
    expect(screen.getByRole('heading', { name: 'Why' })).toBeTruthy();
    expect(cells()).toContainEqual(['Price', '¥1,234.50']);
    expect(cells()).toContainEqual(['None', '–']);
    await draw(<ReportTile app={app} report={report} result={result} />, 'zh-CN');
    expect(screen.getByRole('heading', { name: '为何' })).toBeTruthy();
    expect(cells()[0]).toEqual(['原因', '合计']);
  });

  it('shows a single number large, with the others below it', async () => {
    const figures = { ...report, chart: 'number' as const, dimensions: [] };
    const count = { key: 'count', name: label('Count', '数量'), format: 'count' };
    const answer = { columns: [...result.columns.slice(1), count], rows: [['1000', '7']] } as unknown as ReportResult;
    await draw(<ReportTile app={app} report={figures} result={answer} />);
    const figure = (key: string) => document.querySelector(`[data-figure=${key}]`)?.textContent;
    expect([figure('sum'), figure('count')]).toEqual(['¥1,000', 'Count 7']);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leads from each figure to the records behind it, and says what it is narrowed to', async () => {
    const opened: string[] = [];
    const behind = {
      address: (row: readonly unknown[], measure: number) => (row[0] === null ? undefined : `/list/${row[0]}/${measure}`),
      open: (address: string) => void opened.push(address),
    };
    await draw(<ReportTile app={app} report={report} result={result} behind={behind} narrowed="This month" />);
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/list/price/0']);
    fireEvent.click(screen.getByRole('link'), { ctrlKey: true });
    expect(opened).toEqual([]);
    fireEvent.click(screen.getByRole('link'));
    expect(opened).toEqual(['/list/price/0']);
    expect(document.querySelector('[data-narrowed]')?.textContent).toBe('This month');
  });

  it('holds each figure against its target, for those who see, those who hear and as a table', async () => {
    const aimed: Report = { ...report, chart: 'bar', targetAmount: '2000', targetName: label('Goal', '销售目标') };
    const rows = [
      ['price', '1999.99'],
      [null, '5000'],
    ];
    const { person } = await draw(<ReportTile app={app} report={aimed} result={{ ...result, rows }} />, 'zh-CN');
    expect(document.querySelector('[data-target]')?.textContent).toBe('销售目标：每项 ¥2,000，2 项中 1 项达成');
    expect((await screen.findByRole('img', { name: /为何/ })).getAttribute('aria-label')).toBe(
      '为何 Price ¥1,999.99 (99%), 无 ¥5,000 (250%)',
    );
    await person.click(screen.getByRole('button', { name: '以表格显示“为何”' }));
    expect(cells()).toEqual([
      ['原因', '合计', '达成率'],
      ['Price', '¥1,999.99', '99%'],
      ['无', '¥5,000', '250%'],
    ]);
    await draw(<ReportTile app={app} report={{ ...aimed, targetName: undefined }} result={{ ...result, rows }} />);
    expect(document.querySelector('[data-target]')?.textContent).toBe('Target: ¥2,000 each, reached 1 of 2 times');
  });

  it('says what went wrong, what is empty, and that it is loading', async () => {
    const { again } = await draw(<ReportTile app={app} report={report} result={undefined} error="Too many records" />);
    expect(screen.getByRole('alert').textContent).toBe('Too many records');
    again(<ReportTile app={app} report={report} result={{ ...result, rows: [] }} />);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
    expect(document.querySelector('p')?.textContent?.length).toBeGreaterThan(3);
    again(<ReportTile app={app} report={report} result={undefined} />);
    expect(document.querySelector('.ant-skeleton')).toBeTruthy();
  });
});
