import type { Language } from '@pipewright/definition';
import { map as en } from './en/map.ts';
import { map as zh } from './zh/map.ts';

/** The words of the map of people, in both languages: whoever draws one brings them along. */
export const mapWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
