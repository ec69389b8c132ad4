import { type App, checkQuestion, questionSchema, type ReportResult } from '@pipewright/definition';
import { fillFor, reportSql, type View } from '@pipewright/sql';
import { z } from 'zod';
import type { Queryable } from '../db/pool.ts';
import { readBody } from '../http/body.ts';
import type { Server } from '../http/env.ts';
import { Refusal, refuse } from '../http/fault.ts';
import { Routes } from '../http/route.ts';
import { ask, entityFor } from '../records/query.ts';

// A report as stored has a title and a picture too; only the question counts here.
const body = z.strictObject({ report: z.union([z.string().max(40), z.looseObject({ entity: z.string() })]) });

/** Answers questions: `POST /reports/run {report}`, a stored report's key or a question. */
export function reportRoutes(server: Server): Routes {
  return new Routes().post('/reports/run', 'member', 'small', async (c) => {
    const { view } = c.get('inApp');
    const { report } = await readBody(c, body);
    return c.json(await runReport(server.reportPool, view, typeof report === 'string' ? stored(view.app, report) : report));
  });
}

function stored(app: App, key: string): unknown {
  return app.reports.find((report) => report.key === key) ?? refuse('unknown.report', { name: key }, 'report');
}

/** Runs a question over what this person may see. */
export async function runReport(db: Queryable, view: View, report: unknown): Promise<ReportResult> {
  const { key: _key, name: _name, note: _note, chart: _chart, ...question } = report as Record<string, unknown>;
  const read = questionSchema.safeParse(question);
  if (!read.success) return refuse('body.shape', { detail: read.error.issues[0]?.message ?? '' }, 'report');
  const entity = entityFor(view, read.data.entity);
  const compiled = reportSql(view, entity, read.data);
  if ('issues' in compiled) throw new Refusal(compiled.issues);
  const wrong = checkQuestion(view.app, read.data, 'report');
  if (wrong.length > 0) throw new Refusal(wrong);
  const found = await ask<{ row: string }>(db, fillFor(view, compiled.query.statement));
  return { columns: compiled.query.columns, rows: found.map(({ row }) => JSON.parse(row)) };
}
