import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { done, list, text } from './common.ts';
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

/** The most records whose way into the pool one request asks for. */
export const MOST_STORIES = 200;
/** How a record came into the pool: taken back by an automation, given up by its owner, let go by somebody else, or it never had an owner. */
export const POOL_WAYS = ['automation', 'given_up', 'by_hand', 'never'] as const;

const storySchema = z
  .strictObject({
    id: z.string(),
    since: z.string().nullable().describe('Since when it is there; null where that may not be known'),
    way: z.enum(POOL_WAYS).describe('How it came there'),
    person: named.nullable().describe('Whose it was; null for nobody, and where that may not be known'),
    by: named.nullable().describe('Who let it go for somebody else'),
    automation: z
      .strictObject({ name: labelSchema.nullable(), gone: z.boolean() })
      .nullable()
      .describe('The automation that took it back: its name, the last that is known where it was deleted since, and null where none is'),
  })
  .meta({ id: 'PoolStory', description: 'How a record that is in the pool came there' });
/** How a record that is in the pool came there. Instants in ISO 8601. */
export type PoolStory = z.infer<typeof storySchema>;

const poolStateSchema = z
  .strictObject({
    inPool: z.boolean().describe('True for an open record that belongs to nobody'),
    mayClaim: z.boolean().describe('Whether who asks may take it now'),
    whyNot: z.string().nullable().describe('Why not, in the language of the request; null where it may be taken, or is not in the pool'),
    reclaims: list(z.strictObject({ person: named.nullable(), at: z.string() })).describe('From whom it was taken back, the latest first'),
    story: storySchema.nullable().describe('How it came into the pool; null where it is not there'),
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
  unclaimRecord: {
    summary: 'Puts back into the pool, as it lay there, what who asks has just taken and nobody changed since',
    ...{ guard: 'member', limit: 'small', body: z.strictObject({ version: z.int().min(1) }) },
    answer: z.strictObject({ id: z.string(), version: z.int() }),
  },
  readPoolState: {
    summary: 'Whether a record is in the pool, or about to be, and what can be done',
    guard: 'member',
    answer: poolStateSchema,
  },
  listPoolStories: {
    summary: 'How records came into the pool: those of them that are there and may be seen, in no order',
    guard: 'member',
    query: z.object({ ids: text('The ids, between commas') }),
    answer: z.strictObject({ stories: list(storySchema) }),
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
