import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { compileSql } from './compile.ts';
import { Recent } from './recent.ts';
import { fillSlots, Slot } from './slot.ts';

describe('slots', () => {
  it('are filled by what they are, never by what a value looks like', () => {
    const open = compileSql(sql`select ${new Slot('a')}, ${'a'}, ${{ name: 'a' }}, ${new Slot('b', (value) => `${value}!`)}, ${['a']}`);
    expect(fillSlots(open, ({ name }) => name.toUpperCase()).parameters).toEqual(['A', 'a', { name: 'a' }, 'B!', ['a']]);
    expect(fillSlots(open, () => null).parameters).toEqual([null, 'a', { name: 'a' }, 'null!', ['a']]);
    expect(() => fillSlots(open, ({ name }) => (name === 'a' ? 1 : undefined))).toThrow('The slot b has no value');
    expect(() => new Slot('a').toPostgres()).toThrow('The slot a was not filled');
  });
});

describe('a map of what is recent', () => {
  it('keeps exactly the keys that were used last', () => {
    const use = fc.record({ key: fc.integer({ min: 0, max: 9 }), set: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(use, { maxLength: 60 }), (most, uses) => {
        const recent = new Recent<number, number>(most);
        let model: [number, number][] = [];
        for (const [i, { key, set }] of uses.entries()) {
          const known = model.find(([each]) => each === key);
          if (!set) expect(recent.get(key)).toBe(known?.[1]);
          else recent.set(key, i);
          const value: [number, number] | undefined = set ? [key, i] : known;
          if (value) model = [...model.filter(([each]) => each !== key), value].slice(-most);
          expect(recent.size).toBe(model.length);
        }
      }),
    );
  });
});
