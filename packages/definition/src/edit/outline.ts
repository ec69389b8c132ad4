import type { Automation } from '../model/automation/automation.ts';
import { startsOf } from '../model/automation/chain.ts';
import { exitsOf } from '../model/automation/exits.ts';
import type { Node } from '../model/automation/node.ts';

/** A place on the way: behind an outcome of a step, or where an automation, or a level of it, begins. */
export type Link = { readonly node: string; readonly outcome: string } | { readonly level: string | undefined };

/** Steps that are read one below the other. */
export interface Outline {
  readonly items: readonly Item[];
  /** The links that lead on from its end. */
  readonly open: readonly Link[];
  /** The step elsewhere that it leads on to; null where it leads to what stands below it, or to the end. */
  readonly to: string | null;
}

/** A step with the arms that leave the line, each with steps of its own. */
export interface Item {
  readonly node: Node;
  /** The links that lead to it in its line. */
  readonly from: readonly Link[];
  readonly arms: readonly Arm[];
  /** The links that lead on to what stands below it. */
  readonly open: readonly Link[];
}

/** The steps behind one outcome of a step. */
export interface Arm {
  readonly outcome: string;
  readonly steps: Outline;
}

type Reach = ReadonlySet<string | null>;

/**
 * An automation, or a level of it, as a nested list: the ways of a branch side by side up to where they come together again, of any other step those beside the one that goes on. A step
 * stands in it once; whatever else leads there says so. Together with the levels it holds every step that is reached.
 */
export function outlineOf(automation: Automation, level?: string): Outline {
  const start = startsOf(automation).find((each) => each.level?.key === level)?.start ?? automation.start;
  const known = new Map(automation.nodes.map((node) => [node.key, node]));
  const seen = new Set<string>();
  const line = (
    first: string | null,
    links: readonly Link[],
    stop: string | null | undefined,
    outer: ReadonlySet<string | null>,
  ): Outline => {
    const items: Item[] = [];
    let [at, from] = [first, links];
    for (;;) {
      const node = at === null ? undefined : known.get(at);
      if (at === null || at === stop || !node || outer.has(at) || seen.has(at))
        return { items, open: from, to: at === null || at === stop || !node ? null : at };
      seen.add(at);
      const after = node.kind === 'branch' ? meeting(known, node) : exitsOf(node)[0]?.to;
      const beside = node.kind === 'branch' ? exitsOf(node) : exitsOf(node).slice(1);
      const arms = beside.map(({ outcome, to }) => ({
        outcome,
        steps: line(to, [{ node: node.key, outcome }], after, new Set([...outer, ...(stop === undefined ? [] : [stop])])),
      }));
      const open = openOf(known, node, arms, after);
      items.push({ node, from, arms, open });
      if (after === undefined) return { items, open: [], to: null };
      [at, from] = [after, open];
    }
  };
  return line(start, [{ level }], undefined, new Set());
}

function openOf(known: ReadonlyMap<string, Node>, node: Node, arms: readonly Arm[], after: string | null | undefined): readonly Link[] {
  if (after === undefined) return [];
  if (node.kind !== 'branch') return [{ node: node.key, outcome: exitsOf(node)[0]?.outcome ?? '' }];
  const leads = (link: Link) =>
    'node' in link && exitsOf(known.get(link.node) as Node).some(({ outcome, to }) => outcome === link.outcome && to === after);
  return arms.flatMap(({ steps }) => steps.open).filter(leads);
}

/** Where the ways out of a step come together again: a step, or the end; undefined where they never do. */
export function meeting(known: ReadonlyMap<string, Node>, node: Node): string | null | undefined {
  const reaches = exitsOf(node).map(({ to }) => reachOf(known, to));
  // A way that only stops comes together with none.
  const returning = reaches.filter((reach) => reach.has(null));
  const shared = common(reaches) ?? common(returning);
  return shared?.find((each) => shared.every((other) => reachOf(known, each).has(other)));
}

function common(reaches: readonly Reach[]): (string | null)[] | undefined {
  const [first, ...rest] = reaches;
  const shared = first && [...first].filter((each) => rest.every((reach) => reach.has(each)));
  return shared && shared.length > 0 ? shared : undefined;
}

/** The steps from one on, itself among them, and null where a way comes to the end without being stopped. */
function reachOf(known: ReadonlyMap<string, Node>, start: string | null): Reach {
  const reached = new Set<string | null>();
  const ahead = [start];
  while (ahead.length > 0) {
    const at = ahead.pop() ?? null;
    if (reached.has(at)) continue;
    reached.add(at);
    const node = at === null ? undefined : known.get(at);
    if (node) ahead.push(...exitsOf(node).map(({ to }) => to));
  }
  return reached;
}

/** All items of an outline, those of its arms among them. */
export function itemsOf({ items }: Outline): Item[] {
  return items.flatMap((item) => [item, ...item.arms.flatMap(({ steps }) => itemsOf(steps))]);
}
