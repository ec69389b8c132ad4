import { z } from 'zod';
import { list } from './common.ts';
import type { Operation } from './operation.ts';
import { duplicateSchema } from './records.ts';

const key = z.string().max(60);
const found = duplicateSchema.extend({ message: z.string().describe('What is said to who would make it') });
/** A record that is not closed of which another would be a duplicate, and what is said of it. */
export type DuplicateFound = z.infer<typeof found>;

/** Looking for duplicates before a record is made. */
export const duplicateOperations = {
  findDuplicates: {
    summary: 'Records that are not closed of which one with these values would be a duplicate, one for each rule',
    ...{ guard: 'member', limit: 'document', reads: true },
    body: z.strictObject({ values: z.record(key, z.unknown()), id: z.uuid().optional().describe('The record that is to have them') }),
    answer: z.strictObject({ found: list(found) }),
  },
} satisfies Readonly<Record<string, Operation>>;
