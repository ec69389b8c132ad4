import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import {
  type App,
  addSection,
  diff,
  entityOf,
  moveStage,
  placeField,
  removeSection,
  renameSection,
  restoreField,
  retireField,
  setFieldRight,
  setGrant,
  setRight,
  unplaceField,
  updateField,
  updateStage,
} from '../index.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();
const deal = (of: App) => entityOf(of, 'deal') as NonNullable<ReturnType<typeof entityOf>>;
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(Object.freeze(value))) freeze(each);
  return value;
}

const field = fc.constantFrom('name', 'firm', 'amount', 'cost', 'due', 'reason', 'nothing');
const entity = fc.constantFrom('deal', 'firm', 'nothing');
const place = fc.integer({ min: 0, max: 8 });
const edit = fc.oneof(
  fc.tuple(entity, field).map(
    ([e, f]) =>
      (of: App) =>
        retireField(of, e, f),
  ),
  fc.tuple(entity, field).map(
    ([e, f]) =>
      (of: App) =>
        restoreField(of, e, f),
  ),
  fc.tuple(entity, field, fc.boolean()).map(
    ([e, f, required]) =>
      (of: App) =>
        updateField(of, e, f, { required }),
  ),
  fc.tuple(entity, field, place).map(
    ([e, f, i]) =>
      (of: App) =>
        placeField(of, e, f, 'main', i),
  ),
  fc.tuple(entity, field).map(
    ([e, f]) =>
      (of: App) =>
        unplaceField(of, e, f),
  ),
  fc.tuple(entity, fc.constantFrom('main', 'more')).map(
    ([e, s]) =>
      (of: App) =>
        removeSection(of, e, s),
  ),
  fc.tuple(place, place).map(
    ([from, to]) =>
      (of: App) =>
        moveStage(of, 'deal', 'plain', from, to),
  ),
  fc.tuple(fc.constantFrom('sales', 'nothing'), field, fc.constantFrom('hidden' as const, 'read' as const, 'write' as const)).map(
    ([r, f, right]) =>
      (of: App) =>
        setFieldRight(of, r, 'deal', f, right),
  ),
  fc.tuple(fc.constantFrom('pause' as const, 'void' as const, 'reopen' as const), fc.boolean()).map(
    ([act, has]) =>
      (of: App) =>
        setRight(of, 'sales', 'deal', act, has),
  ),
);

describe('edits of a definition', () => {
  it('make a new document and leave the old one as it was, whatever is edited', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const before = freeze(exampleApp());
        const after = edits.reduce((of, change) => change(of), before);
        expect(before).toEqual(exampleApp());
        expect(diff(before, before)).toEqual([]);
        expect(diff(after, structuredClone(after))).toEqual([]);
        // What means the same is no change, and what is no change means the same: the way back is as long as the way there.
        expect(diff(before, after).length === 0).toBe(diff(after, before).length === 0);
      }),
    );
  });

  it('change nothing where the part that they name is not there', () => {
    const none: App[] = [
      retireField(app, 'nothing', 'name'),
      updateField(app, 'deal', 'nothing', { required: true }),
      removeSection(app, 'deal', 'nothing'),
      renameSection(app, 'deal', 'nothing', label('x')),
      updateStage(app, 'deal', 'nothing', 'start', { probability: 1 }),
      setGrant(app, 'nothing', 'deal', { create: false }),
    ];
    for (const each of none) expect(diff(app, each)).toEqual([]);
  });

  it('have each field of a form stand in one place at most', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(field, fc.constantFrom('main', 'more'), place), { maxLength: 10 }), (moves) => {
        const two = addSection(app, 'deal', 'more', label('More'));
        const after = moves.reduce((of, [f, s, i]) => placeField(of, 'deal', f, s, i), two);
        const placed = deal(after).form.flatMap(({ fields }) => fields);
        expect(new Set(placed).size).toBe(placed.length);
        for (const [f] of moves) expect(placed).toContain(f);
      }),
    );
  });
});
