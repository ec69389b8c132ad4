import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { type App, entityOf, type Report, type ReportResult } from '@pipewright/definition';
import { Button, Skeleton, Table } from 'antd';
import { useMemo, useState } from 'react';
import * as look from '../frame/look.module.css';
import { Panel } from '../frame/panel.tsx';
import { later, Part } from '../part/part.tsx';
import { useDark } from '../shell/theme.tsx';
import { useText } from '../text/language.ts';
import * as css from './chart.module.css';
import { chartData, chartOption, dimensionName, formatFigure } from './chart-option.ts';

const ChartCanvas = later(() => import('./canvas.tsx').then((module) => module.default));

/** A report on a dashboard: its question as the title, the picture, and the figures as a table one click away. */
export function ReportTile({
  app,
  report,
  result,
  error,
}: {
  app: App;
  report: Report;
  result: ReportResult | undefined;
  error?: string | undefined;
}) {
  const { t, say } = useText();
  const [asTable, setAsTable] = useState(report.chart === 'table');
  const number = report.chart === 'number';
  const toggle = number ? undefined : (
    <Button
      type="text"
      size="small"
      icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
      aria-label={t(asTable ? 'report.asChart' : 'report.asTable', { name: say(report.name) })}
      onClick={() => setAsTable(!asTable)}
    />
  );
  return (
    <Panel size="small" title={say(report.name)} actions={toggle} className={css.tile} data-report={report.key}>
      {report.note && <div className={css.question}>{say(report.note)}</div>}
      {error ? (
        <span role="alert">{error}</span>
      ) : result ? (
        <Figures app={app} report={report} result={result} asTable={asTable} />
      ) : (
        <Skeleton active paragraph={{ rows: number ? 1 : 6 }} title={false} />
      )}
    </Panel>
  );
}

function Figures({ app, report, result, asTable }: { app: App; report: Report; result: ReportResult; asTable: boolean }) {
  const { t, say, language } = useText();
  const { dark } = useDark();
  const entity = entityOf(app, report.entity);
  const days = t('report.days');
  const data = useMemo(
    () => (entity ? chartData(app, entity, report, result, language, { none: t('value.none'), days }) : undefined),
    [app, entity, report, result, language, t, days],
  );
  const option = useMemo(() => (data ? chartOption(report.chart, data, dark) : {}), [data, report.chart, dark]);
  if (!entity || !data) return null;
  const figure = (i: number, row: ReportResult['rows'][number]) => {
    const column = result.columns[i];
    return formatFigure(row[i] ?? null, column?.format ?? 'count', column?.currency ?? app.currency, language, days);
  };
  if (report.chart === 'number') {
    const row = result.rows[0] ?? [];
    return (
      <div>
        <div data-figure={result.columns[0]?.key} className={css.number}>
          {figure(0, row)}
        </div>
        {result.columns.slice(1).map((column, i) => (
          <div key={column.key} data-figure={column.key} className={look.quiet}>
            {say(column.name)} {figure(i + 1, row)}
          </div>
        ))}
      </div>
    );
  }
  if (result.rows.length === 0) return <p className={look.quiet}>{t('report.empty')}</p>;
  if (!asTable) {
    return (
      <Part waiting={<Skeleton active paragraph={{ rows: 6 }} title={false} />}>
        <ChartCanvas
          option={option}
          label={`${say(report.name)} ${data.names.map((name, i) => `${name} ${data.values[i] === null ? '–' : data.write(data.values[i] as number)}`).join(', ')}`}
        />
      </Part>
    );
  }
  const split = report.dimensions.length;
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ y: 240 }}
      rowKey={(row) => JSON.stringify(row.slice(0, split))}
      dataSource={[...result.rows]}
      columns={result.columns.map((column, i) => ({
        key: column.key,
        title: say(column.name),
        align: i < split ? ('start' as const) : ('end' as const),
        render: (_: unknown, row: ReportResult['rows'][number]) =>
          i < split ? dimensionName(app, entity, report, i, row[i] ?? null, language, t('value.none')) : figure(i, row),
      }))}
    />
  );
}
