import { type Automation, type Case, exitsOf, type Node, validate } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import type { Facts } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadyAutomation, readyAutomations } from './ready.ts';
import { begun, MOST_STEPS, type RunState, step } from './step.ts';
import { stepsTaken } from './taken.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const over = (amount: string) => ({ '>': [{ var: 'amount' }, amount] });
const tell = (key: string, done: string | null): Node => ({
  key,
  kind: 'notify',
  to: [{ kind: 'owner' }],
  text: label('x'),
  next: { done },
});
const fork = (key: string, cases: Record<string, string>, next: Record<string, string | null>): Node => ({
  ...{ key, kind: 'branch', next },
  cases: Object.entries(cases).map(([name, amount]): Case => ({ key: name, name: label(name), when: over(amount) })),
});
const pause = (key: string, done: string | null): Node => ({
  key,
  kind: 'wait',
  for: { kind: 'time', after: 1, unit: 'hours' },
  next: { done },
});
const automation = (nodes: Node[]): Automation => ({
  ...{ key: 'flow', name: label('Flow'), entity: 'deal', on: { kind: 'created' }, start: nodes[0]?.key ?? '', nodes },
});
function ready(nodes: Node[]): ReadyAutomation {
  const app = exampleWith([automation(nodes)]);
  const [entity] = app.entities;
  return (entity && readyAutomations(app, entity)[0]) as ReadyAutomation;
}
/** The steps that a run takes, each wait over at once; `until` bounds how long it is followed. */
function walk(of: ReadyAutomation, facts: Facts, until = MOST_STEPS + 10): { readonly way: string[]; readonly run: RunState } {
  const way: string[] = [];
  let run = begun(of.automation);
  while (run.state === 'waiting' && way.length < until) {
    way.push(run.node ?? '');
    const [effect] = step(of, run, { kind: 'go', facts }).effects;
    const exit = effect?.kind === 'branch' ? effect.exit : undefined;
    run = step(of, run, { kind: 'came', outcome: 'done', exit }).run;
  }
  return { way, run };
}

describe('a run with several ways', () => {
  const of = ready([
    fork('f', { huge: '900', big: '500' }, { huge: 'a', big: 'b', otherwise: 'end' }),
    tell('a', 'b'),
    tell('b', 'end'),
    { key: 'end', kind: 'end', next: {} },
  ]);

  it('goes on by the first whose rule holds, else by the last', () => {
    expect(['1000', '600', '500'].map((amount) => walk(of, { amount }).way.join(' '))).toEqual(['f a b end', 'f b end', 'f end']);
    expect(walk(of, { amount: '1' }).run).toEqual({ state: 'done', node: null, seq: 2 });
    expect(
      ['1000', '600', null].map((amount) =>
        stepsTaken(of, 'f', { amount })
          .map(({ key }) => key)
          .join(' '),
      ),
    ).toEqual(['f a b end', 'f b end', 'f end']);
  });

  it('stands where it stood while it waits, and is at its end after a step that does not exist', () => {
    const waits = ready([pause('w', 'a'), tell('a', null)]);
    const run = begun(waits.automation);
    expect(step(waits, run, { kind: 'came', outcome: 'asleep' })).toEqual({ run, effects: [] });
    expect(step(waits, { ...run, node: 'gone' }, { kind: 'go', facts: {} }).run).toEqual({ state: 'done', node: null, seq: 0 });
    expect(stepsTaken(waits, 'w', {})).toEqual([]);
  });

  it('that comes round for ever is given up after a thousand steps', () => {
    const round = ready([pause('w', 'a'), tell('a', 'w')]);
    const { way, run } = walk(round, {});
    expect([way.length, run.state, run.seq]).toEqual([MOST_STEPS, 'failed', MOST_STEPS]);
  });
});

describe('any automation that may be published', () => {
  const keys = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'];
  const to = fc.constantFrom(...keys, null);
  const node = (key: string): fc.Arbitrary<Node> =>
    fc.oneof(
      to.map((done) => tell(key, done)),
      fc.tuple(to, to, to).map(([big, some, otherwise]) => fork(key, { big: '500', some: '100' }, { big, some, otherwise })),
      fc.tuple(to, to).map(
        ([done, late]): Node => ({
          key,
          kind: 'wait',
          for: { kind: 'rule', when: over('300'), after: 1, unit: 'days' },
          next: { done, late },
        }),
      ),
      fc.constant<Node>({ key, kind: 'end', next: {} }),
    );

  it('without a wait for a time ends within as many steps as it has, whatever the record is', () => {
    let published = 0;
    fc.assert(
      fc.property(fc.tuple(...keys.map(node)), fc.constantFrom('50', '200', '400', '600'), (nodes, amount) => {
        const used = nodes.filter(({ key }, i) => i === 0 || nodes.some((each) => exitsOf(each).some((exit) => exit.to === key)));
        if (validate(exampleWith([automation(used)])).length > 0) return;
        published += 1;
        // A wait that is over at once goes on by its first way.
        const { way, run } = walk(ready(used), { amount });
        expect([run.state, run.node]).toEqual(['done', null]);
        expect(new Set(way).size).toBe(way.length);
      }),
      { numRuns: 3000 },
    );
    expect(published).toBeGreaterThan(30);
  });
});
