import type { Label } from '../../ground/label.ts';
import type { Automation } from './automation.ts';
import { exitsOf, isSide } from './exits.ts';
import { stepNames } from './names.ts';
import type { Node } from './node.ts';
import type { Level } from './trigger.ts';

/** Where a run may begin, and at which level of a ladder. */
export interface Start {
  readonly start: string;
  readonly level?: Level;
}

/** Where the runs of an automation begin: at each level of a ladder, else at its one start. */
export function startsOf({ on, start }: Automation): Start[] {
  return on.kind === 'since' ? on.levels.map((level) => ({ start: level.start, level })) : [{ start }];
}

/** The steps that follow a step, by some of its ways or all. */
type Leads = (node: Node) => readonly string[];
const everyWay: Leads = (node) => exitsOf(node).flatMap(({ to }) => to ?? []);

/** The steps that a run from one on may come to, each once: in the order in which they are taken, and behind a branch those of its first way first. */
export function reachedFrom(nodes: readonly Node[], start: string, leads: Leads = everyWay): Node[] {
  const known = new Map(nodes.map((node) => [node.key, node]));
  const reached = new Set<Node>();
  const ahead = [start];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    const node = known.get(key);
    if (!node || reached.has(node)) continue;
    reached.add(node);
    ahead.push(...leads(node).toReversed());
  }
  return [...reached];
}

/** What a step is called among its siblings: `Step 2: Remind`, behind the name of its level where it has one. */
export function stepName(automation: Automation, key: string): Label {
  const node = automation.nodes.find((each) => each.key === key);
  const kind = node ? stepNames[node.kind] : { en: '…', 'zh-CN': '…' };
  for (const { start, level } of startsOf(automation)) {
    const at = reachedFrom(automation.nodes, start).findIndex((each) => each.key === key) + 1;
    if (at > 0)
      return {
        en: `${level ? `${level.name.en} › ` : ''}Step ${at}: ${kind.en}`,
        'zh-CN': `${level ? `${level.name['zh-CN']} › ` : ''}步骤 ${at}：${kind['zh-CN']}`,
      };
  }
  return kind;
}

/** True for a step that a run may come to again, by these ways. */
export function comesAgain(nodes: readonly Node[], node: Node, leads: Leads = everyWay): boolean {
  return leads(node).some((to) => reachedFrom(nodes, to, leads).includes(node));
}

/** The steps that follow a step in its own run, whatever is begun beside it. */
export const ownWay: Leads = (node) => exitsOf(node).flatMap(({ outcome, to }) => (isSide(node, outcome) ? [] : (to ?? [])));

/** The steps to which several runs come that go side by side: the main one and those of the ways of a step, or those of two of such ways. */
export function sharedSteps(automation: Automation): Node[] {
  const { nodes } = automation;
  const sides = nodes.flatMap((node) => exitsOf(node).flatMap(({ outcome, to }) => (isSide(node, outcome) && to !== null ? [[to]] : [])));
  const seen = new Map<Node, number>();
  for (const starts of [startsOf(automation).map(({ start }) => start), ...sides])
    for (const node of new Set(starts.flatMap((start) => reachedFrom(nodes, start, ownWay)))) seen.set(node, (seen.get(node) ?? 0) + 1);
  return nodes.filter((node) => (seen.get(node) ?? 0) > 1);
}

/** The steps that no run comes to, wherever it begins. */
export function unreachedOf(automation: Automation): Node[] {
  const reached = new Set(startsOf(automation).flatMap(({ start }) => reachedFrom(automation.nodes, start)));
  return automation.nodes.filter((node) => !reached.has(node));
}
