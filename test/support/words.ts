/** The languages a story is told in. */
export type StoryLanguage = 'en' | 'zh-CN';

type Catalog = Readonly<Record<string, string>>;

/** For each language the product's words as a person reads them, with what stands in their gaps; a key without words is a fault of the test. */
export function wordsOf(en: Catalog, zh: Catalog) {
  return (language: StoryLanguage) =>
    (key: string, params: Readonly<Record<string, unknown>> = {}): string => {
      const text = (language === 'en' ? en : zh)[key];
      if (text === undefined) throw new Error(`No words for ${key}`);
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
    };
}
