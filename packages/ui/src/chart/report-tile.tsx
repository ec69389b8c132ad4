import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import type { App, Report, ReportResult } from '@pipewright/definition';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Panel } from '../frame/panel.tsx';
import { useText } from '../text/language.ts';
import type { Behind } from './behind-link.tsx';
import * as css from './chart.module.css';
import { Figures, fetchPictures } from './figures.tsx';

/** A report on a dashboard: its title, what it is about in words, the picture, and the figures as a table one click away. */
export function ReportTile({
  app,
  report,
  result,
  error,
  narrowed,
  behind,
}: {
  app: App;
  report: Report;
  result: ReportResult | undefined;
  error?: string | undefined;
  /** What the figures are narrowed to, in words. */
  narrowed?: string | undefined;
  behind?: Behind | undefined;
}) {
  const { t, say } = useText();
  const [asTable, setAsTable] = useState(report.chart === 'table');
  const number = report.chart === 'number';
  useState(() => (number || asTable ? undefined : fetchPictures()));
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
      {narrowed && (
        <div data-narrowed className={css.question}>
          {narrowed}
        </div>
      )}
      {error ? (
        <span role="alert">{error}</span>
      ) : result ? (
        <Figures app={app} report={report} result={result} asTable={asTable} behind={behind} />
      ) : (
        <Skeleton active paragraph={{ rows: number ? 1 : 6 }} title={false} />
      )}
    </Panel>
  );
}
