import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import type { Operation } from './operation.ts';

/** The most records that can be named one by one. */
export const MOST_NAMED = 1000;

const body = z.strictObject({
  filter: ruleSchema.optional(),
  search: z.string().max(200).optional(),
  sort: z.string().max(200).optional().describe('As of a list: `-amount,name`'),
  fields: z.array(z.string().max(60)).max(100).optional().describe('The columns in their order; all fields unless it is said'),
  deleted: z.boolean().optional(),
  records: z.array(z.uuid()).max(MOST_NAMED).optional().describe('Only these of them'),
});
/** Which records a file is made of, and which of their fields. */
export type ExportWish = z.infer<typeof body>;

/** Records as files. */
export const exportOperations = {
  exportRecords: {
    ...{ summary: 'All records of a list as a CSV file, in words of the language of the request', guard: 'member', limit: 'small' },
    ...{ reads: true, body, media: 'text/csv', answer: z.string() },
  },
} satisfies Readonly<Record<string, Operation>>;
