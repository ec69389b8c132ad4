import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downFrom, forestOf, type Placed } from './forest.ts';
import { BOX, layoutOf, WALKS, walk, walkOutline } from './layout.ts';

/** People in any order who report to anybody, themselves, nobody and people who are not there: circles among it. */
const anyPeople = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) => fc.record({ id: fc.constant(`p${id}`), above: fc.option(fc.integer({ min: 0, max: 45 }).map((n) => `p${n}`)) })),
    ),
  ) as fc.Arbitrary<Placed[]>;
const anyMap = fc.tuple(
  anyPeople,
  fc.array(
    fc.integer({ min: 0, max: 40 }).map((n) => `p${n}`),
    { maxLength: 4 },
  ),
);

describe('who stands under whom', () => {
  it('has everybody once, below exactly one, however they are linked, and never goes round', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const forest = forestOf(people);
        const ids = people.map(({ id }) => id);
        expect([...forest.places.keys()].sort()).toEqual([...ids].sort());
        expect(downFrom(forest, [...forest.tops, ...forest.loose]).sort()).toEqual([...ids].sort());
        for (const { id, above, level } of forest.places.values())
          if (above !== null) {
            expect(forest.places.get(above)?.below).toContain(id);
            expect(level).toBe((forest.places.get(above)?.level ?? 0) + 1);
          }
      }),
    );
  });

  it('is as it is stored where that is a tree, and cut once where it is a circle', () => {
    const people = [
      { id: 'a', above: 'c' },
      { id: 'b', above: 'a' },
      { id: 'c', above: 'b' },
      { id: 'd', above: null },
      { id: 'e', above: 'gone' },
      { id: 'f', above: 'e' },
    ];
    const { places, tops, loose } = forestOf(people);
    expect([tops, loose]).toEqual([['e', 'a'], ['d']]);
    expect(['a', 'b', 'c', 'f'].map((id) => places.get(id)?.above)).toEqual([null, 'a', 'b', 'e']);
  });
});

describe('the layout of a map', () => {
  it('puts nobody over anybody, everybody below whom they report to, and all within its measures', () => {
    fc.assert(
      fc.property(anyMap, ([people, folded]) => {
        const forest = forestOf(people);
        const { boxes, lines, width, height } = layoutOf(forest, new Set(folded));
        for (const [i, one] of boxes.entries())
          for (const two of boxes.slice(i + 1))
            expect(Math.abs(one.x - two.x) >= BOX.width || Math.abs(one.y - two.y) >= BOX.height).toBe(true);
        const at = new Map(boxes.map((box) => [box.id, box]));
        for (const { id, x, y } of boxes) {
          expect(x >= 0 && y >= 0 && x + BOX.width <= width && y + BOX.height <= height).toBe(true);
          const above = at.get(forest.places.get(id)?.above ?? '');
          if (above) expect(above.y + BOX.height).toBeLessThan(y);
        }
        const tied = boxes.filter(({ id }) => forest.places.get(id)?.above).map(({ id }) => id);
        expect(lines.map(({ id }) => id).sort()).toEqual([...tied].sort());
      }),
    );
  });

  it('keeps those below somebody in the order they come in, and is the same each time', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const forest = forestOf(people);
        const layout = layoutOf(forest);
        expect(layoutOf(forestOf(people))).toEqual(layout);
        const at = new Map(layout.boxes.map((box) => [box.id, box]));
        for (const { below } of forest.places.values())
          for (const [i, id] of below.slice(1).entries()) {
            const [one, two] = [at.get(below[i] as string), at.get(id)];
            expect((two?.x ?? 0) > (one?.x ?? 0) || ((two?.x ?? 0) === (one?.x ?? 0) && (two?.y ?? 0) > (one?.y ?? 0))).toBe(true);
          }
      }),
    );
  });

  it('reaches everybody by the arrow keys alone, on the map and in the outline', () => {
    fc.assert(
      fc.property(anyMap, ([people, folds]) => {
        const forest = forestOf(people);
        const folded = new Set(folds);
        const layout = layoutOf(forest, folded);
        const drawn = downFrom(forest, [...forest.tops, ...forest.loose], folded);
        expect(layout.boxes.map(({ id }) => id).sort()).toEqual([...drawn].sort());
        for (const way of [
          (id: string, key: (typeof WALKS)[number]) => walk(forest, layout, id, key),
          (id: string, key: (typeof WALKS)[number]) => walkOutline(forest, drawn, id, key),
        ]) {
          const seen = new Set(drawn.slice(0, 1));
          for (const id of seen)
            for (const key of WALKS.slice(0, 4)) {
              const next = way(id, key);
              if (next !== undefined) seen.add(next);
            }
          expect(seen.size).toBe(drawn.length);
        }
      }),
    );
  });

  it('stays within a few screens where many report to one', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, above: i === 0 ? null : 'p0' }));
    const { width, height } = layoutOf(forestOf(many));
    expect([width, height]).toEqual([10 * (BOX.indent + BOX.width + BOX.gap) - BOX.gap, BOX.height * 7 + BOX.drop + BOX.stack * 5]);
  });
});
