/** The texts of a language by their keys. */
export type Words = Readonly<Record<string, string>>;

/** What fills the places of a text; where `count` is 1, the text for one is said. */
export type Params = Readonly<Record<string, unknown>>;

const ownText = (words: Words, key: string) => (Object.hasOwn(words, key) ? words[key] : undefined);

/**
 * A text with its places filled: `{{name}}` becomes what `name` is, and nothing where that is empty. What counts may have another text for one, by the same key
 * with `_one` behind it.
 *
 * @example sentence({ days: '{{count}} days', days_one: 'a day' }, 'days', { count: 3 }) // '3 days'
 */
export function sentence(words: Words, key: string, params: Params = {}): string {
  const text = (params.count === 1 ? ownText(words, `${key}_one`) : undefined) ?? ownText(words, key) ?? key;
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => (Object.hasOwn(params, place) ? String(params[place] ?? '') : ''));
}
