import type { Field, Label, PartChange, Shown, Turn } from '@pipewright/definition';
import { expressionInWords, isSayable, ruleInWords, type Text, type TextKey } from '@pipewright/ui';

/** What words need from the screen they stand on. */
export interface Words {
  readonly language: keyof Label;
  readonly t: Text<TextKey>['t'];
}

const MOST = 90;
const short = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
const OTHER = { en: 'zh-CN', 'zh-CN': 'en' } as const;

/** What changed about a part, a phrase for each property. Changes kept by earlier builds say only which. */
export function changeInWords(change: PartChange, words: Words): string[] {
  return (change.properties ?? []).map((name) => {
    const property = words.t(`property.${name}`);
    const turn = change.values?.[name];
    return turn ? turnInWords(property, turn, words) : property;
  });
}

function turnInWords(property: string, { from, to }: Turn, words: Words): string {
  const { t } = words;
  if (from?.kind === 'list' || to?.kind === 'list')
    return t('publish.turned', { property, what: listInWords(itemsOf(from), itemsOf(to), words) });
  const [a, b] = [oneInWords(from, words), oneInWords(to, words)];
  if (b === undefined) return t('publish.turned', { property, what: t('publish.ruleChanged') });
  if (a === undefined) return t('publish.turned', { property, what: t('publish.ruleNow', { to: b }) });
  // Where only the other language's words changed, those are what there is to see.
  const told = a === b ? { ...words, language: OTHER[words.language] } : words;
  return t('publish.turn', { property, from: oneInWords(from, told), to: oneInWords(to, told) });
}

const itemsOf = (shown: Shown | null) => (shown?.kind === 'list' ? shown.items : []);

function listInWords(from: readonly Shown[], to: readonly Shown[], words: Words): string {
  const { t } = words;
  const [before, after] = [from, to].map((items) => items.map((item) => JSON.stringify(item))) as [string[], string[]];
  const missing = (items: readonly Shown[], others: readonly string[]) => {
    const left = items.filter((item) => !others.includes(JSON.stringify(item)));
    return left.map((item) => oneInWords(item, words) ?? '').join(t('publish.comma'));
  };
  const [added, removed] = [missing(to, before), missing(from, after)];
  const moved = String(before.filter((item) => after.includes(item))) !== String(after.filter((item) => before.includes(item)));
  const parts = [added && t('publish.added', { names: added }), removed && t('publish.removed', { names: removed })].filter(Boolean);
  return [...parts, ...(moved || parts.length === 0 ? [t('publish.order')] : [])].join(t('publish.semicolon'));
}

/** One value in words; undefined for a rule that is too rich for words. */
function oneInWords(shown: Shown | null, words: Words): string | undefined {
  const { t, language } = words;
  switch (shown?.kind) {
    case undefined:
      return t('value.none');
    case 'text':
      return short(shown.text);
    case 'label':
      return short(shown.label[language]);
    case 'word':
      return t(shown.word);
    case 'list':
      return shown.items.map((item) => oneInWords(item, words)).join(t('publish.comma'));
    case 'pair':
      return t('publish.turned', { property: shown.name[language], what: oneInWords(shown.value, words) ?? t('publish.ruleChanged') });
    case 'rule':
      return ruleText(shown.rule, shown.fields, words);
    case 'expression': {
      const { expression, names, fields } = shown;
      return short(expressionInWords(expression, { ...words, names, condition: (rule) => ruleText(rule, fields, words) }));
    }
  }
}

function ruleText(rule: Extract<Shown, { kind: 'rule' }>['rule'], fields: readonly Field[], { t, language }: Words): string | undefined {
  if (!isSayable(rule, fields)) return undefined;
  return ruleInWords(rule, fields, { language, currency: '', t, nameOf: () => undefined }).join(t('publish.and'));
}
