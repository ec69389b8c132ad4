/** The languages a story is told in. */
export type StoryLanguage = 'en' | 'zh-CN';

/** For each language the product's words as a person reads them, with what stands in their gaps. */
export function wordsOf<Key extends string>(en: Readonly<Record<Key, string>>, zh: Readonly<Record<Key, string>>) {
  return (language: StoryLanguage) =>
    (key: Key, params: Readonly<Record<string, unknown>> = {}): string => {
      const words: Readonly<Record<string, string>> = language === 'en' ? en : zh;
      const text = (params.count === 1 ? words[`${key}_one`] : undefined) ?? words[key] ?? key;
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
    };
}
