import { z } from 'zod';
import { done, list } from './common.ts';
import type { Operation } from './operation.ts';

/** Where an appeal stands: waiting for an answer, answered, or come to nothing because the record changed hands. */
export const APPEAL_STATES = ['asked', 'granted', 'denied', 'ended'] as const;
/** Where an appeal stands. */
export type AppealState = (typeof APPEAL_STATES)[number];

/** The most letters of an appeal and of its answer. */
export const MOST_APPEAL = 500;
/** The most days that an appeal can be granted for, and how many where nobody says. */
export const APPEAL_DAYS = { most: 365, usual: 7 } as const;

const named = z.strictObject({ id: z.string(), name: z.string() });
const note = z.string().trim().max(MOST_APPEAL);

const poolStateSchema = z
  .strictObject({
    inPool: z.boolean().describe('True for an open record that belongs to nobody'),
    mayClaim: z.boolean().describe('Whether who asks may take it now'),
    whyNot: z.string().nullable().describe('Why not, in the language of the request; null where it may be taken, or is not in the pool'),
    reclaims: list(z.strictObject({ person: named.nullable(), at: z.string() })).describe('From whom it was taken back, the latest first'),
    warned: z
      .strictObject({ at: z.string(), due: z.string().nullable().describe('When it will be taken back; null where that is not known yet') })
      .nullable()
      .describe('The warning to its owner that stands'),
    appeal: z
      .strictObject({
        ...{ state: z.enum(APPEAL_STATES), note: z.string(), by: named.nullable(), at: z.string() },
        until: z.string().nullable().describe('Until when it stays with its owner, where that was granted'),
        answeredBy: named.nullable(),
        answer: z.string().nullable(),
      })
      .nullable()
      .describe('The latest appeal of its owner'),
    mayAppeal: z.boolean().describe('Whether who asks may appeal now'),
    mayAnswer: z.boolean().describe('Whether who asks may answer the appeal that waits'),
  })
  .meta({ id: 'PoolState', description: 'How a record stands to the pool of those that belong to nobody' });
/** How a record stands to the pool. Instants in ISO 8601. */
export type PoolState = z.infer<typeof poolStateSchema>;

/** What is done with records that are taken back, or are about to be. */
export const poolOperations = {
  claimRecord: {
    ...{ summary: 'Takes a record out of the pool: it belongs to who asks', guard: 'member', once: true },
    answer: z.strictObject({ id: z.string(), version: z.int() }),
  },
  readPoolState: {
    summary: 'Whether a record is in the pool, or about to be, and what can be done',
    guard: 'member',
    answer: poolStateSchema,
  },
  appealReclaim: {
    ...{ summary: 'Asks to keep a record that is about to be taken back', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ note: note.min(1) }), answer: done },
  },
  answerAppeal: {
    ...{ summary: 'Answers the appeal that waits: the record stays with its owner for some days, or not', guard: 'member', limit: 'small' },
    body: z.strictObject({ grant: z.boolean(), days: z.int().min(1).max(APPEAL_DAYS.most).optional(), note: note.optional() }),
    answer: done,
  },
} satisfies Readonly<Record<string, Operation>>;
