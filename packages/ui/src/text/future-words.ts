import type { Language } from '@pipewright/definition';
import { future as en } from './en/future.ts';
import { future as zh } from './zh/future.ts';

/** The words for what waits for a later time, in both languages: the page of it brings them along. */
export const futureWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
