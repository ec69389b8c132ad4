import { z } from 'zod';
import { list } from './common.ts';
import type { Operation } from './operation.ts';

const stepSchema = z
  .strictObject({
    entity: z.string().nullable().describe('The kind of record; null where the caller may not know of it'),
    id: z.string().nullable().describe('The record; null where the caller does not see it'),
    name: z.string().nullable(),
  })
  .meta({ id: 'OriginStep' });
/** A step on the way back from a record to what it came of; without an id it is out of sight, and the way ends there. */
export type OriginStep = z.infer<typeof stepSchema>;

/** The way back from a record. */
export const originOperations = {
  readOrigins: {
    summary: 'What a record came of, and that in turn, the nearest first: from a payment to its order, contract, opportunity',
    guard: 'member',
    answer: z.strictObject({ steps: list(stepSchema) }),
  },
} satisfies Readonly<Record<string, Operation>>;
