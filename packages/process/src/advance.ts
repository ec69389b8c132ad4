import { STATUSES, type Status } from '@pipewright/definition';
import { type Facts, type Issue, issue, type Value } from '@pipewright/logic';
import { exitIssues, missing } from './exit.ts';
import type { PreparedEntity, PreparedPipeline } from './prepare.ts';

/** Where the caller wants the record to go. */
export interface Wish {
  readonly stage?: string | undefined;
  readonly status?: string | undefined;
  /** The day it was closed, where that is known to be another than today (an import). */
  readonly closedOn?: string | undefined;
}

/** Where the record comes to stand, and what speaks against it. */
export interface Standing {
  readonly values: Readonly<Record<'pipeline' | 'stage' | 'status' | 'probability' | 'closed_on', Value>>;
  readonly moved: boolean;
  readonly issues: readonly Issue[];
}

const CLOSED: ReadonlySet<string> = new Set<Status>(['won', 'lost', 'void']);

/**
 * Decides pipeline, stage, status and probability of a record that is being written.
 * @param before the facts as they were, or null for a new record
 * @param after the facts as they will be
 * @param waive leave out exit criteria and closing requirements (an explicit baseline import)
 */
export function advance(prepared: PreparedEntity, before: Facts | null, after: Facts, wish: Wish, waive = false): Standing | null {
  const chosen = prepared.pipelines.find(({ when }) => when(after)) ?? prepared.pipelines.at(-1);
  if (!chosen) return null;
  const was = { stage: text(before?.stage), status: text(before?.status) ?? 'open', pipeline: text(before?.pipeline) };
  const status = wish.status ?? was.status;
  const issues: Issue[] = [];
  if (!STATUSES.includes(status as Status)) issues.push(issue('status', 'status.unknown'));
  if (wish.stage !== undefined && before && CLOSED.has(was.status) && wish.status === undefined && wish.stage !== was.stage)
    issues.push(issue('stage', 'stage.closed'));

  const from = place(chosen, was.stage);
  const start =
    was.pipeline && was.pipeline !== chosen.pipeline.key && from < 0 ? nearest(prepared, chosen, was.pipeline, was.stage) : from;
  const last = chosen.stages.length - 1;
  let to = wish.stage === undefined ? start : place(chosen, wish.stage);
  if (wish.stage !== undefined && to < 0) issues.push(issue('stage', 'stage.unknown', { pipeline: chosen.pipeline.name }));
  const closing = status === 'won' && was.status !== 'won';
  if (closing && to >= 0) to = last;
  if (to < 0 && before === null) to = 0;
  // A stage that this version no longer has is kept until somebody moves the record.
  const stage = to >= 0 ? (chosen.stages[to]?.stage.key ?? null) : was.stage;

  if (!waive) {
    const leaving = chosen.stages.slice(Math.max(start, 0), closing ? last + 1 : Math.max(to, 0));
    const moves = closing || (before === null ? to > 0 : stage !== was.stage);
    if (moves) issues.push(...leaving.flatMap((each) => exitIssues(prepared, each, after)));
    issues.push(...closingIssues(prepared, status, after));
  }
  const moved = before === null || stage !== was.stage || status !== was.status || was.pipeline !== chosen.pipeline.key;
  return {
    values: {
      pipeline: chosen.pipeline.key,
      stage,
      status,
      ...outcome(chosen, to, status, was, before, wish.closedOn ?? after.today ?? null),
    },
    moved,
    issues,
  };
}

const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);
const place = (chosen: PreparedPipeline, stage: string | null | undefined) => chosen.stages.findIndex((each) => each.stage.key === stage);

/** Another pipeline applies now: the place of the last of its stages that the record had reached in the old one, else the first. */
function nearest(prepared: PreparedEntity, chosen: PreparedPipeline, oldPipeline: string, oldStage: string | null): number {
  const old = prepared.pipelines.find(({ pipeline }) => pipeline.key === oldPipeline);
  const reached = old ? old.stages.slice(0, place(old, oldStage) + 1) : [];
  return Math.max(0, ...reached.map(({ stage }) => place(chosen, stage.key)));
}

function closingIssues(prepared: PreparedEntity, status: string, after: Facts): Issue[] {
  const process = prepared.entity.process;
  if (status === 'won') return missing(prepared, process?.wonRequires ?? [], after, 'won.required');
  if (status === 'lost') return missing(prepared, process?.lostRequires ?? [], after, 'lost.required');
  return [];
}

function outcome(chosen: PreparedPipeline, to: number, status: string, was: { status: string }, before: Facts | null, day: Value) {
  const closed = CLOSED.has(status);
  const known = to >= 0 ? (chosen.stages[to]?.stage.probability ?? 0) : Number(before?.probability ?? 0);
  const probability = status === 'won' ? 100 : closed ? 0 : known;
  const closedOn = closed ? (was.status === status && before ? (before.closed_on ?? null) : day) : null;
  return { probability: String(probability), closed_on: closedOn };
}
