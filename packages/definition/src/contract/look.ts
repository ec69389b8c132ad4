import { z } from 'zod';
import { factsSchema } from './common.ts';
import type { Operation } from './operation.ts';
import { recordSchema } from './records.ts';

const lookedSchema = z
  .strictObject({
    record: recordSchema.nullable().describe('The record as far as that person sees it; null where that person does not'),
    role: z.string().describe('The role of that person'),
    surroundings: factsSchema.describe('The facts about that person and the moment, as rules read them'),
  })
  .meta({ id: 'LookedAt' });
/** A record as another person sees it. */
export type LookedAt = z.infer<typeof lookedSchema>;

/** Looking at an app as somebody else does. */
export const lookOperations = {
  lookAs: {
    ...{ summary: 'A record as another person sees it', guard: 'appAdmin', limit: 'small', reads: true, screens: true },
    ...{ body: z.strictObject({ person: z.string().max(64) }), answer: lookedSchema },
  },
} satisfies Readonly<Record<string, Operation>>;
