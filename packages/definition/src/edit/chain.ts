import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Automation } from '../model/automation/automation.ts';
import { chainFrom, startsOf } from '../model/automation/chain.ts';
import type { Node } from '../model/automation/node.ts';
import type { Trigger } from '../model/automation/trigger.ts';
import { reorder } from './entity.ts';

/** The steps of an automation in order: those of a level where it is a ladder. */
export function chainOf(automation: Automation, level?: string): Node[] {
  const { start } = startsOf(automation).find((each) => each.level?.key === level) ?? { start: automation.start };
  return chainFrom(automation.nodes, start);
}

/** The first key of the form `step_2` that is free. */
export function freshKey(taken: readonly string[], base: string): string {
  for (let n = 1; ; n += 1) if (!taken.includes(`${base}_${n}`)) return `${base}_${n}`;
}

/** The first free key for a step. */
export function freshNodeKey({ nodes }: Automation): string {
  return freshKey(
    nodes.map(({ key }) => key),
    'step',
  );
}

/** An automation whose steps stand in the order in which they are taken, without those that nothing leads to. A ladder starts where its first level does. */
export function tidy(automation: Automation): Automation {
  const [first] = startsOf(automation);
  const chains = startsOf(automation).flatMap(({ start }) => chainFrom(automation.nodes, start));
  return { ...automation, start: first?.start ?? automation.start, nodes: [...new Set(chains)] };
}

function startingAt(automation: Automation, level: string | undefined, start: string): Automation {
  const { on } = automation;
  if (on.kind !== 'since') return { ...automation, start };
  return { ...automation, on: { ...on, levels: on.levels.map((each) => (each.key === level ? { ...each, start } : each)) } };
}

/** The automation with a chain in another order, or with more in it: each step leads to the one behind it. */
function linked(automation: Automation, level: string | undefined, chain: readonly Node[]): Automation {
  const next = new Map(chain.map((node, i): [string, Node] => [node.key, { ...node, next: { done: chain[i + 1]?.key ?? null } }]));
  const old = automation.nodes.map((node) => next.get(node.key) ?? node);
  const added = [...next.values()].filter(({ key }) => !automation.nodes.some((node) => node.key === key));
  return tidy(startingAt({ ...automation, nodes: [...old, ...added] }, level, chain[0]?.key ?? automation.start));
}

/** Adds a step to a chain, at its end or before the one at a place. */
export function addNode(automation: Automation, node: Node, level?: string, at?: number): Automation {
  const chain = chainOf(automation, level);
  const place = at ?? chain.length;
  return linked(automation, level, [...chain.slice(0, place), node, ...chain.slice(place)]);
}

/** Changes the settings of a step; its key and what follows it stay. What is set to undefined is removed. */
export function updateNode(automation: Automation, key: string, patch: Readonly<Record<string, unknown>>): Automation {
  const change = (node: Node) => dropUndefined({ ...node, ...patch, key, next: node.next }) as Node;
  return { ...automation, nodes: automation.nodes.map((node) => (node.key === key ? change(node) : node)) };
}

/** Removes a step: what led to it leads to what followed it. The only step of a chain stays. */
export function removeNode(automation: Automation, key: string): Automation {
  const after = automation.nodes.find((node) => node.key === key)?.next.done ?? null;
  const begins = startsOf(automation).some(({ start }) => start === key);
  if (begins && after === null) return automation;
  const { on } = automation;
  const instead = (each: string) => (each === key ? (after ?? each) : each);
  const nodes = automation.nodes
    .filter((node) => node.key !== key)
    .map((node) => (node.next.done === key ? { ...node, next: { done: after } } : node));
  const levels = on.kind === 'since' ? { on: { ...on, levels: on.levels.map((each) => ({ ...each, start: instead(each.start) })) } } : {};
  return tidy({ ...automation, ...levels, start: instead(automation.start), nodes });
}

/** Moves a step to another place in its chain. */
export function moveNode(automation: Automation, from: number, to: number, level?: string): Automation {
  const chain = chainOf(automation, level);
  const outside = [from, to].some((place) => place < 0 || place >= chain.length);
  return outside ? automation : linked(automation, level, reorder(chain, from, to));
}

/** Gives an automation another trigger. The steps stay; of a ladder those of its first level. */
export function setTrigger(automation: Automation, on: Trigger): Automation {
  return tidy({ ...automation, start: startsOf(automation)[0]?.start ?? automation.start, on });
}
