import { followerOf, type Node } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { ReadyAutomation, ReadyNode } from './ready.ts';
import { effectOf } from './step.ts';

const waits = ({ kind }: Node) => kind === 'wait' || kind === 'approve' || kind === 'http';

/** The steps that a run takes at once for a record with these facts, those of ways beside it too, up to where it waits or ends: what comes after a wait depends on what is then. */
export function stepsTaken({ nodes }: Pick<ReadyAutomation, 'nodes'>, start: string, facts: Facts): Node[] {
  const taken = new Set<Node>();
  const ahead = [start];
  for (let key = ahead.shift(); key !== undefined; key = ahead.shift()) {
    const ready = nodes.get(key);
    if (!ready || waits(ready.node) || taken.has(ready.node)) continue;
    taken.add(ready.node);
    ahead.unshift(...followed(ready, facts));
  }
  return [...taken];
}

/** What follows a step at once. */
function followed(ready: ReadyNode, facts: Facts): string[] {
  const { node } = ready;
  if (node.kind === 'call') return [];
  if (node.kind !== 'branch' && node.kind !== 'parallel') return [followerOf(node) ?? []].flat();
  const effect = effectOf(ready, facts);
  if (effect.kind === 'parallel') return effect.ways.map(({ start }) => start);
  return effect.kind === 'branch' ? [followerOf(node, effect.exit) ?? []].flat() : [];
}
