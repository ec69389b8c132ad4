import { design } from './en/design.ts';
import { work } from './en/work.ts';

/** The product's words in English, shared by runtime and designer. */
export const en: Readonly<Record<string, string>> = { ...work, ...design };
