import type { Label } from '../../ground/label.ts';
import type { Automation } from './automation.ts';
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

/** The steps from one on, in the order in which they are taken. It ends before a step that does not exist, or that was taken already. */
export function chainFrom(nodes: readonly Node[], start: string): Node[] {
  const chain: Node[] = [];
  let at: string | null = start;
  while (at !== null) {
    const node = nodes.find(({ key }) => key === at);
    if (!node || chain.includes(node)) break;
    chain.push(node);
    at = node.next.done;
  }
  return chain;
}

/** What a step is called among its siblings: `Step 2: Remind`, behind the name of its level where it has one. */
export function stepName(automation: Automation, key: string): Label {
  const node = automation.nodes.find((each) => each.key === key);
  const kind = node ? stepNames[node.kind] : { en: '…', 'zh-CN': '…' };
  for (const { start, level } of startsOf(automation)) {
    const at = chainFrom(automation.nodes, start).findIndex((each) => each.key === key) + 1;
    if (at > 0)
      return {
        en: `${level ? `${level.name.en} › ` : ''}Step ${at}: ${kind.en}`,
        'zh-CN': `${level ? `${level.name['zh-CN']} › ` : ''}步骤 ${at}：${kind['zh-CN']}`,
      };
  }
  return kind;
}
