import type { Language } from '@pipewright/definition';
import { imports as en } from './en/imports.ts';
import { imports as zh } from './zh/imports.ts';

/** The words of the import of records from files in both languages: its page brings them along. */
export const importWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
