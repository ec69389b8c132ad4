import { ENDED, isOpen } from '@pipewright/definition';
import { type Facts, type Issue, issue, type Value } from '@pipewright/logic';
import { choosePipeline, type PreparedEntity, type PreparedPipeline } from './prepare.ts';
import type { StatusChange } from './status-change.ts';

/** The way a write takes a record: through which pipeline, from which place to which. */
export interface Route {
  /** Undefined where the record stands in a pipeline that is gone, and stays there. */
  readonly pipeline: PreparedPipeline | undefined;
  /** The places in that pipeline; -1 where the record comes from outside it, or stands in a stage that is gone. */
  readonly from: number;
  readonly to: number;
  /** True where the record leaves another pipeline for this one. */
  readonly crossing: boolean;
  readonly issues: readonly Issue[];
}

/** Where in a pipeline a stage stands, -1 for none. */
export function placeOf(pipeline: PreparedPipeline | undefined, stage: Value | undefined): number {
  return pipeline?.stages.findIndex((each) => each.stage.key === stage) ?? -1;
}

/** True where a record may go from one place of a pipeline to another, ahead or back; from outside it everywhere. */
export function leads(pipeline: PreparedPipeline | undefined, from: number, to: number): boolean {
  const [here, there] = [pipeline?.stages[from]?.stage, pipeline?.stages[to]?.stage];
  return from === to || !here?.leadsTo || !there || here.leadsTo.includes(there.key);
}

interface Asked {
  readonly stage?: string | undefined;
  readonly pipeline?: string | undefined;
}

/**
 * Finds the way of a write. A record changes pipelines only while it is open, and only because the change touches what the choice depends on, or
 * because the caller wishes it; whatever else has come to speak for another pipeline since is left to a wish of its own.
 */
export function findRoute(prepared: PreparedEntity, before: Facts | null, after: Facts, wish: Asked, status: StatusChange): Route {
  const applies = choosePipeline(prepared, after) as PreparedPipeline;
  const key = applies.pipeline.key;
  const was = before?.pipeline ?? null;
  if (!before || was === null) return { pipeline: applies, from: -1, crossing: false, ...target(applies, wish, 0) };
  const wished = wish.pipeline !== undefined && wish.pipeline !== was;
  const caused = key !== was && choosePipeline(prepared, before)?.pipeline.key !== key;
  const here = prepared.pipelines.find(({ pipeline }) => pipeline.key === was);
  if (isOpen(status.from) && (caused || (wished && wish.pipeline === key)))
    return { pipeline: applies, from: -1, crossing: true, ...target(applies, wish, landing(here, applies, before.stage)) };
  const from = placeOf(here, before.stage);
  const way = here ? target(here, wish, from) : { to: -1, issues: wish.stage === undefined ? [] : [issue('stage', 'pipeline.gone')] };
  const issues = [...way.issues];
  if (wished) issues.push(issue('pipeline', isOpen(status.from) ? 'pipeline.not_chosen' : 'pipeline.closed'));
  const still = !isOpen(status.from) && status.to !== 'open';
  if (still && wish.stage !== undefined && wish.stage !== before.stage)
    issues.push(issue('stage', ENDED.has(status.from) ? 'stage.closed' : 'stage.waiting'));
  return { pipeline: here, from, crossing: false, to: way.to, issues };
}

/** The place a wished stage has, or the place a record takes without a wish. */
function target(pipeline: PreparedPipeline, wish: Asked, otherwise: number): { to: number; issues: Issue[] } {
  if (wish.stage === undefined) return { to: otherwise, issues: [] };
  const to = placeOf(pipeline, wish.stage);
  return { to, issues: to < 0 ? [issue('stage', 'stage.unknown', { pipeline: pipeline.pipeline.name })] : [] };
}

/** Where a record lands in another pipeline: at the last of its stages that the record had reached in the old one, else at the first. */
export function landing(old: PreparedPipeline | undefined, next: PreparedPipeline, stage: Value | undefined): number {
  const reached = old?.stages.slice(0, placeOf(old, stage) + 1) ?? [];
  return Math.max(0, ...reached.map((each) => placeOf(next, each.stage.key)));
}
