import { z } from 'zod';
import { done, list, text } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing } from './records.ts';

/**
 * What people are told of: being named in a comment, somebody wanting access for somebody, being given access, becoming the owner of a record or of
 * many, and no longer being it; an appeal against a record being taken back, and its being granted or denied.
 */
export const NOTICE_KINDS = [
  ...(['mention', 'access', 'shared', 'assigned', 'assignedMany', 'released', 'releasedMany'] as const),
  ...(['appeal', 'appealGranted', 'appealDenied'] as const),
] as const;
/** What a person is told of. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const named = z.strictObject({ id: z.string(), name: z.string() });

const noticeSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(NOTICE_KINDS),
    by: named.nullable().describe('Who caused it; null where nobody did'),
    about: z
      .strictObject({
        entity: z.string(),
        record: z.string().nullable().describe('null where it is about many'),
        title: z.string().nullable(),
        person: named.nullable().describe('Whom it speaks of besides'),
        count: z.int().nullable().describe('How many records, where it is about many'),
        note: z.string().nullable().describe('What was written with it'),
      })
      .nullable()
      .describe('What it is about; null where the reader may not see that any more'),
    at: z.string(),
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
/** Something a person is told, as far as that person may know it now. */
export type Notice = z.infer<typeof noticeSchema>;

const query = z.object({
  after: text('The cursor of the page before'),
  limit: narrowing.limit('Notices per page'),
});

/** What a person is told, and has read. */
export const noticeOperations = {
  listNotices: {
    ...{ summary: 'What the caller was told, newest first', guard: 'member', query },
    answer: z.strictObject({
      notices: list(noticeSchema),
      next: z.string().nullable(),
      unread: z.int().describe('How many are unread, counted up to 100'),
    }),
  },
  markNotice: { summary: 'Marks one notice as read', guard: 'member', answer: done },
  markNotices: {
    ...{ summary: 'Marks notices as read: one, and all that are older', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ until: z.uuid().describe('The newest of them') }), answer: done },
  },
} satisfies Readonly<Record<string, Operation>>;
