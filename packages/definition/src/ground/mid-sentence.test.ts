import { expect, it } from 'vitest';
import { midSentence } from './mid-sentence.ts';

it.each([
  ['en', 'Opportunity', 'opportunity'],
  ['en', 'Key account', 'key account'],
  ['en', 'API key', 'API key'],
  ['en', 'A', 'a'],
  ['en', '商机', '商机'],
  ['en', '', ''],
  ['zh-CN', 'Demo', 'Demo'],
] as const)('in %s “%s” is “%s” in the middle of a sentence', (language, name, said) => {
  expect(midSentence(name, language)).toBe(said);
});
