import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondExtent, CONTENT, DEFINITION } from './json-extent.ts';

const extent = { depth: 4, entries: 5, values: 12 };

/** The same limits over the parsed value. */
function codeOf(value: unknown): string | undefined {
  let values = 0;
  let wide = false;
  const walk = (each: unknown, depth: number): number => {
    if (typeof each !== 'object' || each === null) return depth;
    const parts = Object.values(each);
    values += 1 + Math.max(0, parts.length - 1);
    if (parts.length > extent.entries) wide = true;
    return Math.max(depth + 1, ...parts.map((part) => walk(part, depth + 1)));
  };
  const deep = walk(value, 0) > extent.depth;
  return deep || wide || values + 1 > extent.values ? 'beyond' : undefined;
}

describe('how far JSON goes', () => {
  it('is told from the text as it is from the value', () => {
    const text = fc.string({ unit: fc.constantFrom('"', '\\', ',', '[', ']', '{', '}', 'a'), maxLength: 8 });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 6 }, text, fc.array(tie('value'), { maxLength: 7 }), fc.dictionary(text, tie('value'), { maxKeys: 7 })),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (each, indent) => {
        expect(beyondExtent(JSON.stringify(each, null, indent), extent) && 'beyond').toBe(codeOf(each));
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused before it is parsed, with the limit that it breaks', () => {
    expect(beyondExtent('['.repeat(65), CONTENT)).toEqual({ path: '', code: 'body.too_deep', params: { most: 64 } });
    expect(beyondExtent(`[${'1,'.repeat(30_000)}1]`, CONTENT)).toMatchObject({ code: 'body.too_wide', params: { most: 20_000 } });
    expect(beyondExtent(`[${'[1,2,3],'.repeat(19_000)}[${'[1,2,3],'.repeat(19_000)}1]]`, CONTENT)?.code).toBe('body.too_many');
    expect(beyondExtent(`${']'.repeat(9)}"open ${'\\"'.repeat(99)}`, CONTENT)).toBeUndefined();
    expect(
      beyondExtent(JSON.stringify(Array.from({ length: 4_000 }, (_, i) => ({ key: `k${i}`, n: [1, 2] }))), DEFINITION),
    ).toBeUndefined();
  });
});
