import type { TriggerOf } from '@pipewright/definition';
import { addDays, type Facts } from '@pipewright/logic';
import { dayOffset } from '../business-time/days.ts';
import { instantAt, startOfDay } from '../zone.ts';
import { ladderFirings } from './back-ladder.ts';
import { type BackAutomation, type Firing, factsAt, type Timeline, type Window } from './back-rules.ts';
import { latestDue, timeFor } from './due.ts';
import { occasionsBetween } from './occasion.ts';
import { startsOf } from './starts.ts';
import { type Stood, stoodAt, stoodOf } from './story.ts';
import { type Stretch, stretches, tickAt } from './stretches.ts';

/**
 * When an automation would have begun for a record in the past: what live firing would have recorded, had it been at work all the time and had somebody asked the clock at each tick. Of
 * what the clock began for before the window nothing is told, though it counts as done.
 */
export function firings(back: BackAutomation, timeline: Timeline, window: Window): Firing[] {
  const all = stoodOf(timeline.record, timeline.entries);
  const found = FIRE[back.automation.on.kind](back, timeline, all, window);
  return found.filter(({ at }) => at > window.from && at <= window.to);
}

type Fire = (back: BackAutomation, timeline: Timeline, all: readonly Stood[], window: Window) => Firing[];

const byClock: Fire = (back, timeline, all, window) => {
  const { on } = back.automation;
  if (on.kind === 'schedule') return occasions(back, timeline, all, window);
  const parts = stretches(back, timeline, all, window);
  return on.kind === 'since' ? ladderFirings(back, on, timeline, parts, window) : dates(back, timeline, parts, window);
};

const byEvent: Fire = ({ automation, ...back }, timeline, all) => {
  const begun: Firing[] = [];
  for (const { entry, before, from, values } of all) {
    if (!entry.pulls || (automation.once && begun.length > 0)) continue;
    // What the product itself keeps is judged as it was before the change.
    const own = { ...before?.values, ...entry.values };
    const facts = (of: Facts) => factsAt({ automation, ...back }, timeline, of, from, { user: entry.by });
    const gone = entry.kind === 'delete';
    const was = before && entry.kind !== 'restore' ? facts(before.values) : null;
    const is = gone ? null : facts(entry.kind === 'restore' ? values : own);
    const ready = { automation, holds: back.holds, bands: [], nodes: new Map(), names: [] };
    if (startsOf([ready], { kind: entry.kind, before: was, after: is }).length > 0)
      begun.push({ record: timeline.record, level: null, at: new Date(from).toISOString(), facts: facts(values) });
  }
  return begun;
};

const FIRE: Readonly<Record<BackAutomation['automation']['on']['kind'], Fire>> = {
  created: byEvent,
  changed: byEvent,
  deleted: byEvent,
  entered: byEvent,
  left: byEvent,
  status: byEvent,
  since: byClock,
  date: byClock,
  schedule: byClock,
  // Nobody knows who would have pressed it, what would have arrived, and what would have called it.
  button: () => [],
  called: () => [],
  webhook: () => [],
};

/** Days that come near or are past, each once for a record however often it was moved there. */
function dates(back: BackAutomation, timeline: Timeline, parts: readonly Stretch[], window: Window): Firing[] {
  const { automation, app } = back;
  const { on } = automation;
  if (on.kind !== 'date') return [];
  const time = timeFor(app, automation.calendar);
  const past = latestDue(app.timeZone, time, on, window.from);
  const done = new Map<string, Firing>();
  for (const { stood, tick, to } of parts) {
    const day = stood.values[on.field];
    const episode = automation.once ? '' : String(day);
    if (typeof day !== 'string' || stood.deleted || done.has(episode)) continue;
    const at = Math.max(tick, tickAt(window, dayDue(back, on, day)));
    // A day that was over before it came to be at work belongs to nobody, unless it is still ahead.
    const late = day <= past ? Date.parse(startOfDay(app.timeZone, addDays(day, 1) ?? day)) : Number.POSITIVE_INFINITY;
    if (at >= to || at >= late) continue;
    const facts = factsAt(back, timeline, stood.values, at, 'clock');
    if (back.holds(facts)) done.set(episode, { record: timeline.record, level: null, at: new Date(at).toISOString(), facts });
  }
  return [...done.values()];
}

const dues = new WeakMap<BackAutomation, Map<string, number>>();

/** When the time of a date comes, in milliseconds. */
function dayDue(back: BackAutomation, on: TriggerOf<'date'>, day: string): number {
  const known = dues.get(back) ?? new Map<string, number>();
  dues.set(back, known);
  const { timeZone } = back.app;
  const find = () => dayOffset(timeFor(back.app, back.automation.calendar), day, on.offset, on.unit);
  const at = known.get(day) ?? Date.parse(instantAt(timeZone, `${find()} ${on.at}`) ?? startOfDay(timeZone, find()));
  known.set(day, at);
  return at;
}

/** The ticks of the occasions of a schedule in a window; what holds at the first tick of each begins. */
function occasions(back: BackAutomation, timeline: Timeline, all: readonly Stood[], window: Window): Firing[] {
  const { automation } = back;
  const found: Firing[] = [];
  for (const at of ticksOf(back, window)) {
    const stood = stoodAt(all, at);
    if (!stood || stood.deleted || (automation.once && found.length > 0)) continue;
    const facts = factsAt(back, timeline, stood.values, at, 'clock');
    if (back.holds(facts)) found.push({ record: timeline.record, level: null, at: new Date(at).toISOString(), facts });
  }
  return found;
}

const ticks = new WeakMap<BackAutomation, readonly number[]>();

function ticksOf(back: BackAutomation, window: Window): readonly number[] {
  const { app, automation } = back;
  if (automation.on.kind !== 'schedule') return [];
  const known = ticks.get(back);
  const found =
    known ??
    occasionsBetween(automation.on, timeFor(app, automation.calendar), app.timeZone, window.from, window.to).map((at) =>
      tickAt(window, Date.parse(at)),
    );
  ticks.set(back, found);
  return found;
}
