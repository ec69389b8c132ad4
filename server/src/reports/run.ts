import { type App, checkQuestion, questionSchema, type ReportResult } from '@pipewright/definition';

import {
  fillFor,
  Recent,
  type ReportColumn,
  reportSql,
  type Sight,
  type Statement,
  searchText,
  sightKey,
  sightOfRole,
} from '@pipewright/sql';

import type { z } from 'zod';
import { ask } from '../db/ask.ts';
import type { Queryable } from '../db/pool.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import { shapeWords } from '../door/shape-words.ts';
import { Refusal, refuse } from '../ground/refusal.ts';

/** A question ready to be asked for one person. */
export interface ReadyReport {
  readonly statement: Statement;
  readonly columns: readonly ReportColumn[];
}

/** A row of an answer, as Postgres wrote it: one value per column, as JSON. */
export interface ReportRow {
  readonly row: string;
}

/** The most questions kept for one published version, and how long one may be to be kept. */
const MOST = 300;
const LONGEST = 4000;
const compiledOnce = new WeakMap<App, Recent<string, ReadyReport>>();

/**
 * Compiles a question over what this person may see, once for each version and role. Title and picture of a stored report do not matter here.
 * @param ids with the ids that dimensions name
 * @param text of the records alone that have it, as a list finds them
 */
export function readyReport(
  view: Sight,
  report: unknown,
  { ids = false, text }: { ids?: boolean; text?: string | undefined } = {},
): ReadyReport {
  const { app } = view;
  const known = compiledOnce.get(app) ?? new Recent<string, ReadyReport>(MOST);
  compiledOnce.set(app, known);
  const search = searchText(text);
  const how = { ids, searched: search !== undefined };
  const name = `${sightKey(view)} ${ids} ${how.searched} ${JSON.stringify(report)}`;
  const found = known.get(name) ?? compileReport(view, report, how);
  if (name.length <= LONGEST) known.set(name, found);
  return { statement: fillFor(view, found.statement, { search }), columns: found.columns };
}

/** What a report says of its picture, which is no part of the question. */
const ABOUT = new Set(['key', 'name', 'note', 'chart', 'time', 'targetAmount', 'targetName']);

function compileReport(view: Sight, report: unknown, how: { ids: boolean; searched: boolean }): ReadyReport {
  const question = Object.entries(report as Record<string, unknown>).filter(([key]) => !ABOUT.has(key));
  const read = questionSchema.safeParse(Object.fromEntries(question));
  if (!read.success) return refuse('body.shape', { ...shapeWords(read.error.issues[0] as z.core.$ZodIssue, 'report') }, 'report');
  const entity = entityFor(view, read.data.entity);
  // The compiler is given the role alone, so that nothing of who asks can get into what serves others.
  const ready = orRefuse(reportSql(sightOfRole(view), entity, read.data, how));
  const wrong = checkQuestion(view.app, read.data, 'report');
  if (wrong.length > 0) throw new Refusal(wrong);
  return ready;
}

/** The rows of an answer as JSON text, passed through as Postgres wrote them. */
export function rowsJson(found: readonly ReportRow[]): string {
  return `[${found.map(({ row }) => row).join(',')}]`;
}

/** Runs a question over what this person may see. */
export async function runReport(db: Queryable, view: Sight, report: unknown): Promise<ReportResult> {
  const { statement, columns } = readyReport(view, report);
  return { columns, rows: JSON.parse(rowsJson(await ask<ReportRow>(db, statement))) };
}
