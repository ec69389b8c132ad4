import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { acceptedSchema, faultSchema, list } from './common.ts';
import type { Operation } from './operation.ts';

/** The most records that one request changes; the answer says where the next goes on. */
export const MOST_TOGETHER = 200;

const key = z.string().max(60);
const body = z.strictObject({
  records: z.array(z.uuid()).max(MOST_TOGETHER).optional().describe('These; otherwise all that a list finds'),
  filter: ruleSchema.optional(),
  search: z.string().max(200).optional(),
  after: z.string().max(200).optional().describe('Where the answer before ended'),
  values: z.record(key, z.unknown()).optional().describe('The values to give them; with an `owner` among them both sides are told'),
  stage: key.optional().describe('The stage to move them to'),
  status: key.optional().describe('The status to give them: won, lost, paused, future, void, open again'),
  ...{ pipeline: key.optional().describe('Agrees to a move to this pipeline'), reason: key.optional(), until: z.iso.date().optional() },
  seen: z
    .record(z.uuid(), z.int().min(1))
    .optional()
    .describe(
      'The versions in which they were seen: where others moved one since, or changed a value that is to be given, it stays as it is',
    ),
  duplicates: acceptedSchema,
  remove: z.literal(true).optional().describe('Deletes them, which can be undone one by one'),
  note: z.string().trim().max(1000).optional().describe('What the new owner and the former ones are told with it'),
  run: z
    .string()
    .min(16)
    .max(64)
    .optional()
    .describe('Made by the sender for all requests of one act with many records, so that those who are told are told once, with the sum'),
});

const answer = z
  .strictObject({
    done: z.int().describe('How many were changed'),
    same: z.int().describe('How many were so already'),
    refused: list(
      z.strictObject({
        faults: list(faultSchema),
        count: z.int().describe('How many were refused for just this'),
        records: list(z.strictObject({ id: z.uuid(), title: z.string().nullable() })).describe('They'),
      }),
    ),
    next: z.string().nullable().describe('Where to go on; null at the end'),
  })
  .meta({ id: 'Together' });
/** What became of records that were changed together: one request of an act with many. */
export type Together = z.infer<typeof answer>;

/** One change to many records. */
export const bulkOperations = {
  changeTogether: {
    ...{ summary: 'Makes one change to many records, some at a time: each that is refused stays as it is', guard: 'member' },
    ...{ limit: 'document', once: true, body, answer },
  },
} satisfies Readonly<Record<string, Operation>>;
