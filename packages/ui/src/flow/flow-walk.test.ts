import type { Automation, Node } from '@pipewright/definition';
import { exampleChain } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { boxOf, flowOf, START } from './flow-graph.ts';
import { layFlow } from './flow-layout.ts';
import { walkFlow } from './flow-walk.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const wait = (key: string, done: string | null): Node => ({
  kind: 'wait',
  key,
  for: { kind: 'time', after: 1, unit: 'days' },
  next: { done },
});
const branch: Node = {
  ...{ kind: 'branch', key: 'x', next: { a: 'a', b: 'b', otherwise: null } },
  cases: ['a', 'b'].map((key) => ({ key, name: label(key), when: true })),
};
const nodes = [branch, wait('a', 'z'), wait('b', 'z'), wait('z', 'x'), wait('lost', 'z')];
const automation: Automation = { ...exampleChain(), on: { kind: 'created' }, start: 'x', nodes };
const layout = layFlow(
  flowOf(automation),
  () => 70,
  () => 40,
);

describe('the keys on a canvas', () => {
  it.each([
    [START, 'ArrowDown', boxOf('x')],
    [boxOf('x'), 'ArrowDown', boxOf('a')],
    [boxOf('a'), 'ArrowRight', boxOf('b')],
    [boxOf('b'), 'ArrowLeft', boxOf('a')],
    [boxOf('b'), 'ArrowDown', boxOf('z')],
    [boxOf('x'), 'ArrowUp', START],
    [boxOf('b'), 'ArrowUp', boxOf('x')],
    [boxOf('b'), 'Home', START],
    [START, 'ArrowUp', undefined],
    [boxOf('gone'), 'ArrowUp', undefined],
  ] as const)('lead from %s by %s to %s', (from, key, to) => expect(walkFlow(layout, from, key)).toBe(to));

  it('lead back where a way does, and never to the end, which has nothing to be done', () => {
    expect(walkFlow(layout, boxOf('z'), 'ArrowDown')).toBe(boxOf('x'));
    expect(walkFlow(layout, START, 'End')).toBe(boxOf('z'));
  });
});
