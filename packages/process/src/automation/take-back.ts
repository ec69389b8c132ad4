import type { App, Automation, Band } from '@pipewright/definition';
import { add } from '../business-time/due.ts';
import { reclaimsFrom, timeFor } from './due.ts';
import { opensAt } from './opens.ts';

/** Where a record stands on a ladder: from when its clock counts, and when it reached the level. Instants in ISO 8601. */
export interface Reached {
  readonly level: string;
  readonly start: string;
  readonly at: string;
}

/**
 * When a ladder takes a record back of which nothing is heard after it reached a level: the levels that follow are reached one after the other, each when its time has come and it has waited for the
 * one before. Undefined where none that follows takes it.
 */
export function takenBackAt(
  app: Pick<App, 'calendars' | 'timeZone'>,
  automation: Automation,
  { after }: Band,
  { level, start, at: reached }: Reached,
): string | undefined {
  const { on } = automation;
  if (on.kind !== 'since') return undefined;
  const time = timeFor(app, automation.calendar);
  const named = on.levels.filter(({ key }) => after[key] !== undefined);
  const follow = named.slice(named.findIndex(({ key }) => key === level) + 1);
  let at = reached;
  for (const { key, waits, start: node } of follow) {
    const due = add(time, start, after[key] ?? 0, on.unit);
    const waited = waits === undefined ? reached : add(time, at, waits, on.unit);
    at = opensAt(app, automation, [due, waited].sort()[1] ?? due);
    if (reclaimsFrom(automation, node)) return at;
  }
  return undefined;
}
