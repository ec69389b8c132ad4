import { design } from './en/design.ts';
import { everyday } from './en/everyday.ts';
import { parts } from './en/parts.ts';
import { publish } from './en/publish.ts';

/** The product's words in English, all of them: those of work and those of design. */
export const en = { ...everyday, ...design, ...parts, ...publish };

/** A text of the product, by its key. */
export type TextKey = keyof typeof en;
