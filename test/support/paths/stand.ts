import type { App, Grant, Pipeline } from '@pipewright/definition';
import { dealOf } from './app.ts';
import { holds, type Known } from './rule.ts';
import { type Attempt, isEmpty, knownOf, type Reason, type Row, type World } from './world.ts';

const STATUSES = ['open', 'won', 'lost', 'paused', 'future', 'void'];
const RIGHT: Readonly<Record<string, string>> = { paused: 'pause', future: 'future', void: 'void' };

const chosen = (app: App, known: Known): Pipeline => {
  const { pipelines } = dealOf(app).process;
  return (pipelines.find((each) => holds(each.when ?? true, known)) ?? pipelines.at(-1)) as Pipeline;
};

/** The status an attempt gives a record, and why it may not. */
export function statusOf({ app, today }: World, grant: Grant, before: Row | null, attempt: Attempt) {
  const from = String(before?.status ?? 'open');
  const to = attempt.status ?? from;
  const reasons: Reason[] = [];
  const old = { status_reason: before?.status_reason ?? null, status_until: before?.status_until ?? null };
  if (!STATUSES.includes(to)) return { from, to: from, values: old, reasons: [{ what: 'unknown status' }] };
  if (attempt.past) return { from, to, values: { status_reason: attempt.reason ?? null, status_until: attempt.until ?? null }, reasons };
  const waiting = to === 'paused' || to === 'future';
  const again = from === to && waiting && (attempt.reason !== undefined || attempt.until !== undefined);
  if (from === to && !again) return { from, to, values: old, reasons };
  const rights = [RIGHT[to], ...(again ? [] : [RIGHT[from], from === 'won' || from === 'lost' ? 'reopen' : undefined])];
  for (const right of new Set(rights)) if (right && !grant.may?.includes(right as 'pause')) reasons.push({ what: `no right to ${right}` });
  const lists = dealOf(app).process.statuses;
  const ended = ['won', 'lost', 'void'].includes(from);
  const rule = to === 'paused' || to === 'future' || to === 'void' ? lists?.[to] : to === 'open' && ended ? lists?.reopen : undefined;
  const offered = (rule?.reasons ?? []).filter((each) => !each.retired).map((each) => each.key);
  const reason = attempt.reason ?? (again ? old.status_reason : null);
  const until = attempt.until ?? (again ? old.status_until : null);
  if (offered.length > 0 && reason === null) reasons.push({ what: 'a reason is asked for' });
  if (reason !== null && !offered.includes(String(reason))) reasons.push({ what: 'no such reason' });
  if (rule?.until && until === null) reasons.push({ what: 'a day is asked for' });
  if (until !== null && !(rule?.until && String(until) > today)) reasons.push({ what: 'no such day' });
  return { from, to, values: { status_reason: reason, status_until: until }, reasons };
}

/** Where the record comes to stand; `lost` where it is clear that it goes nowhere, so that nothing more can be said. */
export function standing(world: World, before: Row | null, was: Known, given: Row, to: string, { stage, pipeline, past }: Attempt) {
  const { app } = world;
  const { pipelines } = dealOf(app).process;
  const applies = chosen(app, knownOf(world, given));
  const open = isEmpty(before?.status) || before?.status === 'open';
  const closing = to === 'won' && before?.status !== 'won';
  const reasons: Reason[] = [];
  const last = (each: Pipeline) => each.stages.at(-1)?.key;
  const find = (each: Pipeline, otherwise: unknown) => {
    if (stage === undefined) return otherwise;
    if (each.stages.some((one) => one.key === stage)) return stage;
    reasons.push({ what: 'no such stage' });
    return undefined;
  };
  if (!before || isEmpty(before.pipeline)) {
    const found = find(applies, applies.stages[0]?.key);
    return { at: { pipeline: applies.key, stage: closing ? last(applies) : found }, reasons, lost: found === undefined };
  }
  const here = pipelines.find((each) => each.key === before.pipeline);
  const leaves = applies.key !== before.pipeline;
  const caused = leaves && chosen(app, was).key !== applies.key;
  const wished = pipeline !== undefined && pipeline !== before.pipeline;
  if (open && leaves && (caused || pipeline === applies.key)) {
    if (pipeline !== applies.key && !past) reasons.push({ what: 'moves to another pipeline unasked' });
    const passed = here ? here.stages.slice(0, here.stages.findIndex((each) => each.key === before.stage) + 1).map((each) => each.key) : [];
    const landed = applies.stages.findLast((each) => passed.includes(each.key)) ?? applies.stages[0];
    const found = find(applies, landed?.key);
    return { at: { pipeline: applies.key, stage: closing ? last(applies) : found }, reasons, lost: found === undefined };
  }
  if (wished) reasons.push({ what: 'that pipeline does not apply or the record is closed' });
  if (closing && leaves) reasons.push({ what: 'another pipeline applies' });
  if (!open && to !== 'open' && stage !== undefined && stage !== before.stage) reasons.push({ what: 'stands still' });
  if (!here) {
    if (stage !== undefined) reasons.push({ what: 'its pipeline is gone' });
    return { at: { pipeline: before.pipeline, stage: before.stage }, reasons, lost: stage !== undefined };
  }
  const found = find(here, before.stage);
  return { at: { pipeline: here.key, stage: closing ? last(here) : found }, reasons, lost: found === undefined };
}
