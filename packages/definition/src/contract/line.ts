import { z } from 'zod';
import { done, list, text } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing, recordSchema } from './records.ts';
import { entrySchema } from './story.ts';

/** What stands on a time line: activities, moves through the stages, all other changes, and comments. */
export const LINE_KINDS = ['activity', 'move', 'change', 'comment'] as const;
/** A kind of thing on a time line. */
export type LineKind = (typeof LINE_KINDS)[number];

/** The most one comment says, in characters. */
const MOST_TEXT = 5000;
/** The most pieces a comment is made of. */
const MOST_PARTS = 100;

const named = z.strictObject({ id: z.string(), name: z.string() });
const sentPart = z.union([z.string().max(MOST_TEXT), z.strictObject({ person: z.string().max(100) })]);
const commentSchema = z
  .strictObject({
    id: z.string(),
    author: named,
    parts: list(z.union([z.string(), z.strictObject({ person: named })]))
      .nullable()
      .describe('null where its author deleted it'),
    edited: z.boolean(),
  })
  .meta({ id: 'Comment' });
/** A comment on a record. */
export type CommentJson = z.infer<typeof commentSchema>;
/** A piece of a comment as it is sent: text, or somebody who is mentioned. */
export type CommentPart = z.infer<typeof sentPart>;

const stands = { id: z.string(), at: z.string() };
const lineSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('activity'), ...stands, entity: z.string(), record: recordSchema }),
    z.strictObject({ kind: z.literal('move'), ...stands, entry: entrySchema }),
    z.strictObject({ kind: z.literal('change'), ...stands, entry: entrySchema }),
    z.strictObject({ kind: z.literal('comment'), ...stands, comment: commentSchema }),
  ])
  .meta({ id: 'LineEntry' });
/** Something on the time line of a record. */
export type LineEntry = z.infer<typeof lineSchema>;

const parts = z.array(sentPart).min(1).max(MOST_PARTS).describe('Text, and people who are mentioned, in their order');
const lineQuery = z.object({
  kinds: text('What to give, between commas: activity, move, change, comment; all of it unless it is said'),
  after: text('The cursor of the page before'),
  limit: narrowing.limit('Things per page'),
});
const values = z.record(z.string().max(60), z.unknown());

/** The time line of a record, and what people write there. */
export const lineOperations = {
  readLine: {
    ...{ summary: "A record's activities, moves, changes and comments as one line, newest first", guard: 'member', query: lineQuery },
    answer: z.strictObject({ entries: list(lineSchema), next: z.string().nullable() }),
  },
  addComment: {
    ...{ summary: 'Comments on a record', guard: 'member', limit: 'small', once: true, status: 201 },
    body: z.strictObject({
      parts,
      ask: z.boolean().optional().describe('Where somebody who is mentioned cannot see the record: asks its owner to let that person'),
    }),
    answer: z.strictObject({ id: z.string() }),
  },
  changeComment: {
    ...{ summary: 'Changes the text of a comment of one’s own; nobody is told', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ parts }), answer: done },
  },
  deleteComment: { summary: 'Deletes a comment of one’s own, of which a trace remains', guard: 'member', answer: done },
  addActivity: {
    ...{
      summary: 'Writes an activity of a record down, and what it carries into the record',
      guard: 'member',
      limit: 'document',
      once: true,
      status: 201,
    },
    ...{ body: z.strictObject({ entity: z.string().max(40), values }), answer: z.strictObject({ id: z.string() }) },
  },
} satisfies Readonly<Record<string, Operation>>;
