import type { TriggerOf } from '@pipewright/definition';
import { add } from '../business-time/due.ts';
import type { BusinessTime } from '../business-time/time.ts';
import { type BackAutomation, type Firing, factsAt, type Timeline, type Window } from './back-rules.ts';
import { type Counted, countedFrom, inHand, stoodStill } from './counted.ts';
import { takesBack, timeFor } from './due.ts';
import { opensAt } from './opens.ts';
import { bandOf } from './rules.ts';
import { type Stretch, tickAt } from './stretches.ts';

/** The levels that a record would have reached: each once for what its clock counts from, and for each owner where it comes to taking the record, at the first tick at which it was due while the record was open and the rules held. */
export function ladderFirings(
  back: BackAutomation,
  on: TriggerOf<'since'>,
  timeline: Timeline,
  parts: readonly Stretch[],
  window: Window,
): Firing[] {
  const { levels, unit } = on;
  const time = timeFor(back.app, back.automation.calendar);
  const counting = clockOf(on, time);
  const found: Firing[] = [];
  const reached = new Map<string, number>();
  const forEach = takesBack(back.automation);
  const least = Math.min(...on.bands.flatMap(({ after }) => Object.values(after)), Number.MAX_SAFE_INTEGER);
  const known = new Map<string, number>();
  const soonest = (start: string) => {
    const at =
      known.get(start) ?? (least === Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : Date.parse(add(time, start, least, unit)));
    known.set(start, at);
    return at;
  };
  for (const part of parts) {
    const { stood, tick, to } = part;
    if (stood.deleted || stood.values.status !== 'open' || !stood.values.owner) continue;
    const counted = counting(part);
    const episode = (level: string | undefined) => `${counted.counted_from} ${level}${forEach ? ` ${stood.values.owner}` : ''}`;
    // Most of the time nothing is due, and no rule has to be asked.
    if (tickAt(window, soonest(counted.start)) >= to || levels.every(({ key }) => reached.has(episode(key)))) continue;
    const facts = factsAt(back, timeline, stood.values, tick, 'clock');
    const band = back.holds(facts) ? bandOf(back, on, facts) : undefined;
    const named = band ? levels.filter(({ key }) => band.after[key] !== undefined) : [];
    for (const [i, { key, waits }] of named.entries()) {
      const before = waits === undefined ? undefined : reached.get(episode(named[i - 1]?.key));
      if (reached.has(episode(key)) || (waits !== undefined && before === undefined)) continue;
      const due = [
        add(time, counted.start, band?.after[key] ?? 0, unit),
        ...(before === undefined ? [] : [add(time, iso(before), waits ?? 0, unit)]),
      ];
      const at = openTick(back, window, Math.max(tick, ...due.map((each) => Date.parse(each))), to);
      if (at >= to) continue;
      reached.set(episode(key), at);
      found.push({ record: timeline.record, level: key, at: iso(at), facts });
    }
  }
  return found;
}

/** The first tick, no earlier than an instant, at which the ladder carries out what is due; one that is not before the end is as good as none. */
function openTick({ app, automation }: BackAutomation, window: Window, from: number, to: number): number {
  let tick = tickAt(window, from);
  for (let opens = tick; tick < to; tick = tickAt(window, opens)) {
    opens = Date.parse(opensAt(app, automation, iso(tick)));
    if (opens <= tick) break;
  }
  return tick;
}

const iso = (at: number) => new Date(at).toISOString();

/** From when a record is counted, remembered from the first tick at which it was asked, as the clock at work remembers it. */
function clockOf({ clock, unit }: TriggerOf<'since'>, time: BusinessTime): (part: Stretch) => Counted {
  const known = new Map<string, Counted>();
  return ({ stood: { stays, since, taken }, followed }) => {
    const from = inHand(clock === 'stage' ? since : followed, taken);
    if (!stoodStill(stays, since) || (taken !== null && taken >= since)) return { counted_from: from, start: from };
    const name = clock === 'stage' ? `${since} ${taken}` : `${since} ${taken} ${followed}`;
    const found =
      known.get(name) ??
      countedFrom(
        stays.map((stay) => (stay.to === '' ? { ...stay, to: since } : stay)),
        clock,
        { followed, taken },
        time,
        unit,
      );
    known.set(name, found);
    return found;
  };
}
