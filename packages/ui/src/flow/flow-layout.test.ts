import { type Automation, exitsOf, type Node } from '@pipewright/definition';
import { exampleChain, exampleLadder } from '@pipewright/definition/example-automations';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, END, flowOf, START } from './flow-graph.ts';
import { FLOW, layFlow, type PlacedBox } from './flow-layout.ts';
import { linesOf, widthOf } from './words-width.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const plain = (key: string, done: string | null): Node => ({
  kind: 'wait',
  key,
  for: { kind: 'time', after: 1, unit: 'days' },
  next: { done },
});
const branch = (key: string, a: string | null, b: string | null, c: string | null): Node => ({
  ...{ kind: 'branch', key, next: { a, b, otherwise: c } },
  cases: ['a', 'b'].map((each) => ({ key: each, name: label(`Case ${each}`), when: true })),
});
const made = (nodes: Node[]): Automation => ({ ...exampleChain(), on: { kind: 'created' }, start: nodes[0]?.key ?? '', nodes });
const anyFlow = fc.integer({ min: 1, max: 14 }).chain((count) => {
  const to = fc.option(fc.integer({ min: 0, max: count - 1 }).map((n) => `n${n}`));
  const node = fc.oneof(
    to.map((a) => (key: string) => plain(key, a)),
    fc.tuple(to, to, to).map((three) => (key: string) => branch(key, ...three)),
  );
  return fc.array(node, { minLength: count, maxLength: count }).map((all) => made(all.map((each, i) => each(`n${i}`))));
});
const laid = (automation: Automation, level?: string) =>
  layFlow(
    flowOf(automation, level),
    ({ node }) => (node ? 70 + (node.key.length % 3) * 20 : 40),
    ({ name }) => widthOf(name?.en ?? ''),
  );
const apart = (a: PlacedBox, b: PlacedBox) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe('a flow', () => {
  it('has every step once, where it begins and its end, and a way for each outcome', () => {
    fc.assert(
      fc.property(anyFlow, (automation) => {
        const flow = flowOf(automation);
        expect(flow.map(({ id }) => id).sort()).toEqual([START, END, ...automation.nodes.map(({ key }) => boxOf(key))].sort());
        const ways = flow.flatMap((box) => box.ways);
        expect(ways).toHaveLength(1 + automation.nodes.flatMap(exitsOf).length);
        for (const { to } of ways) expect(flow.some(({ id }) => id === to)).toBe(true);
      }),
    );
  });

  it('of a ladder is that of one level, and shows what nothing leads to at each', () => {
    const ladder = exampleLadder();
    const [first, second] = (ladder.on as { levels: { key: string; start: string }[] }).levels;
    const lost = { ...ladder, nodes: [...ladder.nodes, plain('lost', null)] };
    const shown = (level?: string) => flowOf(lost, level).flatMap(({ node, loose }) => (node ? [`${node.key} ${loose}`] : []));
    expect(shown(first?.key)).toEqual([`${first?.start} false`, 'lost true']);
    expect(shown(second?.key)).toContain('lost true');
    expect(shown(second?.key)).not.toContain(`${first?.start} false`);
  });

  it('names the ways of a step that has several', () => {
    const [, step] = flowOf(made([branch('x', 'y', null, 'gone'), plain('y', null)]));
    expect(step?.ways.map(({ name, to }) => [name?.en, to])).toEqual([
      ['Case a', boxOf('y')],
      ['Case b', END],
      ['Otherwise', END],
    ]);
  });
});

describe('a flow that is laid out', () => {
  it('has no box on another and nothing that stands on a way in a box, however it goes, and is always the same', () => {
    fc.assert(
      fc.property(anyFlow, (automation) => {
        const { boxes, ways, width, height } = laid(automation);
        expect(boxes).toHaveLength(automation.nodes.length + 2);
        boxes.forEach((box, i) => {
          for (const other of boxes.slice(i + 1)) expect(apart(box, other), `${box.box.id} on ${other.box.id}`).toBe(true);
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
        });
        for (const { at } of ways)
          for (const { x, y, width: wide, height: high } of boxes)
            expect(at.x > x && at.x < x + wide && at.y > y && at.y < y + high).toBe(false);
        expect(laid(automation)).toEqual(laid(automation));
      }),
      { numRuns: 60 },
    );
  });

  it('goes down: a step stands below what leads to it, its ways in the order of its cases, and they come together above what they share', () => {
    const { boxes, ways, joins } = laid(
      made([branch('x', 'a', 'b', 'c'), plain('a', 'z'), plain('b', 'z'), plain('c', null), plain('z', null)]),
    );
    const at = (id: string) => boxes.find(({ box }) => box.id === id) as PlacedBox;
    expect(boxes.map(({ box }) => box.id)).toEqual(
      [START, 'x', 'a', 'b', 'c', 'z', END].map((id) => (id === START || id === END ? id : boxOf(id))),
    );
    for (const { way } of ways) expect(at(way.to).y).toBeGreaterThan(at(way.from).y + at(way.from).height);
    const sides = [...at(boxOf('x')).leaves.values()];
    expect(sides).toEqual(sides.toSorted((a, b) => a - b));
    expect(joins.map((join) => [join.to, join.ways.length])).toEqual([
      [boxOf('z'), 2],
      [END, 2],
    ]);
    expect(ways.every(({ path }) => /^M[-\d.,]+([LC][-\d., ]+)+$/.test(path))).toBe(true);
  });

  it('takes the widest automation in little time', () => {
    const nodes = Array.from({ length: 60 }, (_, i) =>
      i % 4 === 0 ? branch(`n${i}`, `n${i + 1}`, `n${i + 2}`, `n${i + 3}`) : plain(`n${i}`, `n${4 * Math.floor(i / 4) + 4}`),
    );
    expect(laid(made(nodes)).boxes).toHaveLength(62);
  });
});

describe('the room for words', () => {
  it('is wider for Chinese, and as many lines as are needed', () => {
    expect(widthOf('提醒负责人')).toBe(70);
    expect(linesOf('Remind the owner', 200, 3)).toBe(1);
    expect(linesOf('提醒负责人。'.repeat(6), 200, 5)).toBe(3);
    expect(linesOf('long '.repeat(200), 200, 3)).toBe(3);
    expect(FLOW.width).toBeGreaterThan(200);
  });
});
