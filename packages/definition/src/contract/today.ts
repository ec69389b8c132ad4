import { z } from 'zod';
import { WHOSE } from '../model/today.ts';
import { list, since } from './common.ts';
import type { Operation } from './operation.ts';
import { recordSchema } from './records.ts';

const listSchema = z.strictObject({
  count: z.int().describe('How many there are; of what one changed last, how many are given'),
  records: list(recordSchema).describe('The first of them'),
});
const figureSchema = z.strictObject({ count: z.int(), sum: z.string().nullable().describe('Null where the amount may not be known') });
const todaySchema = z
  .strictObject({
    lists: z.strictObject({ steps: listSchema, late: listSchema, stuck: listSchema, unplanned: listSchema, recent: listSchema }).partial(),
    figures: z.strictObject({ open: figureSchema, won: figureSchema }).partial(),
  })
  .meta({ id: 'Today' });
/** What a working day begins with: a list or figure is left out where the app knows no such thing, or this person may not. */
export type Today = z.infer<typeof todaySchema>;

/** The page of today. */
export const todayOperations = {
  readToday: {
    ...{
      summary: 'What is due, late, stuck or without a next task today, what one changed last, and what is open and won this month',
      guard: 'member',
    },
    query: z.object({ whose: z.enum(WHOSE).optional().describe('Only records of one’s own, or all that one may see'), since }),
    answer: todaySchema,
  },
} satisfies Readonly<Record<string, Operation>>;
