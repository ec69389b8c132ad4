import { type App, type AppForPerson, type Dashboard, entityOf, narrowed, type Report } from '@pipewright/definition';
import { startOfDay } from '@pipewright/process';
import { later, Nothing, Page, Part, ReportTile, Result, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Col, Row } from 'antd';
import { useState } from 'react';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { departmentsQuery, personQuery, reportQuery } from '../data/queries.ts';
import { askable, fieldsIn, grantFor } from '../data/reach.ts';
import * as css from './dashboard.module.css';
import type { DashboardSearch } from './dashboard-search.ts';
import { narrowedInWords, narrowingOf } from './narrowing.ts';
import { useBehind } from './use-behind.ts';

const DashboardFilters = later(() => import('./dashboard-filters.tsx').then((module) => module.DashboardFilters));

/** A page of reports; figures renew themselves when records change, and all of them are narrowed together. */
export function DashboardPage() {
  const { dashboard: key } = useParams({ from: '/a/$app/dashboard/$dashboard' });
  const { app } = useApp();
  const { t, say } = useText();
  const board = app.dashboards.find((each) => each.key === key);
  useAskSoon(board);
  if (!board) return <Result status="404" title={t('list.unknown')} />;
  return (
    <Page title={say(board.name)} actions={<TrustLink board={board} />}>
      {board.tiles.length === 0 ? <Nothing of="figures" text={t('dashboard.empty')} /> : <Filters board={board} />}
      <Row gutter={[16, 16]}>
        {reportsOf(app, board).map(({ tile, report }) => (
          <Col key={tile.report} xs={24} sm={tile.width <= 8 ? 12 : 24} lg={tile.width}>
            <Tile report={report} />
          </Col>
        ))}
      </Row>
    </Page>
  );
}

/** The way to how far win probabilities can be trusted, for who reads all records that the figures of a page are of. */
function TrustLink({ board }: { board: Dashboard }) {
  const inApp = useApp();
  const { t } = useText();
  const told = new Set(reportsOf(inApp.app, board).map(({ report }) => report.entity));
  const entity = inApp.app.entities.find(({ key, process }) => process?.chance && told.has(key) && grantFor(inApp, key).read === 'all');
  if (!entity) return null;
  return (
    <Link to="/a/$app/$entity/chance" params={{ app: inApp.key, entity: entity.key }}>
      {t('dashboard.trust')}
    </Link>
  );
}

/** Asks for all figures when the page is first drawn, and not when it has been: drawing it takes as long as the answers do. */
function useAskSoon(board: Dashboard | undefined) {
  const queries = useQueryClient();
  const inApp = useApp();
  const { narrowing, known } = useNarrowing();
  useState(() => {
    if (!known) return;
    for (const { report } of reportsOf(inApp.app, board))
      void queries.prefetchQuery(reportQuery(inApp.key, askedOf(inApp, report, narrowing).report));
  });
}

/** The tiles of a dashboard whose reports this person knows. */
const reportsOf = (app: App, board: Dashboard | undefined) =>
  (board?.tiles ?? []).flatMap((tile) => {
    const report = app.reports.find((each) => each.key === tile.report);
    return report ? [{ tile, report }] : [];
  });

/** What is asked for a report of a page that is narrowed. */
function askedOf(inApp: AppForPerson, report: Report, narrowing: ReturnType<typeof narrowingOf>) {
  const { app } = inApp;
  const entity = entityOf(app, report.entity);
  const fields = entity ? askable(inApp, entity) : [];
  return narrowed(
    app,
    report,
    narrowing,
    (day) => startOfDay(app.timeZone, day),
    (name) => fields.some((field) => field.key === name),
  );
}

/** What the page is narrowed to, and what that is called. */
function useNarrowing() {
  const search = useSearch({ from: '/a/$app/dashboard/$dashboard' });
  const departments = useQuery(departmentsQuery).data?.departments;
  const owner = useQuery({ ...personQuery(search.owner ?? ''), enabled: search.owner !== undefined }).data;
  const today = String(useSurroundings().today);
  return {
    search,
    today,
    departments,
    narrowing: narrowingOf(search, departments ?? [], today),
    /** False while it is not known what the address names. */
    known: search.department === undefined || departments !== undefined,
    department: departments?.find(({ id }) => id === search.department)?.name,
    owner: owner ?? undefined,
  };
}

function Filters({ board }: { board: Dashboard }) {
  const inApp = useApp();
  const navigate = useNavigate();
  const { search, today, departments, owner } = useNarrowing();
  const reports = inApp.app.reports.filter(({ key }) => board.tiles.some((tile) => tile.report === key));
  const fields = reports.flatMap((report) => {
    const entity = entityOf(inApp.app, report.entity);
    return entity ? fieldsIn(inApp, entity) : [];
  });
  const change = (patch: DashboardSearch) =>
    void navigate({
      to: '/a/$app/dashboard/$dashboard',
      params: { app: inApp.key, dashboard: board.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)),
    });
  return (
    <div className={css.filters}>
      <Part>
        <DashboardFilters
          search={search}
          today={today}
          departments={departments ?? []}
          owner={fields.find(({ key }) => key === 'owner')}
          ownerName={owner}
          departmentKnown={fields.some(({ key }) => key === 'department')}
          onChange={change}
        />
      </Part>
    </div>
  );
}

function Tile({ report }: { report: Report }) {
  const inApp = useApp();
  const { key, app } = inApp;
  const text = useText();
  const { search, narrowing, known, department, owner } = useNarrowing();
  const entity = entityOf(app, report.entity);
  const asked = askedOf(inApp, report, narrowing);
  const figures = useQuery({ ...reportQuery(key, asked.report), enabled: known });
  const behind = useBehind(entity, asked.report, figures.data);
  return (
    <ReportTile
      app={app}
      report={asked.report}
      result={figures.data}
      error={figures.error?.message}
      narrowed={narrowedInWords(inApp, entity, search, narrowing, asked, { department, owner }, text)}
      behind={behind}
    />
  );
}
