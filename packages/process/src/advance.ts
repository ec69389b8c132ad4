import { ENDED, type StatusAct } from '@pipewright/definition';
import { type Facts, type Issue, issue, type Value } from '@pipewright/logic';
import { criteriaAhead, criteriaBehind } from './ahead.ts';
import { broken, type Sees, unmet } from './criterion.ts';
import { offTheWay } from './exception.ts';
import { choosePipeline, type PreparedEntity } from './prepare.ts';
import { findRoute, type Route } from './route.ts';
import { changeStatus, type StatusChange, type StatusWish } from './status-change.ts';

/** Where the caller wants the record to go. */
export interface Wish extends StatusWish {
  readonly stage?: string | undefined;
  /** The pipeline the caller agrees to move to. */
  readonly pipeline?: string | undefined;
  /** The day it was closed, where that is known to be another than today (an import). */
  readonly closedOn?: string | undefined;
  /** The ids of what an exception lets it past; nobody who asks can say so. */
  readonly waived?: ReadonlySet<string> | undefined;
}

/** What the one who moves a record has a right to, and may know. */
export interface Mover {
  readonly may: (act: StatusAct) => boolean;
  readonly sees: Sees;
  /** An explicit import of what happened before: criteria and closing requirements are left out. */
  readonly past?: boolean;
}

/** The columns that say where a record stands. */
export const STANDING = ['pipeline', 'stage', 'status', 'probability', 'closed_on', 'status_reason', 'status_until'] as const;

/** Where the record comes to stand, and what speaks against it. */
export interface Standing {
  readonly values: Readonly<Record<(typeof STANDING)[number], Value>>;
  readonly moved: boolean;
  readonly issues: readonly Issue[];
  /** The ids of what an exception could let it past; undefined where something else speaks against it too, or nothing. */
  readonly heldUp?: readonly string[];
  /** Set where the change would move the record to another pipeline and the caller has not agreed to that yet. */
  readonly asks?: Asks;
}

/** The move to another pipeline that a caller is asked to agree to. */
export interface Asks {
  readonly pipeline: string;
  readonly stage: string | null;
}

/**
 * Decides pipeline, stage and status of a record that is being written. Choosing another pipeline is a move: it needs the caller's agreement and is
 * judged by the criteria of the new pipeline up to where the record lands. What was needed to pass a stage stays needed while the record stands
 * beyond it; winning looks at everything on the way.
 * @param before the facts as they were, or null for a new record
 * @param after the facts as they will be
 */
export function advance(prepared: PreparedEntity, before: Facts | null, after: Facts, wish: Wish, mover: Mover): Standing | null {
  if (prepared.pipelines.length === 0) return null;
  const { past = false, sees } = mover;
  const status = changeStatus(prepared, before, wish, after.today, mover.may, past);
  const found = findRoute(prepared, before, after, wish, status);
  const closing = status.to === 'won' && status.from !== 'won';
  const way = closing && found.pipeline ? { ...found, to: found.pipeline.stages.length - 1 } : found;
  const stage = way.pipeline?.stages[way.to]?.stage.key ?? text(before?.stage);
  const pipeline = way.pipeline?.pipeline.key ?? text(before?.pipeline);
  // Another reason or day for the same status is a change of it, and no move.
  const moved = before === null || stage !== text(before.stage) || pipeline !== text(before.pipeline) || status.to !== status.from;
  const values = {
    pipeline,
    stage,
    status: status.to,
    ...(moved ? outcome(way, status, before, wish.closedOn ?? after.today ?? null) : still(before)),
    ...status.values,
  };
  if (past) return { values, moved, issues: [...status.issues, ...way.issues] };
  const asking = way.crossing && wish.pipeline !== pipeline;
  const firm = [
    ...status.issues,
    ...(sees('pipeline') ? way.issues : way.issues.map(unnamed)),
    ...(asking ? [announcement(prepared, before, way, sees)] : []),
    ...(closing && before ? due(prepared, after, pipeline, sees) : []),
  ];
  const ground = { prepared, way, status, before, after, sees };
  const asked = criteriaIssues(ground, wish.waived ?? NOTHING);
  return {
    ...{ values, moved, issues: [...firm, ...asked.issues] },
    ...(firm.length === 0 && asked.heldUp.length > 0 && !asked.more ? { heldUp: asked.heldUp } : {}),
    ...(asking && sees('pipeline') && pipeline ? { asks: { pipeline, stage } } : {}),
  };
}

const NOTHING: ReadonlySet<string> = new Set();

/** The same refusal to someone who may not know what the pipeline is called. */
const unnamed = (found: Issue): Issue => (found.params?.pipeline ? { ...found, params: { ...found.params, pipeline: '–' } } : found);

const text = (value: Value | undefined) => (typeof value === 'string' ? value : null);

interface Ground {
  readonly prepared: PreparedEntity;
  readonly way: Route;
  readonly status: StatusChange;
  readonly before: Facts | null;
  readonly after: Facts;
  readonly sees: Sees;
}

interface Asked {
  readonly issues: readonly Issue[];
  /** The ids of what an exception may let it past. */
  readonly heldUp: readonly string[];
  /** True where an exception alone does not help. */
  readonly more: boolean;
}

/** What the criteria on a record's way say: of the stages it crosses, which an exception may let it past, and of its end and of what it stands beyond, which none does. */
function criteriaIssues(ground: Ground, waived: ReadonlySet<string>): Asked {
  const { prepared, way, status, before, after, sees } = ground;
  const { pipeline, from, to } = way;
  const ending = status.to !== status.from && (status.to === 'won' || status.to === 'lost') ? status.to : null;
  const off = offTheWay(way, waived, sees);
  const left = criteriaAhead(prepared, way, ending, after).map(({ occasion, criteria }) => ({
    occasion,
    criteria: criteria.filter(({ id, holds }) => !holds(after) && !waived.has(id)),
  }));
  const ahead = left.flatMap(({ occasion, criteria }) => unmet(criteria, after, occasion, sees));
  const passable = left.filter(({ occasion }) => occasion === 'gate' || occasion === 'entry');
  const heldUp = [...off.ids, ...passable.flatMap(({ criteria }) => criteria.map(({ id }) => id))];
  const more = left.some(({ occasion, criteria }) => criteria.length > 0 && (occasion === 'won' || occasion === 'lost'));
  if (ending === 'won' || !before) return { issues: [...off.issues, ...ahead], heldUp, more };
  const beyond = status.to === 'won' ? (pipeline?.stages.length ?? 0) : Math.min(from, to);
  const ends = status.to === 'won' ? prepared.won : status.to === 'lost' && status.from === 'lost' ? prepared.lost : [];
  const lost = broken([...criteriaBehind(pipeline, beyond), ...ends], before, after, sees);
  return { issues: [...off.issues, ...lost, ...ahead], heldUp, more: more || lost.length > 0 };
}

/** Says that a change moves the record to another pipeline. */
function announcement(prepared: PreparedEntity, before: Facts | null, way: Route, sees: Sees): Issue {
  if (!sees('pipeline') || !sees('stage')) return issue('', 'pipeline.hidden');
  const old = prepared.pipelines.find(({ pipeline }) => pipeline.key === before?.pipeline);
  return issue('pipeline', 'pipeline.moves', {
    from: old?.pipeline.name ?? '–',
    to: way.pipeline?.pipeline.name ?? '–',
    stage: way.pipeline?.stages[way.to]?.stage.name ?? '–',
  });
}

/** A record that another pipeline applies to is not won by the way of the one it stands in. */
function due(prepared: PreparedEntity, after: Facts, pipeline: string | null, sees: Sees): Issue[] {
  const applies = choosePipeline(prepared, after)?.pipeline;
  if (!applies || applies.key === pipeline) return [];
  return [sees('pipeline') ? issue('pipeline', 'pipeline.due', { to: applies.name }) : issue('', 'pipeline.hidden')];
}

function outcome({ pipeline, to }: Route, { from, to: status }: StatusChange, before: Facts | null, day: Value) {
  const known = pipeline?.stages[to]?.stage.probability ?? Number(before?.probability ?? 0);
  const ended = ENDED.has(status);
  const probability = status === 'won' ? 100 : ended ? 0 : known;
  const closedOn = ended ? (before && from === status ? (before.closed_on ?? null) : day) : null;
  return { probability: String(probability), closed_on: closedOn };
}

function still(before: Facts | null) {
  return { probability: before?.probability ?? null, closed_on: before?.closed_on ?? null };
}
