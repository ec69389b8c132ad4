import type { Issue } from '@pipewright/logic';
import type { Label } from '../../ground/label.ts';
import { reachedFrom } from '../../model/automation/chain.ts';
import type { NodeKind } from '../../model/automation/node.ts';
import type { Band, Level, TriggerOf } from '../../model/automation/trigger.ts';
import { calendarFor, hoursWithout } from '../../model/calendar.ts';
import { conditionFaults, fault, type Ground, gone, type Place } from './ground.ts';

type Ladder = TriggerOf<'since'>;

/** What is wrong with a ladder: whom its rows mean, when each level is reached, and whether whatever takes a record away is warned of first. */
export function ladderFaults(ground: Ground, on: Ladder, path: string): Issue[] {
  return [
    ...clockFaults(ground, on, path),
    ...quietFaults(ground, on, path),
    ...on.levels.flatMap((level, i) => levelFaults(ground, on, level, { path: `${path}.levels.${i}`, at: called(LEVEL, level.name) })),
    ...on.bands.flatMap((band, i) => bandFaults(ground, on, band, { path: `${path}.bands.${i}`, at: called(ROW, band.name) })),
    ...(on.bands.at(-1)?.when === null
      ? []
      : [fault(ground, { path: `${path}.bands.${on.bands.length - 1}.when`, at: ROW }, 'automation.last_band')]),
  ];
}

const LEVEL: Label = { en: 'level', 'zh-CN': '层级' };
const QUIET: Label = { en: 'quiet hours', 'zh-CN': '免打扰时段' };
const ROW: Label = { en: 'row', 'zh-CN': '行' };
const called = (what: Label, name: Label): Label => ({ en: `${what.en} “${name.en}”`, 'zh-CN': `${what['zh-CN']}“${name['zh-CN']}”` });

function clockFaults(ground: Ground, { clock }: Ladder, path: string): Issue[] {
  const { app, entity } = ground;
  const place: Place = { path: `${path}.clock`, at: { en: 'trigger', 'zh-CN': '触发方式' } };
  if (!entity.process) return [fault(ground, place, 'automation.no_process', { entity: entity.name })];
  const followed = app.entities.some(
    ({ activityOf, fields, retired }) => !retired && fields.some(({ key, target }) => key === activityOf && target === entity.key),
  );
  return clock === 'stage' || followed ? [] : [fault(ground, place, 'automation.no_activity', { entity: entity.name })];
}

/** Quiet hours that are none, or that leave none of the hours in which it tells anybody: then nobody would ever be told. */
function quietFaults(ground: Ground, { openHours }: Ladder, path: string): Issue[] {
  const { app, automation } = ground;
  const except = openHours?.except;
  if (!except) return [];
  const place: Place = { path: `${path}.openHours`, at: QUIET };
  if (except.from === except.to) return [fault(ground, place, 'automation.quiet_none', { time: except.from })];
  const { hours, name } = calendarFor(app, automation.calendar);
  // A calendar that has no hours at all is at fault itself.
  return hours.length === 0 || hoursWithout(hours, except).length > 0
    ? []
    : [fault(ground, place, 'automation.quiet_all', { calendar: name, ...except })];
}

/** Steps behind which others come late, or not at all. */
const STRAYS: ReadonlySet<NodeKind> = new Set<NodeKind>(['branch', 'wait', 'approve', 'http', 'call', 'parallel']);
const stepsOf = ({ automation }: Ground, { start }: Level) => reachedFrom(automation.nodes, start);
const takesAway = (ground: Ground, level: Level) => stepsOf(ground, level).some(({ kind }) => kind === 'reclaim');
const warns = (ground: Ground, level: Level) => stepsOf(ground, level).some((node) => node.kind === 'notify' && node.warns === true);

function levelFaults(ground: Ground, { levels }: Ladder, level: Level, place: Place): Issue[] {
  if (!levels.some((each) => takesAway(ground, each))) return [];
  // What may be left out, or come later, is no warning that one can rely on.
  const strays = stepsOf(ground, level).find(({ kind }) => STRAYS.has(kind));
  if (strays) return [fault(ground, place, 'automation.straight')];
  if (!takesAway(ground, level)) return [];
  const before = levels.slice(0, levels.indexOf(level));
  return [
    ...(before.some((each) => warns(ground, each)) ? [] : [fault(ground, place, 'automation.warning')]),
    ...(level.waits === undefined ? [fault(ground, { ...place, path: `${place.path}.waits` }, 'automation.waits')] : []),
  ];
}

function bandFaults(ground: Ground, { levels, bands }: Ladder, band: Band, place: Place): Issue[] {
  const of = (level: Level) => (Object.hasOwn(band.after, level.key) ? band.after[level.key] : undefined);
  const reached = levels.filter((level) => of(level) !== undefined);
  const unwarned = (level: Level, i: number) =>
    // Where no level warns at all, the level itself is at fault.
    takesAway(ground, level) && levels.some((each) => warns(ground, each)) && !reached.slice(0, i).some((each) => warns(ground, each));
  return [
    ...(band.when === null && bands.at(-1) !== band ? [fault(ground, { ...place, path: `${place.path}.when` }, 'automation.band')] : []),
    ...conditionFaults(ground, { ...place, path: `${place.path}.when` }, band.when),
    ...Object.keys(band.after).flatMap((key) =>
      levels.some((level) => level.key === key) ? [] : [gone(ground, { ...place, path: `${place.path}.after.${key}` }, 'level', key)],
    ),
    ...reached.flatMap((level, i): Issue[] => {
      const at = { ...place, path: `${place.path}.after.${level.key}` };
      const before = reached[i - 1];
      if (before && (of(level) ?? 0) <= (of(before) ?? 0))
        return [fault(ground, at, 'automation.rising', { level: level.name, before: before.name })];
      return unwarned(level, i) ? [fault(ground, at, 'automation.unwarned', { level: level.name })] : [];
    }),
  ];
}
