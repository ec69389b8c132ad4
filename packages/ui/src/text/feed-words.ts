import type { Language } from '@pipewright/definition';
import { feed as en } from './en/feed.ts';
import { feed as zh } from './zh/feed.ts';

/** The words for calendars that other programs read, in both languages. */
export const feedWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
