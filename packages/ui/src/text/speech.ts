import type { Language } from '@pipewright/definition';
import type { Locale } from 'antd/es/locale';
import type { FirstKey } from './en/everyday.ts';
import type { en } from './en.ts';

/** What a language needs to be spoken: the product's words, and those of the library's parts (dates, pages, empty lists). */
export interface Speech<Key extends string = FirstKey> {
  readonly words: Readonly<Record<Key, string>>;
  readonly locale: Locale;
}

/** Where each language is fetched from when it is first spoken. */
export type Speeches<Key extends string = FirstKey> = Readonly<Record<Language, () => Promise<Speech<Key>>>>;

/** What those who work in an app read. */
export const everydaySpeech: Speeches = { en: () => import('./en/speech.ts'), 'zh-CN': () => import('./zh/speech.ts') };

/** What those who design an app read besides. */
export const designSpeech: Speeches<keyof typeof en> = {
  en: () => import('./en/design-speech.ts'),
  'zh-CN': () => import('./zh/design-speech.ts'),
};

const KEPT = 'pipewright.language';

/** The language this browser was last used in, else the one it asks for. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Remembers the language for the next time. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
}
