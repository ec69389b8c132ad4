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

  it('are sent once for all places of one type, and nothing else is', () => {
    const [a, other] = [() => sql`${new Slot('a')}::text`, new Slot('a', String)];
    const { sql: text, parameters } =
      compileSql(sql`select ${a()}, ${'x'}::text, ${a()}, ${new Slot('a')}::uuid[], ${new Slot('a')}::uuid, ${other}::text,
      ${'x'}::text, ${new Slot('b')}::text, ${new Slot('a')}, ${new Slot('a')}, ${new Slot('a')}::uuid[]`);
    expect(text.replace(/\s+/g, ' ')).toBe(
      'select $1::text, $2::text, $1::text, $3::uuid[], $4::uuid, $5::text, $6::text, $7::text, $8, $9, $3::uuid[]',
    );
    expect(parameters.map((each) => (each instanceof Slot ? each.name : each))).toEqual(['a', 'x', 'a', 'a', 'a', 'x', 'b', 'a', 'a']);
    expect(parameters[4]).toBe(other);
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
