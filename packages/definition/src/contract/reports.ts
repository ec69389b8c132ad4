import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { list, since, valueSchema } from './common.ts';
import type { Operation } from './operation.ts';

const resultSchema = z
  .strictObject({
    columns: list(
      z.strictObject({
        key: z.string(),
        name: labelSchema,
        kind: z.enum(['dimension', 'measure', 'id']).describe('`id`: the ids behind the names of the dimension of this key'),
        format: z.string(),
        currency: z.string().optional(),
      }),
    ),
    rows: list(list(valueSchema)),
  })
  .meta({ id: 'ReportResult' });
/** The answer to a report. */
export type ReportResult = z.infer<typeof resultSchema>;

// A report as stored has a title and a picture too; only the question counts here.
const body = z.strictObject({
  report: z.union([z.string().max(40), z.looseObject({ entity: z.string() })]).describe("A stored report's key, or a question"),
  ids: z
    .boolean()
    .optional()
    .describe('With the ids of the people, departments and records that dimensions name, behind the figures of each row'),
  search: z.string().max(200).optional().describe('Text to find, as in a list: figures of the records that have it'),
});

/** Questions. */
export const reportOperations = {
  runReport: {
    ...{ summary: 'The figures of a report', guard: 'member', limit: 'small', reads: true },
    ...{ query: z.object({ since }), body, answer: resultSchema },
  },
} satisfies Readonly<Record<string, Operation>>;
