import type { Field } from '@pipewright/definition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withKeys, withNames } from './message-names.ts';

const field = (key: string, en: string, zh: string) => ({ key, type: 'text', name: { en, 'zh-CN': zh } }) as Field;
const fields = [
  field('name', 'Name', '名称'),
  field('firm.name', 'Firm › Name', '公司 › 名称'),
  field('a', 'Twin', '双胞胎'),
  field('b', 'Twin', '另一个'),
];

describe('a text with fields in it', () => {
  it.each<['en' | 'zh-CN', string, string]>([
    ['en', '“{name}” of {firm.name}', '“{Name}” of {Firm › Name}'],
    ['zh-CN', '{firm.name}的“{name}”', '{公司 › 名称}的“{名称}”'],
    ['en', 'plain { open', 'plain { open'],
    // What two fields are called stands for neither.
    ['en', '{a} {b}', '{a} {b}'],
    ['zh-CN', '{a}', '{双胞胎}'],
    ['en', '{ghost}', '{ghost}'],
  ])('is written in %s by names and kept by keys: %s', (language, kept, written) => {
    expect(withNames(kept, fields, language)).toBe(written);
    expect(withKeys(written, fields, language)).toBe(kept);
  });

  it('comes back as it was, whatever stands between the places', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...fields.map(({ key }) => `{${key}}`)));
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('en' as const, 'zh-CN' as const), (pieces, language) => {
        const kept = withKeys(pieces.join(''), fields, language);
        expect(withKeys(withNames(kept, fields, language), fields, language)).toBe(kept);
      }),
    );
  });
});
