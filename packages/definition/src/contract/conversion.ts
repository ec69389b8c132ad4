import { z } from 'zod';
import { acceptedSchema, factsSchema, faultSchema, list } from './common.ts';
import type { Operation } from './operation.ts';

const key = z.string().max(60);
const offered = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  by: list(z.string()).describe('The fields that are the same'),
  links: z.record(z.string(), z.string().nullable()).describe('What it refers to, by the fields that refer to results before it'),
});
const hidden = z.strictObject({
  owner: z.string().nullable().describe('Whose it is; null for nobody'),
  by: list(z.string()),
});

const offerSchema = z
  .strictObject({
    faults: list(faultSchema).describe('Why the record may not be converted now; none where it may'),
    targets: list(
      z.strictObject({
        key: z.string(),
        entity: z.string(),
        create: z.boolean().describe('Whether who asks may make a new record'),
        values: factsSchema.describe('What a new record begins with'),
        matches: list(offered).describe('Records that are the same, the likeliest first'),
        hidden: list(hidden).describe('Records that are the same and out of sight, of which only this is told'),
      }),
    ),
  })
  .meta({ id: 'ConversionOffer' });
/** What a record would become, before it is converted. */
export type ConversionOffer = z.infer<typeof offerSchema>;

const wish = z.union([
  z.strictObject({ use: z.uuid().describe('A record that is there') }),
  z.strictObject({ values: z.record(key, z.unknown()).describe('Of a new record: what differs from what it would begin with') }),
]);
const body = z.strictObject({
  duplicates: acceptedSchema,
  version: z.int().min(1).optional().describe('The version it has'),
  targets: z
    .record(key, wish)
    .default({})
    .describe('What is wished for each result; of one that is left out a new record as it would begin'),
});

const answer = z
  .strictObject({
    id: z.uuid(),
    version: z.int(),
    results: list(z.strictObject({ key: z.string(), entity: z.string(), id: z.uuid(), made: z.boolean() })).describe('What it became'),
  })
  .meta({ id: 'Converted' });
/** What became of a record. */
export type Converted = z.infer<typeof answer>;

/** Making one record into others, such as a lead into a customer, a contact and an opportunity. */
export const conversionOperations = {
  readConversion: { summary: 'What a record would become, and what of it is there already', guard: 'member', answer: offerSchema },
  convertRecord: {
    ...{ summary: 'Converts a record, once: makes or chooses all that it becomes, or nothing', guard: 'member', limit: 'document' },
    ...{ once: true, body, answer },
  },
} satisfies Readonly<Record<string, Operation>>;
