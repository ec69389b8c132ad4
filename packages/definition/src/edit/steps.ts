import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Automation } from '../model/automation/automation.ts';
import { reachedFrom, startsOf, unreachedOf } from '../model/automation/chain.ts';
import { exitsOf, followerOf, leadingTo } from '../model/automation/exits.ts';
import type { Node } from '../model/automation/node.ts';
import type { Trigger } from '../model/automation/trigger.ts';
import { type Item, itemsOf, type Link, meeting, outlineOf } from './outline.ts';

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

const reachedIn = (automation: Automation) => startsOf(automation).flatMap(({ start }) => reachedFrom(automation.nodes, start));

/** An automation whose steps stand in the order in which they are taken, those that nothing leads to last. A ladder starts where its first level does. */
function ordered(automation: Automation): Automation {
  const start = startsOf(automation)[0]?.start ?? automation.start;
  return { ...automation, start, nodes: [...new Set([...reachedIn(automation), ...automation.nodes])] };
}

/** An automation without the steps to which something led before it was changed, and nothing leads now. */
export function tidy(before: Automation, after: Automation): Automation {
  const [was, is] = [before, after].map((each) => new Set(reachedIn(each).map(({ key }) => key)));
  return ordered({ ...after, nodes: after.nodes.filter(({ key }) => is?.has(key) || !was?.has(key)) });
}

const sameLink = (a: Link, b: Link) =>
  'node' in a ? 'node' in b && a.node === b.node && a.outcome === b.outcome : !('node' in b) && a.level === b.level;

/** Every link of an automation. */
function linksOf(automation: Automation): Link[] {
  const begins = startsOf(automation).map(({ level }): Link => ({ level: level?.key }));
  return [...begins, ...automation.nodes.flatMap((node) => exitsOf(node).map(({ outcome }): Link => ({ node: node.key, outcome })))];
}

/** The step that a link leads to; null is the end. */
export function leadsTo(automation: Automation, link: Link): string | null {
  if (!('node' in link)) return startsOf(automation).find(({ level }) => level?.key === link.level)?.start ?? null;
  const node = automation.nodes.find(({ key }) => key === link.node);
  return node ? followerOf(node, link.outcome) : null;
}

/** Lets links lead to another step, or to the end; what begins somewhere goes on beginning somewhere. */
function relink(automation: Automation, links: readonly Link[], to: string | null): Automation {
  const { on } = automation;
  const nodes = automation.nodes.map((node) => {
    const changes = links.filter((link) => 'node' in link && link.node === node.key);
    return changes.length === 0
      ? node
      : leadingTo(node, (exit) => (changes.some((link) => 'node' in link && link.outcome === exit.outcome) ? to : exit.to));
  });
  const begins = links.filter((link) => !('node' in link));
  if (to === null || begins.length === 0) return { ...automation, nodes };
  if (on.kind !== 'since') return { ...automation, nodes, start: to };
  const levels = on.levels.map((level) => (begins.some((link) => sameLink(link, { level: level.key })) ? { ...level, start: to } : level));
  return { ...automation, nodes, on: { ...on, levels } };
}

const leadThere = (automation: Automation, links: readonly Link[], key: string) => links.some((link) => leadsTo(automation, link) === key);

/** Lets what follows an outcome of a step, or what an automation begins with, be another step, or the end. */
export function connect(automation: Automation, link: Link, to: string | null): Automation {
  return ordered(relink(automation, [link], to));
}

/** Adds a step where links that lead to the same one come together: it leads on to that. A branch leads there by each of its ways. Nothing is added where there is no such link. */
export function addNode(automation: Automation, node: Node, links: readonly Link[]): Automation {
  const to = links[0] ? leadsTo(automation, links[0]) : null;
  const placed = leadingTo(node, (exit) => (node.kind === 'branch' || exit.outcome === exitsOf(node)[0]?.outcome ? to : exit.to));
  const added = relink({ ...automation, nodes: [...automation.nodes, placed] }, links, node.key);
  return leadThere(added, links, node.key) ? ordered(added) : automation;
}

/** Lets a step that no run comes to stand where links lead, with what follows it of that kind: all of it leads on to where the links led. */
export function takeIn(automation: Automation, key: string, links: readonly Link[]): Automation {
  const loose = new Set(unreachedOf(automation));
  const taken = new Set(reachedFrom(automation.nodes, key).filter((node) => loose.has(node)));
  if (taken.size === 0 || !links[0]) return automation;
  const after = leadsTo(automation, links[0]);
  const inside = (to: string | null) => [...taken].some((node) => node.key === to);
  const nodes = automation.nodes.map((node) => (taken.has(node) ? leadingTo(node, ({ to }) => (inside(to) ? to : after)) : node));
  return ordered(relink({ ...automation, nodes }, links, key));
}

/** Changes the settings of a step; its key and what follows it stay. What is set to undefined is removed. A way that a branch is given leads to where the others come together. */
export function updateNode(automation: Automation, key: string, patch: Readonly<Record<string, unknown>>): Automation {
  const known = new Map(automation.nodes.map((node) => [node.key, node]));
  const change = (node: Node) => {
    const had = exitsOf(node).map(({ outcome }) => outcome);
    const fresh = node.kind === 'branch' ? (meeting(known, node) ?? null) : null;
    const patched = dropUndefined({ ...node, ...patch, key, next: node.next }) as Node;
    return leadingTo(patched, ({ outcome, to }) => (had.includes(outcome) ? to : fresh));
  };
  return tidy(automation, { ...automation, nodes: automation.nodes.map((node) => (node.key === key ? change(node) : node)) });
}

function itemOf(automation: Automation, key: string): Item | undefined {
  const lines = startsOf(automation).map(({ level }) => outlineOf(automation, level?.key));
  return lines.flatMap(itemsOf).find(({ node }) => node.key === key);
}

/** The links to a step. */
const linksTo = (automation: Automation, key: string) => linksOf(automation).filter((link) => leadsTo(automation, link) === key);

/** The step that stands below an item in its line; null where none does. */
const below = (automation: Automation, { open }: Pick<Item, 'open'>) => (open[0] ? leadsTo(automation, open[0]) : null);

/** Removes a step, and what its ways alone lead to: what led to it leads to what stands below it. The only step of a line that begins somewhere stays. */
export function removeNode(automation: Automation, key: string): Automation {
  const item = itemOf(automation, key);
  const without = (of: Automation) => ({ ...of, nodes: of.nodes.filter((node) => node.key !== key) });
  const links = linksTo(automation, key);
  if (!item) {
    // What no run comes to may still be led to by others of that kind.
    const next = automation.nodes.filter((node) => node.key === key).flatMap((node) => exitsOf(node).map(({ to }) => to));
    return ordered(without(relink(automation, links, next.find((to) => to !== key) ?? null)));
  }
  const after = below(automation, item);
  if (after === null && links.some((link) => !('node' in link))) return automation;
  return tidy(automation, without(relink(automation, links, after)));
}

/** Moves a step, with what stands in its ways, to where other links lead. It stays where it cannot go: into itself, or away from where it is all there is. */
export function moveNode(automation: Automation, key: string, links: readonly Link[]): Automation {
  const item = itemOf(automation, key);
  if (!item || links.length === 0) return automation;
  const inside = new Set([key, ...item.arms.flatMap(({ steps }) => itemsOf(steps)).map(({ node }) => node.key)]);
  if (links.some((link) => ('node' in link && inside.has(link.node)) || leadsTo(automation, link) === key)) return automation;
  const from = linksTo(automation, key).filter((link) => !('node' in link && inside.has(link.node)));
  const after = below(automation, item);
  if (after === null && from.some((link) => !('node' in link))) return automation;
  const out = relink(automation, from, after);
  const to = links[0] ? leadsTo(out, links[0]) : null;
  // What leads on to nothing would cut off what follows.
  if (item.open.length === 0 && to !== null) return automation;
  const moved = relink(relink(out, item.open, to), links, key);
  return leadThere(moved, links, key) ? ordered(moved) : automation;
}

/** Gives an automation another trigger. The steps stay; of a ladder those of its first level. */
export function setTrigger(automation: Automation, on: Trigger): Automation {
  return tidy(automation, { ...automation, start: startsOf(automation)[0]?.start ?? automation.start, on });
}
