import { z } from 'zod';
import { done, list } from './common.ts';
import type { Operation } from './operation.ts';

/** Where an exception stands: waiting for an answer, answered, or taken back by who asked. */
export const EXCEPTION_STATES = ['asked', 'granted', 'denied', 'withdrawn'] as const;
/** Where an exception stands. */
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** The most letters of why an exception is asked for, and of its answer. */
export const MOST_EXCEPTION = 500;

const named = z.strictObject({ id: z.string(), name: z.string() });
const note = z.string().trim().max(MOST_EXCEPTION);
const key = z.string().max(40).optional();

const exceptionSchema = z
  .strictObject({
    id: z.string(),
    entity: z.string(),
    record: z.string().nullable().describe('The record; null while it is not made yet'),
    title: z.string().nullable().describe('What the record is called, as far as the reader may know'),
    version: z.int().nullable().describe('The version the record has now; null while it is not made yet'),
    by: named.nullable().describe('Who asks'),
    at: z.string(),
    note: z.string().describe('Why it is asked for'),
    from: z.string().nullable().describe('The stage it stands in, in the language of the request'),
    to: z.string().nullable().describe('Where it is to go'),
    missing: list(z.string()).describe('What it is to be let past, in the language of the request'),
    state: z.enum(EXCEPTION_STATES),
    answeredBy: named.nullable(),
    answeredAt: z.string().nullable(),
    answer: z.string().nullable(),
    mayAnswer: z.boolean().describe('Whether who asks this may answer'),
    mayWithdraw: z.boolean().describe('Whether who asks this may take it back'),
  })
  .meta({ id: 'GateException', description: 'A wish to let a record past what its way asks for' });
/** A wish to let a record past what its way asks for, as its reader may know it. Instants in ISO 8601. */
export type GateException = z.infer<typeof exceptionSchema>;

const wishSchema = z.strictObject({
  record: z.uuid().optional().describe('The record that is held up; without it a new one is to be made'),
  version: z.int().min(1).optional().describe('The version it has'),
  values: z.record(z.string().max(60), z.unknown()).optional(),
  ...{ stage: key, status: key, reason: key, pipeline: key.describe('Agrees to a move to this pipeline') },
  until: z.iso.date().optional(),
  note: note.min(1).describe('Why it should be let past'),
});
/** What is wished of a record that is held up, and why. */
export type ExceptionWish = z.infer<typeof wishSchema>;

/** What is done where a record is held up by what its way asks for. */
export const exceptionOperations = {
  askException: {
    ...{ summary: 'Asks to let a record past what its way asks for; it is moved when that is granted', guard: 'member', limit: 'document' },
    ...{ body: wishSchema, status: 201, answer: z.strictObject({ id: z.string() }) },
  },
  listExceptions: {
    ...{ summary: 'The exceptions that wait for an answer: those the caller may answer, and those the caller asked for', guard: 'member' },
    answer: z.strictObject({ toAnswer: list(exceptionSchema), mine: list(exceptionSchema) }),
  },
  listRecordExceptions: {
    ...{ summary: 'The latest exceptions that were asked for a record', guard: 'member' },
    answer: z.strictObject({ exceptions: list(exceptionSchema) }),
  },
  readException: {
    ...{ summary: 'An exception, with the record as it would be', guard: 'member' },
    answer: z.strictObject({
      exception: exceptionSchema,
      record: z.record(z.string(), z.unknown()).nullable().describe('The record as it would be, where the reader would see it'),
    }),
  },
  answerException: {
    ...{ summary: 'Grants an exception, which does what was held up, or denies it', guard: 'member', limit: 'small' },
    body: z.strictObject({
      grant: z.boolean(),
      version: z.int().min(1).optional().describe('The version of the record that was looked at, to grant it'),
      note: note.optional(),
    }),
    answer: done,
  },
  withdrawException: { summary: 'Takes back a wish for an exception', guard: 'member', answer: done },
} satisfies Readonly<Record<string, Operation>>;
