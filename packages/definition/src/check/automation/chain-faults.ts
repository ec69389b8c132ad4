import type { Issue } from '@pipewright/logic';
import { comesAgain, sharedSteps, stepName, unreachedOf } from '../../model/automation/chain.ts';
import { exitsOf } from '../../model/automation/exits.ts';
import type { Node } from '../../model/automation/node.ts';
import { fault, type Ground, gone } from './ground.ts';

/** The ways out of a step that take no time for certain: a date may have passed, and a rule hold already. People are always waited for. */
function atOnce(node: Node): string[] {
  const waits = (outcome: string) => node.kind === 'approve' || (node.kind === 'wait' && (node.for.kind === 'time' || outcome === 'late'));
  return exitsOf(node).flatMap(({ outcome, to }) => (to === null || waits(outcome) ? [] : [to]));
}

/** What is wrong with the way from step to step: a step that does not exist, one that is never reached, one that comes round to itself without waiting. */
export function chainFaults(ground: Pick<Ground, 'automation'>, path: string): Issue[] {
  const { automation } = ground;
  const { nodes, on } = automation;
  const has = (key: string) => nodes.some((node) => node.key === key);
  const unreached = new Set(unreachedOf(automation));
  const shared = new Set(sharedSteps(automation));
  const at = { en: 'steps', 'zh-CN': '步骤' };
  return [
    ...(has(automation.start) ? [] : [gone(ground, { path: `${path}.start`, at }, 'step', automation.start)]),
    ...(on.kind === 'since' ? on.levels : []).flatMap((level, i) =>
      has(level.start) ? [] : [gone(ground, { path: `${path}.on.levels.${i}.start`, at: level.name }, 'step', level.start)],
    ),
    ...nodes.flatMap((node, i): Issue[] => {
      const place = { path: `${path}.nodes.${i}`, at: stepName(automation, node.key) };
      const lost = exitsOf(node).find(({ to }) => to !== null && !has(to));
      if (lost) return [gone(ground, { ...place, path: `${place.path}.next` }, 'step', String(lost.to))];
      if (comesAgain(nodes, node, atOnce)) return [fault(ground, place, 'automation.cycle')];
      if (shared.has(node)) return [fault(ground, place, 'automation.shared')];
      return unreached.has(node) ? [fault(ground, place, 'automation.unreached')] : [];
    }),
  ];
}
