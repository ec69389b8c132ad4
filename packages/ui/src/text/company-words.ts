import type { Language } from '@pipewright/definition';
import { company as en } from './en/company.ts';
import { company as zh } from './zh/company.ts';

/** The words of the page of people and departments in both languages: it brings them along. */
export const companyWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
