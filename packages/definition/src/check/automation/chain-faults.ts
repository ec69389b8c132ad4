import type { Issue } from '@pipewright/logic';
import { chainFrom, startsOf, stepName } from '../../model/automation/chain.ts';
import { fault, type Ground, gone } from './ground.ts';

/** What is wrong with the way from step to step: a step that does not exist, one that is never reached, one that comes round to itself. */
export function chainFaults(ground: Pick<Ground, 'automation'>, path: string): Issue[] {
  const { automation } = ground;
  const { nodes, on } = automation;
  const has = (key: string) => nodes.some((node) => node.key === key);
  const chains = startsOf(automation).map(({ start }) => chainFrom(nodes, start));
  const reached = new Set(chains.flat().map(({ key }) => key));
  const at = { en: 'steps', 'zh-CN': '步骤' };
  return [
    ...(has(automation.start) ? [] : [gone(ground, { path: `${path}.start`, at }, 'step', automation.start)]),
    ...(on.kind === 'since' ? on.levels : []).flatMap((level, i) =>
      has(level.start) ? [] : [gone(ground, { path: `${path}.on.levels.${i}.start`, at: level.name }, 'step', level.start)],
    ),
    ...nodes.flatMap((node, i): Issue[] => {
      const place = { path: `${path}.nodes.${i}`, at: stepName(automation, node.key) };
      const { done } = node.next;
      if (done !== null && !has(done)) return [gone(ground, { ...place, path: `${place.path}.next` }, 'step', done)];
      if (done !== null && chainFrom(nodes, done).some((each) => each.key === node.key)) return [fault(ground, place, 'automation.cycle')];
      return reached.has(node.key) ? [] : [fault(ground, place, 'automation.unreached')];
    }),
  ];
}
