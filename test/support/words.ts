import { en } from '../../packages/ui/src/text/en.ts';
import { zh } from '../../packages/ui/src/text/zh.ts';

/** The languages a story is told in. */
export type StoryLanguage = 'en' | 'zh-CN';

/** The product's words in a language as a person reads them, with what stands in their gaps; a key without words is a fault of the test. */
export function wordsIn(language: StoryLanguage): (key: string, params?: Readonly<Record<string, unknown>>) => string {
  const catalog: Readonly<Record<string, string>> = language === 'en' ? en : zh;
  return (key, params = {}) => {
    const text = catalog[key];
    if (text === undefined) throw new Error(`No words for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
  };
}
