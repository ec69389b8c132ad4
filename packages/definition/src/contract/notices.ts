import { z } from 'zod';
import { NOTICE_KINDS, NOTICE_SHELVES } from '../model/notice.ts';
import { done, list, text } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing } from './records.ts';

/** The most letters of a sentence that comes with a notice, in each language. */
export const MOST_SENTENCE = 500;
const sentence = z.strictObject({ en: z.string(), 'zh-CN': z.string() });
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
        text: sentence.nullable().describe('What the maker of the automation has it say, in both languages'),
        automation: sentence.nullable().describe('What the automation is called that tells it'),
        level: z.int().nullable().describe('How far up the steps of the automation it is, from 1'),
        due: z.string().nullable().describe('By when something is to be done, or will be'),
      })
      .nullable()
      .describe('What it is about; null where the reader may not see that any more'),
    at: z.string().describe('When it was written'),
    shown: z.string().describe('Since when it is to be seen, or will be: later than it was written where it was put off'),
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
/** Something a person is told, as far as that person may know it now. */
export type Notice = z.infer<typeof noticeSchema>;

const query = z.object({
  show: z.enum(NOTICE_SHELVES).optional().describe('Which: all that are to be seen where it is not said'),
  kinds: text('Of these kinds alone, separated by commas'),
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
      returns: z.string().nullable().describe('When the next of those that are put off is to be seen again'),
    }),
  },
  markNotice: { summary: 'Marks one notice as read', guard: 'member', answer: done },
  markNotices: {
    ...{ summary: 'Marks notices as read: one, and all that are older', guard: 'member', limit: 'small' },
    body: z.strictObject({
      until: z.uuid().describe('The newest of them'),
      kinds: list(z.enum(NOTICE_KINDS)).optional().describe('Of these kinds alone'),
    }),
    answer: done,
  },
  keepNotice: {
    ...{ summary: 'Puts a notice off: it is out of sight until then, and unread when it is back', guard: 'member', limit: 'small' },
    body: z.strictObject({ until: z.iso.datetime().nullable().describe('Within a year; null brings it back now') }),
    answer: done,
  },
} satisfies Readonly<Record<string, Operation>>;
