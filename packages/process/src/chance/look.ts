import { isOpen, isStatus } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import type { Timeline } from '../automation/back-rules.ts';
import type { Stay } from '../automation/counted.ts';
import { type Stood, stoodAt, stoodOf } from '../automation/story.ts';
import { ageOf, type Circumstances, daysOf, quietOf, USUAL_DAYS } from './circumstances.ts';
import type { Past } from './tally.ts';

/** What records are looked at for. */
export interface LookTerms {
  /** The fields that divide records into segments: their own, or one reference away (`customer.grade`). */
  readonly segments: readonly string[];
  /** The standard days of a stage for records of a segment, where it has any. */
  readonly standard: (pipeline: string | null, stage: string | null, segments: readonly (string | null)[]) => number | undefined;
  /** Whether activities follow records up. */
  readonly follows: boolean;
}

/** What has to be known of a record to tell its circumstances. */
export interface Known {
  /** Everything it went through, latest first. */
  readonly stays: readonly Stay[];
  /** When it was made, or last followed up. */
  readonly followed: string;
  readonly segments: readonly (string | null)[];
}

const ACTIVE: ReadonlySet<string | null> = new Set(['open', 'paused', 'future']);

/** A value as it divides records into segments. */
export const segmentValue = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** The stays since a record last came into the stage where it is, latest first, without those when it was closed. */
function visitOf(stays: readonly Stay[]): Stay[] {
  const [now] = stays;
  const end = stays.findIndex(
    ({ pipeline, stage, status, to }, i) =>
      !ACTIVE.has(status) || pipeline !== now?.pipeline || stage !== now?.stage || (i > 0 && stays[i - 1]?.from !== to),
  );
  return end === -1 ? [...stays] : stays.slice(0, end);
}

/** The circumstances of a record at an instant, from what was known then. */
export function circumstancesOf({ stays, followed, segments }: Known, at: number, terms: LookTerms): Circumstances {
  const [now] = stays;
  const [pipeline, stage] = [now?.pipeline ?? null, now?.stage ?? null];
  const since = visitOf(stays).at(-1)?.from;
  const days = since === undefined ? 0 : daysOf(stays, Date.parse(since), at);
  const quiet = terms.follows ? quietOf(daysOf(stays, Date.parse(followed), at)) : null;
  return { pipeline, stage, segments, age: ageOf(days, terms.standard(pipeline, stage, segments)), quiet };
}

/**
 * The circumstances in which a closed record was on its way: as it came into each stage, after the standard days of the stage (thirty where it has
 * none) and after twice as many, as long as it was still there and open. Each is told by what had happened until then. Null for a record that is not
 * closed as won or lost, or is deleted.
 */
export function pastOf(timeline: Timeline, terms: LookTerms): Past | null {
  const all = stoodOf(timeline.record, timeline.entries);
  const last = all.at(-1);
  if (!last || last.deleted || (last.values.status !== 'won' && last.values.status !== 'lost')) return null;
  const seen = looks(last.stays, terms, segmentsAt(timeline, last, null, terms)).flatMap((at) => seenAt(timeline, all, at, terms) ?? []);
  return { won: last.values.status === 'won', seen };
}

/** The instants at which a record is looked at. */
function looks(stays: readonly Stay[], { standard }: LookTerms, segments: readonly (string | null)[]): number[] {
  const found: number[] = [];
  let visit: { readonly pipeline: string | null; readonly stage: string | null; readonly to: string } | undefined;
  let [days, next] = [0, 0];
  for (const { pipeline, stage, status, from, to } of stays.toReversed()) {
    const goesOn = visit && visit.pipeline === pipeline && visit.stage === stage && visit.to === from;
    if (!goesOn) [days, next] = [0, 0];
    visit = ACTIVE.has(status) ? { pipeline, stage, to } : undefined;
    if (!(isStatus(status) && isOpen(status))) continue;
    const step = standard(pipeline, stage, segments) ?? USUAL_DAYS;
    const length = to === '' ? 0 : (Date.parse(to) - Date.parse(from)) / 86_400_000;
    while (next <= 2 && next * step < days + length) {
      found.push(Date.parse(from) + Math.ceil((next * step - days) * 86_400_000));
      next += 1;
    }
    days += length;
  }
  return found;
}

/** The circumstances at an instant, by the entries up to it only. */
function seenAt(timeline: Timeline, all: readonly Stood[], at: number, terms: LookTerms): Circumstances | undefined {
  const stood = stoodAt(all, at);
  if (!stood || stood.deleted) return undefined;
  const followed = timeline.followed.findLast((each) => Date.parse(each.at) <= at)?.last ?? null;
  const segments = segmentsAt(timeline, stood, at, terms);
  const since = followed !== null && followed > stood.created ? followed : stood.created;
  return circumstancesOf({ stays: stood.stays, followed: since, segments }, at, terms);
}

/** The segments of a record as it stood; of what it refers to as it stood at an instant, or last. */
function segmentsAt(timeline: Timeline, stood: Stood, at: number | null, { segments }: LookTerms): (string | null)[] {
  return segments.map((name) => {
    const [near = '', far] = name.split('.');
    const value = stood.values[near];
    if (far === undefined) return segmentValue(value);
    if (typeof value !== 'string') return null;
    const all = timeline.far(near, value);
    return segmentValue((at === null ? all.at(-1) : stoodAt(all, at))?.values[far]);
  });
}
