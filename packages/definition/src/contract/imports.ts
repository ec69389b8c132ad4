import { z } from 'zod';
import { acceptedSchema, list, text } from './common.ts';
import type { Operation } from './operation.ts';

// More than an entity can have fields.
const MOST_TARGETS = 400;

const source = z.union([
  z.strictObject({ column: z.string().max(200), values: z.record(z.string().max(500), z.string().max(500).nullable()).optional() }),
  z.strictObject({ value: z.string().max(500) }),
]);
/** Where one target's values come from. */
export type Source = z.infer<typeof source>;
const targets = z.record(z.string().max(60), source);

const mappingSchema = z
  .strictObject({
    targets: targets.refine((all) => Object.keys(all).length <= MOST_TARGETS, { error: `At most ${MOST_TARGETS} targets` }),
    baseline: z.boolean().optional().describe('Brings the records in as they were, with process rules waived'),
    duplicates: acceptedSchema,
  })
  .meta({ id: 'Mapping' });
/**
 * Where the values of an import come from: for each target (a field, `stage`, `status`, `valid_at`, `closed_on`) a column, its values translated, or
 * one value for all.
 */
export type Mapping = z.infer<typeof mappingSchema>;

const reasons = list(z.strictObject({ message: z.string(), count: z.int(), first: z.int() })).describe(
  'Why rows were refused: how many, and the number of the first as a spreadsheet shows it',
);
const importSchema = z
  .strictObject({
    id: z.string(),
    entity: z.string(),
    state: z.enum(['staged', 'running', 'done', 'failed']),
    total: z.int(),
    done: z.int(),
    refused: z.int(),
    columns: list(z.string()),
    sample: list(z.record(z.string(), z.string())),
    reasons,
  })
  .meta({ id: 'Import' });
/** The state of an import. */
export type ImportJson = z.infer<typeof importSchema>;

const previewSchema = z.strictObject({
  ...{ done: z.int(), refused: z.int(), reasons },
  duplicates: z.int().describe('How many of the refused rows would be taken with `duplicates` accepted'),
});
/** What an import would do. */
export type ImportPreview = z.infer<typeof previewSchema>;

/** What a file is sent as: text or, from a browser, the file itself. */
export interface FileBody {
  readonly size: number;
  readonly type: string;
}

const lang = text('The language of the reasons: `en` or `zh-CN`');

/** Files of records. */
export const importOperations = {
  stageImport: {
    ...{ summary: 'Takes a CSV file to be looked at; nothing is imported yet', guard: 'member', limit: 'file', status: 201 },
    ...{ body: z.custom<FileBody>(), answer: importSchema },
  },
  readImport: { summary: 'How far an import is', guard: 'member', answer: importSchema },
  previewImport: {
    ...{ summary: 'What an import would do, without doing it', guard: 'member', limit: 'document' },
    ...{ body: mappingSchema, answer: previewSchema },
  },
  runImport: {
    ...{ summary: 'Begins an import, which goes on by itself', guard: 'member', limit: 'document' },
    ...{ body: mappingSchema, status: 202, answer: importSchema },
  },
  readRefusedRows: {
    ...{ summary: 'The rows that were refused, as a file, with the reasons', guard: 'member', query: z.object({ lang }) },
    ...{ media: 'text/csv', answer: z.string() },
  },
} satisfies Readonly<Record<string, Operation>>;
