import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainFaults } from '../check/automation/chain-faults.ts';
import { validate } from '../check/validate.ts';
import { exampleChain, exampleLadder, exampleWith } from '../example-automations.ts';
import { type Automation, automationSchema } from '../model/automation/automation.ts';
import { reachedFrom, startsOf, unreachedOf } from '../model/automation/chain.ts';
import { exitsOf } from '../model/automation/exits.ts';
import type { Node, NodeOf } from '../model/automation/node.ts';
import type { Trigger } from '../model/automation/trigger.ts';
import { addAutomation, copyAutomation, editAutomation, removeAutomation, updateAutomation } from './automation.ts';
import { addBand, addLevel, moveBand, removeBand, removeLevel, setAfter, updateBand, updateLevel } from './ladder.ts';
import { itemsOf, type Link, type Outline, outlineOf } from './outline.ts';
import { addNode, connect, freshKey, freshNodeKey, leadsTo, moveNode, removeNode, setTrigger, takeIn, updateNode } from './steps.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const remind = (key: string): Node => ({ key, kind: 'notify', next: { done: null }, to: [{ kind: 'owner' }], text: label('Look') });
const keys = (automation: Automation, level?: string) => outlineOf(automation, level).items.map(({ node }) => node.key);
const endOf = (automation: Automation, level?: string) => outlineOf(automation, level).open;
/** The links at a place of a line: before the step that stands there, or at its end. */
const placed = (automation: Automation, at: number, level?: string): readonly Link[] => {
  const { items, open } = outlineOf(automation, level);
  return items[at]?.from ?? open;
};
const levelsOf = ({ on }: Automation) => (on.kind === 'since' ? on.levels.map(({ key }) => key) : []);
const afters = ({ on }: Automation) => (on.kind === 'since' ? on.bands.map(({ key, after }) => [key, after]) : []);

describe('automations of an app', () => {
  const app = exampleWith([exampleChain()]);

  it('are added, changed, copied and removed', () => {
    const more = copyAutomation(addAutomation(app, exampleLadder()), 'chain', { key: 'copy', name: label('Copy') });
    expect(more.automations?.map(({ key }) => key)).toEqual(['chain', 'copy', 'ladder']);
    expect(validate(more)).toEqual([]);
    expect(updateAutomation(more, 'copy', { off: true, phase: 2 }).automations?.[1]).toMatchObject({ key: 'copy', off: true, phase: 2 });
    expect(updateAutomation(updateAutomation(more, 'copy', { off: true }), 'copy', { off: undefined }).automations?.[1]).not.toHaveProperty(
      'off',
    );
    expect(editAutomation(more, 'nothing', () => exampleLadder())).toEqual(more);
    const left = removeAutomation(removeAutomation(removeAutomation(more, 'copy'), 'ladder'), 'chain');
    expect(left).not.toHaveProperty('automations');
  });
});

describe('the steps of an automation', () => {
  const chain = exampleChain();

  it('are added, moved and removed, each leading to the next', () => {
    expect(keys(addNode(chain, remind('x'), endOf(chain)))).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'x']);
    expect(keys(addNode(chain, remind('x'), placed(chain, 0)))).toEqual(['x', 'a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(keys(moveNode(chain, 'g', placed(chain, 0)))).toEqual(['g', 'a', 'b', 'c', 'd', 'e', 'f']);
    expect(moveNode(chain, 'g', endOf(chain))).toBe(chain);
    expect(keys(removeNode(chain, 'a'))).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
    expect(keys(removeNode(chain, 'g'))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(freshNodeKey(addNode(chain, remind('step_1'), endOf(chain)))).toBe('step_2');
    expect(freshKey([], 'row')).toBe('row_1');
  });

  it('stay where a link leads past them, can be led to again, and are removed without a trace', () => {
    const past = connect(chain, { node: 'a', outcome: 'done' }, 'd');
    expect(unreachedOf(past).map(({ key }) => key)).toEqual(['b', 'c']);
    expect(unreachedOf(connect(past, { node: 'a', outcome: 'done' }, 'b'))).toEqual([]);
    const taken = takeIn(past, 'b', endOf(past));
    expect(keys(taken)).toEqual(['a', 'd', 'e', 'f', 'g', 'b', 'c']);
    expect(chainFaults({ automation: taken }, 'x')).toEqual([]);
    expect(keys(takeIn(past, 'c', placed(past, 1)))).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
    expect(takeIn(past, 'd', endOf(past))).toBe(past);
    const without = removeNode(past, 'c');
    expect(without.nodes.find(({ key }) => key === 'b')?.next).toEqual({ done: 'd' });
    expect(chainFaults({ automation: without }, 'x').map(({ code }) => code)).toEqual(['automation.unreached']);
  });

  it('keep their key and what follows them when their settings change', () => {
    const changed = updateNode(chain, 'd', { stage: 'sign', key: 'other', next: { done: 'a' } });
    expect(changed.nodes[3]).toEqual({ key: 'd', kind: 'move', next: { done: 'e' }, stage: 'sign' });
    expect(updateNode(chain, 'b', { link: undefined }).nodes[1]).not.toHaveProperty('link');
  });

  it('stay under another trigger, of a ladder those of its first level', () => {
    expect(keys(setTrigger(chain, { kind: 'created' }))).toEqual(keys(chain));
    const plain = setTrigger(exampleLadder(), { kind: 'created' });
    expect([plain.start, plain.nodes.map(({ key }) => key)]).toEqual(['remind', ['remind']]);
  });

  it('leave what another level begins with', () => {
    const shared = addNode(exampleLadder(), remind('more'), endOf(exampleLadder(), 'owner'));
    const merged = {
      ...shared,
      on: { ...shared.on, levels: (shared.on as { levels: object[] }).levels.map((each) => ({ ...each, start: 'more' })) },
    };
    const without = removeNode(merged as Automation, 'more');
    expect(without).toBe(merged);
  });
});

describe('a ladder', () => {
  it('has levels, each with steps and a column', () => {
    const more = addLevel(exampleLadder(), { key: 'boss', name: label('Boss') }, remind('x'));
    expect(levelsOf(more)).toEqual(['owner', 'manager', 'pool', 'boss']);
    expect(keys(more, 'boss')).toEqual(['x']);
    expect(afters(more)).toEqual([
      ['big', { owner: 5, manager: 10, pool: 20, boss: 40 }],
      ['rest', { owner: 10, manager: 20, boss: 40 }],
    ]);
    const less = removeLevel(more, 'owner');
    expect([less.start, less.nodes.map(({ key }) => key)]).toEqual(['warn', ['warn', 'reclaim', 'x']]);
    expect(afters(less)[1]).toEqual(['rest', { manager: 20, boss: 40 }]);
    expect(levelsOf(removeLevel(removeLevel(removeLevel(less, 'pool'), 'boss'), 'manager'))).toEqual(['manager']);
    expect(updateLevel(more, 'pool', { waits: undefined }).on).not.toHaveProperty('levels.2.waits');
  });

  it('has rows, the last of which is for everything else', () => {
    const more = addBand(exampleLadder(), { key: 'small', name: label('Small'), when: true, after: {} });
    expect(afters(more).map(([key]) => key)).toEqual(['big', 'small', 'rest']);
    expect(afters(moveBand(more, 1, 0)).map(([key]) => key)).toEqual(['small', 'big', 'rest']);
    expect(moveBand(more, 2, 0)).toEqual(more);
    expect(updateBand(more, 'rest', { when: true }).on).toMatchObject({ bands: [{}, {}, { key: 'rest', when: null }] });
    expect(afters(removeBand(removeBand(more, 'rest'), 'big')).map(([key]) => key)).toEqual(['small', 'rest']);
    expect(afters(setAfter(setAfter(more, 'small', 'owner', 3), 'big', 'pool', undefined))).toEqual([
      ['big', { owner: 5, manager: 10 }],
      ['small', { owner: 3 }],
      ['rest', { owner: 10, manager: 20 }],
    ]);
  });
});

const branch = (key: string): Node => ({
  ...{ key, kind: 'branch', next: { big: null, otherwise: null } },
  cases: [{ key: 'big', name: label('Big'), when: { '>': [{ var: 'amount' }, '1'] } }],
});
const wait = (key: string): Node => ({
  ...{ key, kind: 'wait', next: { done: null, late: null } },
  for: { kind: 'rule', when: { '>': [{ var: 'amount' }, '1'] }, after: 2, unit: 'days' },
});
const end = (key: string): Node => ({ key, kind: 'end', next: {} });
const linkOf = (node: string, outcome: string): Link => ({ node, outcome });
/** A line as text: arms in brackets, `!` behind a line that leads elsewhere. */
const drawn = ({ items, to }: Outline): string =>
  [
    ...items.map(
      ({ node, arms }) =>
        node.key + (arms.length > 0 ? `(${arms.map(({ outcome, steps }) => `${outcome}: ${drawn(steps)}`).join(', ')})` : ''),
    ),
    ...(to === null ? [] : [`!${to}`]),
  ].join(' ');

describe('an automation with branches', () => {
  const forked = addNode(exampleChain(), branch('fork'), [linkOf('b', 'done')]);
  const filled = addNode(addNode(forked, remind('boss'), [linkOf('fork', 'big')]), wait('pause'), [linkOf('boss', 'done')]);

  it('is a nested list whose arms come together again', () => {
    expect(drawn(outlineOf(forked))).toBe('a b fork(big: , otherwise: ) c d e f g');
    expect(drawn(outlineOf(filled))).toBe('a b fork(big: boss pause(late: ), otherwise: ) c d e f g');
    const after = addNode(filled, remind('x'), outlineOf(filled).items[3]?.from ?? []);
    expect(drawn(outlineOf(after))).toBe('a b fork(big: boss pause(late: ), otherwise: ) x c d e f g');
    expect(exitsOf(after.nodes.find((each) => each.key === 'pause') as Node)).toEqual([
      { outcome: 'done', to: 'x' },
      { outcome: 'late', to: null },
    ]);
  });

  it('moves and removes a step with its arms', () => {
    const moved = moveNode(filled, 'fork', outlineOf(filled).open);
    expect(drawn(outlineOf(moved))).toBe('a b c d e f g fork(big: boss pause(late: ), otherwise: )');
    expect(moveNode(filled, 'fork', [linkOf('boss', 'done')])).toBe(filled);
    expect(drawn(outlineOf(moveNode(filled, 'a', [linkOf('fork', 'otherwise')])))).toBe(
      'b fork(big: boss pause(late: ), otherwise: a) c d e f g',
    );
    expect(removeNode(filled, 'fork')).toEqual(exampleChain());
  });

  it('lets an arm stop, and what is common to the others stand below', () => {
    const stopped = addNode(addNode(filled, end('stop'), [linkOf('pause', 'late')]), remind('late'), [linkOf('pause', 'late')]);
    expect(drawn(outlineOf(stopped))).toBe('a b fork(big: boss pause(late: late stop), otherwise: ) c d e f g');
    const ended = connect(connect(forked, linkOf('fork', 'big'), null), linkOf('fork', 'otherwise'), 'c');
    expect(drawn(outlineOf(ended))).toBe('a b fork(big: , otherwise: c d e f g)');
    const early = addNode(ended, end('stop'), [linkOf('fork', 'big')]);
    expect(drawn(outlineOf(early))).toBe('a b fork(big: stop, otherwise: ) c d e f g');
  });

  it('says where an arm leads on to a step that stands elsewhere', () => {
    const back = connect(filled, linkOf('pause', 'late'), 'a');
    expect(drawn(outlineOf(back))).toBe('a b fork(big: boss pause(late: !a), otherwise: ) c d e f g');
    expect(chainFaults({ automation: back }, 'x')).toEqual([]);
    expect(
      chainFaults({ automation: connect(filled, linkOf('pause', 'done'), 'a') }, 'x').map(({ code, path }) => `${path} ${code}`),
    ).toContain('x.nodes.0 automation.cycle');
  });

  it('gives a new way to where the others come together, and takes what a removed one alone led to', () => {
    const small = { key: 'small', name: label('Small'), when: true };
    const [big] = (filled.nodes.find((each) => each.key === 'fork') as NodeOf<'branch'>).cases;
    const more = updateNode(filled, 'fork', { cases: [big, small] });
    expect(drawn(outlineOf(more))).toBe('a b fork(big: boss pause(late: ), small: , otherwise: ) c d e f g');
    expect(drawn(outlineOf(updateNode(more, 'fork', { cases: [small] })))).toBe('a b fork(small: , otherwise: ) c d e f g');
    expect(updateNode(more, 'fork', { cases: [small] }).nodes).toHaveLength(8);
  });
});

const key = fc.constantFrom('owner', 'manager', 'pool', 'l1', 'l2');
const node = fc.constantFrom('remind', 'warn', 'reclaim', 'a', 'b', 'g', 'step_1', 'step_2', 'step_3', 'step_4');
const place = fc.integer({ min: -1, max: 8 });
const triggers: Trigger[] = [{ kind: 'created' }, { kind: 'left', stages: [] }];
/** The links at any place of an outline, those of arms among them. */
const somewhere = (automation: Automation, at: number, level?: string): readonly Link[] => {
  const line = outlineOf(automation, level);
  const items = itemsOf(line);
  const places = [line.open, ...items.map(({ from }) => from), ...items.flatMap(({ arms }) => arms.map(({ steps }) => steps.open))];
  return places[(at + 1) % places.length] ?? [];
};
type Edit = (automation: Automation) => Automation;
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.option(key, { nil: undefined }), place, fc.constantFrom(remind, branch, wait)).map(
    ([level, at, made]): Edit =>
      (of) =>
        addNode(of, made(freshNodeKey(of)), somewhere(of, at, level)),
  ),
  fc.tuple(fc.option(key, { nil: undefined }), place).map(
    ([level, at]): Edit =>
      (of) => {
        const links = somewhere(of, at, level);
        return links[0] && leadsTo(of, links[0]) === null ? addNode(of, end(freshNodeKey(of)), links) : of;
      },
  ),
  node.map(
    (each): Edit =>
      (of) =>
        removeNode(of, each),
  ),
  fc.tuple(node, place, fc.option(key, { nil: undefined })).map(
    ([from, to, level]): Edit =>
      (of) =>
        moveNode(of, from, somewhere(of, to, level)),
  ),
  node.map(
    (each): Edit =>
      (of) =>
        updateNode(of, each, { next: { done: 'nowhere' } }),
  ),
  key.map(
    (each): Edit =>
      (of) =>
        levelsOf(of).includes(each) || levelsOf(of).length > 8
          ? of
          : addLevel(of, { key: each, name: label('L') }, remind(freshNodeKey(of))),
  ),
  key.map(
    (each): Edit =>
      (of) =>
        removeLevel(of, each),
  ),
  fc.tuple(key, fc.integer({ min: 1, max: 30 })).map(
    ([level, n]): Edit =>
      (of) =>
        levelsOf(of).includes(level) ? setAfter(of, 'big', level, n) : of,
  ),
  fc.constantFrom('big', 'rest').map(
    (each): Edit =>
      (of) =>
        removeBand(of, each),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (of) =>
        moveBand(of, from, to),
  ),
  fc.constantFrom(...triggers).map(
    (on): Edit =>
      (of) =>
        setTrigger(of, on),
  ),
);

describe('any sequence of edits', () => {
  it('leaves a document of the right shape in which every step is reached and every way ends', () => {
    fc.assert(
      fc.property(fc.constantFrom(exampleLadder, exampleChain), fc.array(edit, { maxLength: 30 }), (made, edits) => {
        const after = edits.reduce((automation, each) => each(automation), made());
        expect(automationSchema.safeParse(after).error?.issues ?? []).toEqual([]);
        expect(chainFaults({ automation: after }, 'x')).toEqual([]);
        const names = after.nodes.map((each) => each.key);
        expect(new Set(names).size).toBe(names.length);
        for (const { start, level } of startsOf(after)) {
          const shown = itemsOf(outlineOf(after, level?.key)).map((item) => item.node.key);
          expect(shown.toSorted()).toEqual(
            reachedFrom(after.nodes, start)
              .map((each) => each.key)
              .toSorted(),
          );
        }
        if (after.on.kind !== 'since') return;
        expect(after.start).toBe(after.on.levels[0]?.start);
        expect(after.on.bands.at(-1)?.when).toBeNull();
        const levels = levelsOf(after);
        expect(after.on.bands.flatMap((band) => Object.keys(band.after)).filter((each) => !levels.includes(each))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
