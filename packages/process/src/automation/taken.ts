import { followerOf, type Node } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { ReadyAutomation } from './ready.ts';
import { effectOf } from './step.ts';

const waits = ({ kind }: Node) => kind === 'wait' || kind === 'approve' || kind === 'http';

/** The steps that a run takes at once for a record with these facts, up to where it waits or ends: what comes after a wait depends on what is then. */
export function stepsTaken({ nodes }: Pick<ReadyAutomation, 'nodes'>, start: string, facts: Facts): Node[] {
  const taken: Node[] = [];
  for (let ready = nodes.get(start); ready && !waits(ready.node) && !taken.includes(ready.node); ) {
    const { node } = ready;
    taken.push(node);
    const effect = node.kind === 'branch' ? effectOf(ready, facts) : undefined;
    const next = followerOf(node, effect?.kind === 'branch' ? effect.exit : undefined);
    ready = next === null ? undefined : nodes.get(next);
  }
  return taken;
}
