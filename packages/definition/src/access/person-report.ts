import type { App } from '../model/app.ts';
import type { Dashboard, Dimension, Measure, Report } from '../model/report.ts';
import { entityOf } from '../model/vocabulary.ts';
import { grantOf } from './grant.ts';
import { knows, knowsExpression, knowsRule, type Reach } from './reach.ts';
import { passed } from './whole.ts';

type Sort = NonNullable<Report['sort']>[number];
type Tile = Dashboard['tiles'][number];

/** The reports a role can run: it may know every name they read. One that it could only run in part would show other figures under the same title. */
export function personReports(reach: Reach): Report[] {
  return reach.app.reports.filter((report) => runs(reach, report)).map((report) => personReport(report, seesAll(reach, report)));
}

/** True where a role may know everything that a report asks for. */
function runs(reach: Reach, report: Report): boolean {
  const entity = entityOf(reach.app, report.entity);
  if (!entity || !reach.names.has(entity.key)) return false;
  const names = [
    report.time,
    ...report.dimensions.map(({ field }) => field),
    ...report.measures.flatMap(({ field, from, to }) => [field, from, to]),
  ];
  const rules = [report.filter, ...report.measures.flatMap(({ filter, of }) => [filter, of])];
  return (
    names.every((name) => name === undefined || knows(reach, entity, name)) &&
    rules.every((rule) => rule === undefined || knowsRule(reach, entity, rule)) &&
    report.measures.every(({ expression }) => expression === undefined || knowsExpression(reach, entity, expression))
  );
}

/** True where a role reads every record that a report is about: a target of all is not held against the figures of a few. */
const seesAll = ({ role }: Reach, { entity }: Report) => grantOf(role, entity).read === 'all';

function personReport(report: Report, withTarget: boolean): Report {
  const { key, name, note, chart, entity, dimensions, measures, filter, sort, limit, time, targetAmount, targetName } = report;
  return passed<Report>({
    targetAmount: withTarget ? targetAmount : undefined,
    targetName: withTarget ? targetName : undefined,
    ...{ key, name, note, chart, entity, filter, limit, time },
    dimensions: dimensions.map((each) =>
      passed<Dimension>({ key: each.key, name: each.name, field: each.field, bucket: each.bucket, level: each.level }),
    ),
    measures: measures.map(personMeasure),
    sort: sort?.map(({ by, descending }) => passed<Sort>({ by, descending })),
  });
}

function personMeasure({ key, name, fn, field, expression, from, to, filter, of }: Measure): Measure {
  return passed<Measure>({ key, name, fn, field, expression, from, to, filter, of });
}

/** The dashboards with a tile left that the role can see. */
export function personDashboards(app: App, reports: readonly Report[]): Dashboard[] {
  const known = new Set(reports.map((report) => report.key));
  return app.dashboards
    .map(({ key, name, tiles }) =>
      passed<Dashboard>({
        ...{ key, name },
        tiles: tiles.filter((tile) => known.has(tile.report)).map(({ report, width }) => passed<Tile>({ report, width })),
      }),
    )
    .filter(({ tiles }) => tiles.length > 0);
}
