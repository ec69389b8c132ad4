import type { Language } from '@pipewright/definition';
import { approvals as en } from './en/approvals.ts';
import { approvals as zh } from './zh/approvals.ts';

/** The words for deciding what flows ask people to approve, in both languages: what shows an approval brings them along. */
export const approvalWords: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };
