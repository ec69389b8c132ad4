import type { Value } from '@pipewright/logic';
import { z } from 'zod';
import { type Actor, type Cause, SHARE_LEVELS } from '../ground/cause.ts';
import { labelSchema } from '../ground/label.ts';
import { list, valueSchema } from './common.ts';
import type { Operation } from './operation.ts';
import { narrowing, recordSchema } from './records.ts';

const actor: z.ZodType<Actor> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: z.string() }),
  z.strictObject({ kind: z.literal('automation'), key: z.string() }),
  z.strictObject({ kind: z.literal('system') }),
]);
const cause: z.ZodType<Cause> = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.enum(['form', 'move', 'bulk', 'restore', 'unclaim', 'convert', 'sample']),
    request: z.strictObject({ key: z.string(), hash: z.string() }).optional(),
  }),
  z.strictObject({ by: z.literal('import'), import: z.string() }),
  z.strictObject({ by: z.enum(['department', 'leave']), person: z.string() }),
  z.strictObject({ by: z.literal('share'), person: z.string(), level: z.enum(SHARE_LEVELS).nullable() }),
  z.strictObject({ by: z.literal('exception'), exception: z.string(), person: z.string() }),
  z.strictObject({ by: z.literal('stage'), stage: z.string() }),
  z.strictObject({ by: z.literal('wake') }),
  z.strictObject({ by: z.enum(['publish', 'relabel']), version: z.int() }),
  z.strictObject({ by: z.literal('automation'), automation: z.string(), run: z.string() }),
]);
const values: z.ZodType<Readonly<Record<string, Value>>> = z.record(z.string(), valueSchema);

/** An entry of the ledger as programs and screens get it. */
export const entrySchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['create', 'update', 'move', 'delete', 'restore', 'import', 'share']),
    actor,
    cause,
    at: z.string(),
    before: values,
    after: values,
    names: z.record(z.string(), z.string()),
    labels: z
      .record(z.string(), z.record(z.string(), labelSchema))
      .describe('What the pipelines, stages and options in it were called at that time: by field, by key'),
    automation: z
      .strictObject({ name: labelSchema.nullable(), gone: z.boolean() })
      .optional()
      .describe(
        'The automation that did it, where it was one: its name, the last that is known where it was deleted since, and null where none is',
      ),
  })
  .meta({ id: 'LedgerEntry' });
/** One entry of a record's time line. */
export type LedgerEntry = z.infer<typeof entrySchema>;

const columnSchema = z
  .strictObject({
    stage: z.string(),
    count: z.int(),
    sum: z.string().nullable(),
    records: list(recordSchema),
    next: z.string().nullable(),
  })
  .meta({ id: 'BoardColumn' });
/** One column of a board. */
export type BoardColumn = z.infer<typeof columnSchema>;

const { filter, search, limit, since } = narrowing;
const boardQuery = z.object({
  ...{ filter, search, since },
  pipeline: z.string().optional().describe('The pipeline whose stages are the columns'),
  limit: limit('Cards per column'),
});

/** A record's past, and where records stand. */
export const storyOperations = {
  readHistory: { summary: "A record's time line, newest first", guard: 'member', answer: z.strictObject({ entries: list(entrySchema) }) },
  readBoard: {
    ...{ summary: 'The stages of a pipeline with the records in them', guard: 'member' },
    ...{ query: boardQuery, answer: z.strictObject({ columns: list(columnSchema) }) },
  },
} satisfies Readonly<Record<string, Operation>>;
