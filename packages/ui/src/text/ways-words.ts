import type { Language } from '@pipewright/definition';
import { ways as en } from './en/ways.ts';
import { ways as zh } from './zh/ways.ts';

/** The words for choosing pipelines by questions, in both languages: whoever asks them brings them along. */
export const waysWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
