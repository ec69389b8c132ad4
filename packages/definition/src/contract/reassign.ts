import { z } from 'zod';
import { faultSchema, list } from './common.ts';
import type { Operation } from './operation.ts';

/** The most records that are given to somebody in one request. */
export const REASSIGN_MOST = 500;

const body = z.strictObject({
  to: z.string().max(64).describe('Who becomes the owner'),
  note: z.string().trim().max(1000).optional().describe('What both sides are told with it'),
  run: z.string().min(16).max(64).describe('Made by the sender for all requests of one hand-over, whose notices are added up'),
  of: z.union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(REASSIGN_MOST) }),
    z.strictObject({
      filter: z.string().max(20_000).optional().describe('A JSON-logic condition as JSON; all records where there is none'),
      search: z.string().max(400).optional(),
      after: z.uuid().optional().describe('What the request before answered as `next`'),
    }),
  ]),
});

const reassigned = z
  .strictObject({
    changed: z.int(),
    same: z.int().describe('How many were theirs already'),
    refused: list(
      z.strictObject({
        fault: faultSchema,
        count: z.int(),
        records: list(z.strictObject({ id: z.string(), title: z.string().nullable() })).describe('The first of them'),
      }),
    ),
    next: z.string().nullable().describe('Where to go on, where there are more'),
  })
  .meta({ id: 'Reassigned' });
/** What became of records that were given to somebody: one request of a hand-over. */
export type Reassigned = z.infer<typeof reassigned>;

/** Giving records to another owner. */
export const reassignOperations = {
  reassignRecords: {
    ...{ summary: 'Gives records to another owner: those named, or up to 500 at a time of all that a filter finds', guard: 'member' },
    ...{ limit: 'document', body, answer: reassigned },
  },
} satisfies Readonly<Record<string, Operation>>;
