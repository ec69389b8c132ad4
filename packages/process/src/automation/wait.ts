import type { Entity, Wait } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { dayOffset } from '../business-time/days.ts';
import { add } from '../business-time/due.ts';
import type { BusinessTime } from '../business-time/time.ts';
import { instantAt } from '../zone.ts';
import { isWaiting, type Stay, withoutWaits } from './counted.ts';

/** How a wait stands: by which way it is over; or until when it lasts as things are, whether a change of the record may end it sooner, and when to look again. */
export type Waiting = { readonly over: 'done' | 'late' } | { readonly until: string; readonly held: boolean; readonly look: string };

/** For ever, as far as nothing changes. */
export const FOR_EVER = '9999-12-31T00:00:00.000Z';
/** How long a wait goes without another look where what it reads may change without its record, and after it began. */
const LOOK_MS = 3_600_000;

/** What a wait is judged by. */
export interface WaitGround {
  readonly entity: Pick<Entity, 'process'>;
  readonly time: BusinessTime;
  readonly zone: string;
  /** When the run came to it, and what the time is. */
  readonly since: string;
  readonly now: string;
  readonly facts: Facts;
  /** The ways that the record stood since, latest first. */
  readonly stays: readonly Stay[];
}

/**
 * How a wait stands. Time in which the record is paused or put off does not count; a date is the one that the record has now, and one that is empty is waited for. What was to hold is asked
 * before the time that it had is.
 * @param holds whether the rule of the wait holds
 * @param far true where that may change without a change of the record: by what it refers to, or by the day
 */
export function waiting(wait: Wait, holds: boolean, far: boolean, ground: WaitGround): Waiting {
  const { now, facts } = ground;
  if (wait.kind === 'date') {
    const date = facts[wait.field];
    const day = typeof date === 'string' ? dayOffset(ground.time, date.slice(0, 10), wait.offset, wait.unit) : undefined;
    const due = day === undefined ? FOR_EVER : (instantAt(ground.zone, `${day} ${wait.at}`) ?? now);
    return due <= now ? { over: 'done' } : { until: due, held: true, look: looking(due, false, ground) };
  }
  if (wait.kind === 'rule' && holds) return { over: 'done' };
  const { entity, time, since, stays } = ground;
  const stands = entity.process !== undefined && isWaiting(facts.status);
  const due = stands ? FOR_EVER : add(time, withoutWaits(stays, since, time, wait.unit), wait.after, wait.unit);
  if (due <= now) return { over: wait.kind === 'rule' ? 'late' : 'done' };
  const rule = wait.kind === 'rule';
  return { until: due, held: rule || entity.process !== undefined, look: rule ? looking(due, far, ground) : due };
}

/** When to look again. A write that was under way as the run came to be did not see it, and could not wake it: so it is looked at once more. */
function looking(due: string, far: boolean, { since, now }: WaitGround): string {
  const after = (instant: string) => new Date(Date.parse(instant) + LOOK_MS).toISOString();
  const look = far ? after(now) : after(since);
  return look > now && look < due ? look : due;
}
