import type { Stay } from '../automation/counted.ts';

/** How long a record has stood in its stage beside the standard days of it: within them, beyond, or at least twice as long. */
export const AGES = ['within', 'over', 'twice'] as const;
/** How long a record has stood in its stage. */
export type Age = (typeof AGES)[number];

/** How long ago somebody last followed a record up: within a week, within thirty days, longer. */
export const QUIETS = ['week', 'month', 'longer'] as const;
/** How long ago somebody last followed a record up. */
export type Quiet = (typeof QUIETS)[number];

/** What is known of an open record at some instant that its chance is told by. Nothing in it comes from how the record ends. */
export interface Circumstances {
  readonly pipeline: string | null;
  /** Null where nothing is known of stages. */
  readonly stage: string | null;
  /** The values of the fields that divide records into segments, in their order. */
  readonly segments: readonly (string | null)[];
  /** Null where the stage has no standard days. */
  readonly age: Age | null;
  /** Null where nothing follows records up. */
  readonly quiet: Quiet | null;
}

const DAY_MS = 86_400_000;
const WEEK = 7;
const MONTH = 30;
/** How many days apart the looks at a record are where its stage has no standard days. */
export const USUAL_DAYS = 30;

const WAITING: ReadonlySet<string | null> = new Set(['paused', 'future']);

/** How many days passed between two instants in which a record was neither paused nor set aside for the future. */
export function daysOf(stays: readonly Stay[], from: number, to: number): number {
  let waited = 0;
  for (const stay of stays) {
    if (!WAITING.has(stay.status)) continue;
    const end = stay.to === '' ? to : Date.parse(stay.to);
    waited += Math.max(0, Math.min(end, to) - Math.max(Date.parse(stay.from), from));
  }
  return Math.max(0, to - from - waited) / DAY_MS;
}

/** How long a number of days is beside the standard of a stage. */
export function ageOf(days: number, standard: number | undefined): Age | null {
  if (standard === undefined) return null;
  return days < standard ? 'within' : days < 2 * standard ? 'over' : 'twice';
}

/** How long ago so many days are. */
export function quietOf(days: number): Quiet {
  return days <= WEEK ? 'week' : days <= MONTH ? 'month' : 'longer';
}
