import type { z } from 'zod';
import type { en } from './en.ts';

/** A breach of the shape of a definition, by what zod found. They share one sentence. */
export type ShapeCode = `shape.${z.core.$ZodIssue['code']}`;

/** The names that stand in braces in a sentence. */
type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What each sentence speaks of, by its code. */
type Spoken = { [Code in keyof typeof en]: NamesIn<(typeof en)[Code]> } & Record<ShapeCode, 'detail'>;

declare module '@pipewright/logic' {
  interface IssueCodes extends Spoken {}
}
