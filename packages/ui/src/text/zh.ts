import { design } from './zh/design.ts';
import { work } from './zh/work.ts';

/** The product's words in Chinese, shared by runtime and designer. */
export const zh: Readonly<Record<string, string>> = { ...work, ...design };
