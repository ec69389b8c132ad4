import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Label } from '../ground/label.ts';
import type { Automation } from '../model/automation/automation.ts';
import { leadingTo } from '../model/automation/exits.ts';
import type { Node } from '../model/automation/node.ts';
import { type Band, type Level, MOST_TIME, type TriggerOf } from '../model/automation/trigger.ts';
import { reorder } from './entity.ts';
import { tidy } from './steps.ts';

type Ladder = TriggerOf<'since'>;

/** Applies a change to the ladder of an automation; one that is no ladder stays as it is. */
export function editLadder(automation: Automation, change: (on: Ladder) => Ladder): Automation {
  return automation.on.kind === 'since' ? { ...automation, on: change(automation.on) } : automation;
}

/** Adds a level at the end of a ladder, with its first step. Each row reaches it as long after the level before it as that one took from the beginning. */
export function addLevel(automation: Automation, level: { readonly key: string; readonly name: Label }, node: Node): Automation {
  const first = leadingTo(node, () => null);
  const added = editLadder(automation, (on) => ({
    ...on,
    levels: [...on.levels, { ...level, start: node.key }],
    bands: on.bands.map((band) => {
      const last = Math.max(0, ...Object.values(band.after));
      return last > 0 ? { ...band, after: { ...band.after, [level.key]: Math.min(MOST_TIME, last * 2) } } : band;
    }),
  }));
  return added === automation ? automation : tidy(automation, { ...added, nodes: [...added.nodes, first] });
}

/** Changes the name or the grace of a level; the key and its steps stay. */
export function updateLevel(
  automation: Automation,
  key: string,
  patch: { readonly name?: Label; readonly waits?: number | undefined },
): Automation {
  return editLadder(automation, (on) => ({
    ...on,
    levels: on.levels.map((level) => (level.key === key ? (dropUndefined({ ...level, ...patch }) as Level) : level)),
  }));
}

/** Removes a level with its steps and its column; the only one stays. */
export function removeLevel(automation: Automation, key: string): Automation {
  const removed = editLadder(automation, (on) => {
    const levels = on.levels.filter((level) => level.key !== key);
    if (levels.length === 0) return on;
    const without = ({ [key]: _, ...after }: Band['after']) => after;
    return { ...on, levels, bands: on.bands.map((band) => ({ ...band, after: without(band.after) })) };
  });
  return tidy(automation, removed);
}

/** Adds a row before the last one, which is for everything else. */
export function addBand(automation: Automation, band: Band): Automation {
  return editLadder(automation, (on) => ({ ...on, bands: [...on.bands.slice(0, -1), band, ...on.bands.slice(-1)] }));
}

/** Changes the name or the condition of a row; the last one stays without a condition. */
export function updateBand(automation: Automation, key: string, patch: Partial<Pick<Band, 'name' | 'when'>>): Automation {
  return editLadder(automation, (on) => ({
    ...on,
    bands: on.bands.map((band, i) =>
      band.key === key ? { ...band, ...patch, ...(i === on.bands.length - 1 ? { when: null } : {}) } : band,
    ),
  }));
}

/** Removes a row; the last one, for everything else, stays. */
export function removeBand(automation: Automation, key: string): Automation {
  return editLadder(automation, (on) => ({ ...on, bands: on.bands.filter((band, i) => band.key !== key || i === on.bands.length - 1) }));
}

/** Moves a row to another place: a record goes by the first row that fits. The last one stays last. */
export function moveBand(automation: Automation, from: number, to: number): Automation {
  return editLadder(automation, (on) => {
    const last = on.bands.length - 1;
    const outside = [from, to].some((place) => place < 0 || place >= last);
    return outside ? on : { ...on, bands: reorder(on.bands, from, to) };
  });
}

/** Sets after how long the records of a row reach a level, in the unit of the ladder; undefined: they never do. */
export function setAfter(automation: Automation, band: string, level: string, time: number | undefined): Automation {
  return editLadder(automation, (on) => ({
    ...on,
    bands: on.bands.map((each) =>
      each.key === band ? { ...each, after: dropUndefined({ ...each.after, [level]: time }) as Band['after'] } : each,
    ),
  }));
}
