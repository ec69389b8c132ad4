import type { App } from '@pipewright/definition';
import { z } from 'zod';
import { askerOf } from '../door/asker.ts';
import { jsonText, readBody } from '../door/body.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { type ReportRow, readyReport, rowsJson } from './run.ts';

// A report as stored has a title and a picture too; only the question counts here.
const body = z.strictObject({ report: z.union([z.string().max(40), z.looseObject({ entity: z.string() })]) });

/** Answers questions: `POST /reports/run {report}`, a stored report's key or a question. */
export function reportRoutes(server: Server): Routes {
  return new Routes().ask('/reports/run', 'member', 'small', async (c) => {
    const { view } = c.get('inApp');
    const { report } = await readBody(c, body);
    const { statement, columns } = readyReport(view, typeof report === 'string' ? stored(view.app, report) : report);
    // The rows alone are shared: what the columns are called is up to the question, which may name them as it likes.
    const rows = await server.desk.heavy<ReportRow>(askerOf(c), statement, rowsJson);
    return jsonText(`{"columns":${JSON.stringify(columns)},"rows":${rows}}`);
  });
}

function stored(app: App, key: string): unknown {
  return app.reports.find((report) => report.key === key) ?? refuse('unknown.report', { name: key }, 'report');
}
