import type { Language } from '@pipewright/definition';
import { later as en } from './en/later.ts';
import { later as zh } from './zh/later.ts';

/** The words that few pages need, in both languages: such a page brings them along, so that none of the others waits for them. */
export const laterWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
