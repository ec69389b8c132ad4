import type { Report } from '@pipewright/definition';
import { Nothing, Page, ReportTile, Result, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Col, Row } from 'antd';
import { useApp } from '../data/app-context.ts';
import { reportQuery } from '../data/queries.ts';

/** A page of reports; figures renew themselves when records change. */
export function DashboardPage() {
  const { dashboard: key } = useParams({ from: '/a/$app/dashboard/$dashboard' });
  const { app } = useApp();
  const { t, say } = useText();
  const board = app.dashboards.find((each) => each.key === key);
  if (!board) return <Result status="404" title={t('list.unknown')} />;
  return (
    <Page title={say(board.name)}>
      {board.tiles.length === 0 && <Nothing of="figures" text={t('dashboard.empty')} />}
      <Row gutter={[16, 16]}>
        {board.tiles.flatMap((tile) => {
          const report = app.reports.find((each) => each.key === tile.report);
          return report ? (
            <Col key={tile.report} xs={24} sm={tile.width <= 8 ? 12 : 24} lg={tile.width}>
              <Tile report={report} />
            </Col>
          ) : (
            []
          );
        })}
      </Row>
    </Page>
  );
}

function Tile({ report }: { report: Report }) {
  const { key, app } = useApp();
  const figures = useQuery(reportQuery(key, report));
  return <ReportTile app={app} report={report} result={figures.data} error={figures.error?.message} />;
}
