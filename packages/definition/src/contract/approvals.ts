import { z } from 'zod';
import { APPROVER_ACTS } from '../model/automation/node.ts';
import { done, list, text } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing } from './records.ts';

/** Which approvals are asked for: those that wait for who asks, those that person has decided, and those that person began. */
export const APPROVAL_SHELVES = ['todo', 'done', 'mine'] as const;
/** Which approvals are asked for. */
export type ApprovalShelf = (typeof APPROVAL_SHELVES)[number];

/** Where an approval stands: it waits for approvers, or for who began it; or how it has ended. */
export const APPROVAL_PHASES = ['open', 'returned', 'approved', 'rejected', 'withdrawn', 'voided'] as const;

/** What somebody may do with an approval. `decide`: as an administrator, where nobody is left to be asked. */
export const APPROVAL_ACTS = ['approve', 'reject', ...APPROVER_ACTS, 'withdraw', 'resubmit', 'urge', 'decide', 'comment'] as const;
/** What somebody may do with an approval. */
export type ApprovalAct = (typeof APPROVAL_ACTS)[number];

/** What has happened to an approval: what people did, and what came by itself. */
export const APPROVAL_HAPPENINGS = [...APPROVAL_ACTS, 'asked', 'gone', 'escalated', 'reminded', 'lapsed', 'changed', 'ended'] as const;

/** The most letters of what is said with an act. */
export const MOST_APPROVAL_NOTE = 1000;
/** The most approvals that are decided together. */
export const MOST_APPROVALS = 100;
/** The most people that one approver adds at once. */
export const MOST_ADDED = 10;

const named = z.strictObject({ id: z.string(), name: z.string() });
const note = z.string().trim().max(MOST_APPROVAL_NOTE);
const why = note.min(1);
const digest = z.string().max(64).describe('What was looked at, as `digest` of the approval says it');

const happeningSchema = z.strictObject({
  kind: z.enum(APPROVAL_HAPPENINGS),
  at: z.string(),
  by: named.nullable().describe('Who did it; null where it came by itself'),
  instead: named.nullable().describe('For whom, where somebody stood in'),
  people: list(named).describe('Whom it concerns: who is asked, added, or sits there now'),
  note: z.string().nullable(),
});

const approvalSchema = z
  .strictObject({
    id: z.string(),
    entity: z.string(),
    record: z.string(),
    title: z.string().nullable().describe('What the record is called, as far as the reader may know'),
    automation: z.string().describe('What the flow is called that asks, in the language of the request'),
    text: z.string().describe('What is asked, in the language of the request'),
    at: z.string().describe('When it was asked'),
    endedAt: z.string().nullable(),
    starter: named.nullable(),
    phase: z.enum(APPROVAL_PHASES),
    asked: list(named).describe('For whose decision it waits now'),
    later: list(named).describe('Who will be asked after them'),
    needed: z.int(),
    approved: z.int(),
    missing: z.int().describe('How many have to agree yet'),
    escalated: z.boolean().describe('Whether nobody is left to be asked, so that administrators may decide'),
    due: z.string().nullable().describe('By when it is to be decided'),
    lapse: z.enum(['remind', 'escalate', 'approve', 'reject']).nullable().describe('What happens then'),
    locked: z.boolean().describe('Whether what it is bound to cannot be changed meanwhile'),
    instead: named.nullable().describe('For whom the reader would decide, where that is somebody else'),
    may: list(z.enum(APPROVAL_ACTS)).describe('What the reader may do'),
    digest: z.string().describe('Names what the decision is bound to, as it is now'),
  })
  .meta({ id: 'Approval', description: 'A wish for consent to something about a record' });
/** An approval, as its reader may know it. Instants in ISO 8601. */
export type ApprovalItem = z.infer<typeof approvalSchema>;

const detailSchema = approvalSchema.extend({
  fields: list(z.string()).describe('What the decision is bound to, by the keys of fields that the reader may know'),
  values: z.record(z.string(), z.unknown()).describe('The record as it is now, of those fields'),
  before: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('Those that were otherwise when it was last asked, returned or decided, as they were'),
  story: list(happeningSchema).describe('What has happened, the oldest first'),
});
/** An approval with all that its reader may know of it. */
export type ApprovalDetail = z.infer<typeof detailSchema>;
/** Something that has happened to an approval. */
export type ApprovalHappening = ApprovalDetail['story'][number];

const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve'), digest, note: note.optional() }),
  z.strictObject({ act: z.literal('reject'), digest, note: why }),
  z.strictObject({ act: z.literal('return'), digest, note: why }),
  z.strictObject({ act: z.literal('transfer'), to: z.string().max(100), note: note.optional() }),
  z.strictObject({
    act: z.literal('add'),
    place: z.enum(['before', 'after']).describe('After: the caller agrees at once'),
    people: z.array(z.string().max(100)).min(1).max(MOST_ADDED),
    digest,
    note: note.optional(),
  }),
  z.strictObject({ act: z.literal('withdraw'), note: note.optional() }),
  z.strictObject({ act: z.literal('resubmit'), note: note.optional() }),
  z.strictObject({ act: z.literal('urge') }),
  z.strictObject({ act: z.literal('decide'), decision: z.enum(['approve', 'reject']), digest, note: why }),
  z.strictObject({ act: z.literal('comment'), note: why }),
]);
/** What is done with an approval. */
export type ApprovalWish = z.infer<typeof actSchema>;

const awaySchema = z
  .strictObject({ from: z.iso.date(), until: z.iso.date(), to: z.string().max(100).describe('Who decides meanwhile') })
  .refine(({ from, until }) => from <= until, { path: ['until'] });

/** What is done where a flow asks people for their consent. */
export const approvalOperations = {
  listApprovals: {
    ...{ summary: 'The approvals that wait for the caller, that the caller decided, or that the caller began', guard: 'member' },
    query: z.object({
      show: text(`One of ${APPROVAL_SHELVES.join(', ')}`),
      after: text('The cursor of the page before'),
      limit: narrowing.limit('Approvals per page'),
    }),
    answer: z.strictObject({
      approvals: list(approvalSchema),
      next: z.string().nullable(),
      todo: z.int().describe('How many wait for the caller, up to a hundred'),
    }),
  },
  readApproval: { summary: 'An approval with what it is bound to and what has happened', guard: 'member', answer: detailSchema },
  listRecordApprovals: {
    ...{ summary: 'The latest approvals of a record', guard: 'member', answer: z.strictObject({ approvals: list(approvalSchema) }) },
  },
  actOnApproval: {
    ...{ summary: 'Decides an approval, hands it on, takes it back or says something to it', guard: 'member', limit: 'small', once: true },
    ...{ body: actSchema, answer: detailSchema },
  },
  decideApprovals: {
    ...{ summary: 'Decides several approvals', guard: 'member', limit: 'document', once: true },
    body: z.strictObject({
      act: z.enum(['approve', 'reject']),
      approvals: z
        .array(z.strictObject({ id: z.uuid(), digest }))
        .min(1)
        .max(MOST_APPROVALS),
      note: note.optional(),
    }),
    answer: z.strictObject({
      decided: list(z.string()).describe('The ids of those that were'),
      refused: list(z.strictObject({ id: z.string(), message: z.string() })).describe(
        'The others, and why, in the language of the request',
      ),
    }),
  },
  readAway: {
    ...{ summary: 'When the caller is away, who decides meanwhile, and for whom the caller decides', guard: 'member' },
    answer: z.strictObject({
      away: z.strictObject({ from: z.string(), until: z.string(), to: named }).nullable(),
      instead: list(z.strictObject({ person: named, until: z.string() })),
    }),
  },
  setAway: {
    ...{ summary: 'Says when the caller is away and who decides meanwhile, or that the caller is back', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ away: awaySchema.nullable() }), answer: done },
  },
} satisfies Readonly<Record<string, Operation>>;
