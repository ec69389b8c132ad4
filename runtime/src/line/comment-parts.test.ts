import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, textOf, withoutMention } from './comment-parts.ts';

const li = { id: 'p1', name: 'Li' };
const liNa = { id: 'p2', name: 'Li Na' };

describe('a comment', () => {
  it('mentions whom its author chose, the longest name first', () => {
    expect(partsOf('@Li Na, ask @Li about it', [li, liNa])).toEqual([{ person: 'p2' }, ', ask ', { person: 'p1' }, ' about it']);
  });

  it('mentions nobody whose name was only typed, and takes nothing for a mark', () => {
    expect(partsOf('mail li@Li.cn <b>@Bo</b> {"person":"p1"}', [])).toEqual(['mail li@Li.cn <b>@Bo</b> {"person":"p1"}']);
    expect(partsOf('', [li])).toEqual([]);
  });

  it('can be written without mentioning somebody', () => {
    expect(withoutMention(['see ', { person: 'p1' }, { person: 'p2' }], [li])).toEqual(['see ', 'Li', { person: 'p2' }]);
  });

  it('is the same again after it was opened for editing and left as it was', () => {
    const named = [li, liNa, { id: 'p3', name: '王伟' }];
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('@')),
      fc.constantFrom(...named).map((person) => ({ person })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (given) => {
        const { text, chosen } = textOf(given);
        const again = partsOf(text, chosen).map((each) =>
          typeof each === 'string' ? each : `@${named.find(({ id }) => id === each.person)?.name}`,
        );
        expect(again.join('')).toBe(text);
      }),
    );
  });
});
