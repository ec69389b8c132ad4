import { type Label, type Language, midSentence } from '@pipewright/definition';
import dayjs from 'dayjs';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { EverydayKey } from './en/everyday.ts';
import type { TextKey } from './en.ts';
import { type Params, sentence } from './sentence.ts';
import { firstLanguage, keepLanguage, type Speech, type Speeches } from './speech.ts';

const spoken = new Map<Language, Speech>();
/** What pages brought along. */
const brought = new Map<Language, Readonly<Record<string, string>>>();
const listeners = new Set<() => void>();
let speeches: Speeches;
let current: Language;

async function learn(language: Language): Promise<Speech> {
  const speech = spoken.get(language) ?? (await speeches[language]());
  spoken.set(language, speech);
  return speech;
}

/** Makes words known that only some pages bring along; a page says them from then on. */
export function bringWords(words: Readonly<Record<Language, Readonly<Record<string, string>>>>): void {
  for (const language of Object.keys(words) as Language[]) brought.set(language, { ...brought.get(language), ...words[language] });
}

function said(language: Language, key: string, params?: Params): string {
  const words: Readonly<Record<string, string>> = spoken.get(language)?.words ?? {};
  return sentence(Object.hasOwn(words, key) ? words : (brought.get(language) ?? words), key, params);
}

function apply(language: Language): void {
  current = language;
  document.documentElement.lang = language;
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
}

/** Makes the product's words available in the language of this browser; call once before the first screen. */
export async function startLanguage(from: Speeches): Promise<void> {
  speeches = from;
  const language = firstLanguage();
  await learn(language);
  apply(language);
}

/** Changes the language at once and remembers it; throws where its words cannot be fetched, and leaves everything as it is. */
export async function changeLanguage(language: Language): Promise<void> {
  await learn(language);
  keepLanguage(language);
  apply(language);
  for (const listener of listeners) listener();
}

/** A text in a language that is spoken, for where no screen is; screens have theirs from `useText`. */
export function textIn(language: Language, key: EverydayKey, params?: Params): string {
  return said(language, key, params);
}

/** The words of the library's parts in a language that is spoken. */
export function localeOf(language: Language): Speech['locale'] | undefined {
  return spoken.get(language)?.locale;
}

/** The words as screens use them. */
export interface Text<Key extends TextKey = EverydayKey> {
  /** The product's words by key. */
  readonly t: (key: Key, params?: Params) => string;
  readonly language: Language;
  /** An admin's label in the language of the screen. */
  readonly say: (label: Label | undefined) => string;
  /** The same in the middle of a sentence, where an English name begins small: “New deal”. */
  readonly mid: (label: Label | undefined) => string;
}

/** The words in the language of the moment, for whatever stands inside; there is one for the whole screen, since a subscription for each part costs. */
export const TextContext = createContext<Text<TextKey> | undefined>(undefined);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The words for `TextContext`. */
export function useSpokenText(): Text<TextKey> {
  const language = useSyncExternalStore(listen, () => current);
  return useMemo(
    () => ({
      t: (key, params) => said(language, key, params),
      language,
      say: (label) => (label ? label[language] : ''),
      mid: (label) => (label ? midSentence(label[language], language) : ''),
    }),
    [language],
  );
}

/** The product's words (`t`), the admin's labels (`say`) and the language they are in. */
export function useText(): Text {
  return useDesignText();
}

/** The same where an app is designed, with the words of that besides: only the designer brings them (`designSpeech`). */
export function useDesignText(): Text<TextKey> {
  const text = useContext(TextContext);
  if (!text) throw new Error('Not inside the theme');
  return text;
}
