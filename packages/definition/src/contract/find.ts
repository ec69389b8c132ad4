import { z } from 'zod';
import { list, meaning, text } from './common.ts';
import type { Operation } from './operation.ts';
import { FOUND, PAGE } from './page.ts';
import { recordSchema } from './records.ts';

const foundSchema = z
  .strictObject({
    entity: z.string(),
    record: recordSchema.describe('What it is called, its second line, and the fields by which it can be found'),
    by: z.string().nullable().describe('The field by which it was found, where that is not what it is called'),
  })
  .meta({ id: 'Found' });
/** A record that a search found. */
export type Found = z.infer<typeof foundSchema>;

const query = z.object({
  search: text('Text to find: a part of a value, its pinyin or initials; of several words all'),
  entities: text('Entities to look in, between commas; all that one knows unless it is said'),
  limit: meaning({ type: 'integer', minimum: 1, maximum: PAGE.most }, `How many records; ${FOUND} unless it is said`),
});
/** What a search is asked for, as its address says it. */
export type FindAddress = z.infer<typeof query>;

/** Finding records of whatever kind. */
export const findOperations = {
  findRecords: {
    ...{ summary: 'Records of any kind that a text finds, the best first', guard: 'member' },
    ...{ query, answer: z.strictObject({ found: list(foundSchema) }) },
  },
} satisfies Readonly<Record<string, Operation>>;
