import type { App } from '@pipewright/definition';
import { askerOf } from '../door/asker.ts';
import type { Server } from '../door/env.ts';
import { JsonText } from '../door/given.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { type ReportRow, readyReport, rowsJson } from './run.ts';

/** Answers questions. */
export function reportRoutes(server: Server): Routes {
  return new Routes().operation('runReport', async ({ body: { report, ids = false, search } }, c) => {
    const { view } = c.get('inApp');
    const { statement, columns } = readyReport(view, typeof report === 'string' ? stored(view.app, report) : report, { ids, text: search });
    // The rows alone are shared: what the columns are called is up to the question, which may name them as it likes.
    const rows = await server.desk.heavy<ReportRow>(askerOf(c), statement, rowsJson);
    return new JsonText(`{"columns":${JSON.stringify(columns)},"rows":${rows}}`);
  });
}

function stored(app: App, key: string): unknown {
  return app.reports.find((report) => report.key === key) ?? refuse('unknown.report', { name: key }, 'report');
}
