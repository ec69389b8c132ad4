import { around } from './zh/around.ts';
import { design } from './zh/design.ts';
import { lists } from './zh/lists.ts';
import { parts } from './zh/parts.ts';
import { publish } from './zh/publish.ts';
import { work } from './zh/work.ts';

/** The product's words in Chinese, shared by runtime and designer. */
export const zh: Readonly<Record<string, string>> = { ...around, ...design, ...lists, ...parts, ...publish, ...work };
