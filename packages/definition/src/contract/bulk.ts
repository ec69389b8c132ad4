import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { faultSchema, list } from './common.ts';
import type { Operation } from './operation.ts';

/** The most records that one request changes; the answer says where the next goes on. */
export const MOST_TOGETHER = 100;

const key = z.string().max(60);
const body = z.strictObject({
  records: z.array(z.uuid()).max(MOST_TOGETHER).optional().describe('These; otherwise all that a list finds'),
  filter: ruleSchema.optional(),
  search: z.string().max(200).optional(),
  after: z.string().max(200).optional().describe('Where the answer before ended'),
  values: z.record(key, z.unknown()).optional().describe('The values to give them'),
  stage: key.optional().describe('The stage to move them to'),
  remove: z.literal(true).optional().describe('Deletes them, which can be undone one by one'),
});

const answer = z
  .strictObject({
    done: z.int().describe('How many were changed, or were so already'),
    refused: list(z.strictObject({ id: z.uuid(), name: z.string().nullable(), faults: list(faultSchema) })),
    next: z.string().nullable().describe('Where to go on; null at the end'),
  })
  .meta({ id: 'Together' });
/** What became of records that were changed together. */
export type Together = z.infer<typeof answer>;

/** One change to many records. */
export const bulkOperations = {
  changeTogether: {
    ...{ summary: 'Makes one change to many records, some at a time: each that is refused stays as it is', guard: 'member' },
    ...{ limit: 'document', body, answer },
  },
} satisfies Readonly<Record<string, Operation>>;
