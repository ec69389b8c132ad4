import type { Language } from '@pipewright/definition';
import { chance as en } from './en/chance.ts';
import { chance as zh } from './zh/chance.ts';

/** The words for win probabilities in both languages: what speaks of them brings them along. */
export const chanceWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
