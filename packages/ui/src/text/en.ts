import { around } from './en/around.ts';
import { design } from './en/design.ts';
import { lists } from './en/lists.ts';
import { parts } from './en/parts.ts';
import { publish } from './en/publish.ts';
import { work } from './en/work.ts';

/** The product's words in English, shared by runtime and designer. */
export const en: Readonly<Record<string, string>> = { ...around, ...design, ...lists, ...parts, ...publish, ...work };
