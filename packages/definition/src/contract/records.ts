import type { Facts, Value } from '@pipewright/logic';
import { z } from 'zod';
import { acceptedSchema, factsSchema, faultSchema, list, meaning, since, text } from './common.ts';
import type { Operation } from './operation.ts';
import { PAGE } from './page.ts';

/**
 * A record as the API gives it: system properties and the readable fields; `$names` holds the names of what it refers to, null for what has none,
 * `$far` the readable facts one reference away that rules need, by `reference.field`, `$may` what its reader may do with it, where it was read by itself.
 */
export type RecordJson = {
  readonly id: string;
  readonly version: number;
  readonly $names?: Readonly<Record<string, string | null>>;
  readonly $far?: Facts;
  readonly $may?: { readonly update: boolean; readonly delete: boolean };
} & {
  readonly [field: string]: Value | undefined | object;
};

const names = z.record(z.string(), z.string().nullable());
const id = z.uuid();
const may = z
  .strictObject({ update: z.boolean(), delete: z.boolean() })
  .describe('What the caller may do with it; of records in lists it is not said');
const plain = z.looseObject({ id, version: z.int(), $names: names.optional(), $far: factsSchema.optional(), $may: may.optional() });
const page = <T extends z.ZodType>(record: T) =>
  z.strictObject({
    records: list(record),
    next: z.string().nullable().describe('The cursor of the following page'),
    count: z.int().optional().describe('How many there are on all pages, where it was asked for'),
  });

/** A record. The type says of its fields what the schema of a value cannot: that they stand beside objects of the platform. */
export const recordSchema = plain
  .extend({ $related: z.record(z.string(), page(plain)).optional() })
  .meta({ id: 'Record' }) as unknown as z.ZodType<RecordJson>;

/** A page of records. */
export const recordPageSchema = page(recordSchema).meta({ id: 'RecordPage' });
/** A page of records; `next` is the cursor of the following page. */
export type RecordPage = z.infer<typeof recordPageSchema>;

/** A record that is not closed and has the same values by a rule: whose it is, and, for who may see it, which. */
export const duplicateSchema = z
  .strictObject({
    rule: z.string(),
    act: z.enum(['warn', 'block']).describe('`block`: no second one; `warn`: none unless it is said that it is another'),
    owner: z.string().nullable().describe('Whose it is; null for nobody'),
    record: z.strictObject({ id: z.uuid(), title: z.string().nullable() }).optional().describe('Left out where it is out of sight'),
  })
  .meta({ id: 'Duplicate' });

/** The body of every answer that is not a success. */
export const faultBodySchema = z
  .strictObject({
    issues: list(faultSchema),
    asks: z
      .strictObject({ pipeline: z.string(), stage: z.string().nullable() })
      .optional()
      .describe('The move to another pipeline that the change would bring about: sent again with this pipeline, it is agreed to'),
    excepts: z.boolean().optional().describe('True where nothing else is in its way, so that an exception can be asked for'),
    current: recordSchema.optional().describe('Of a 409: the record as it is now'),
    changed: list(z.string()).optional().describe('Of a 409: what others changed'),
    withoutAccess: z
      .strictObject({ people: list(z.strictObject({ id: z.string(), name: z.string() })), ...{ may: z.boolean(), askable: z.boolean() } })
      .optional()
      .describe(
        'Of a comment: who is mentioned and cannot see the record, whether the caller may share it with them, and whether its owner can be asked to',
      ),
    duplicate: duplicateSchema
      .optional()
      .describe(
        'Of the codes `duplicate.warned…`, which `duplicates` passes, and `duplicate.blocked…`, which nothing does: of which record it would be a duplicate',
      ),
    retryAfter: z.number().optional().describe('Seconds after which to ask again'),
  })
  .meta({ id: 'Faults' });
/** The body of every answer that is not a success. */
export type FaultBody = z.infer<typeof faultBodySchema>;

const expand = text('References to return with their names, between commas');
const fields = text('Fields to return, between commas');
const deleted = meaning({ type: 'boolean' }, 'Deleted records instead of those that are there');
const filter = text('A JSON-logic condition as JSON');
const search = text('Text to find');
const limit = (says: string) => meaning({ type: 'integer', minimum: 1, maximum: PAGE.most }, says);

const listQuery = z.object({
  filter,
  search,
  sort: text('Fields to sort by, between commas; a minus sorts downwards: `-amount,name`'),
  fields,
  expand,
  limit: limit(`Records per page; ${PAGE.usual} unless it is said`),
  after: text('The cursor of the page before'),
  deleted,
  count: meaning({ type: 'boolean' }, 'Whether to say how many there are on all pages'),
  since,
});
/** What a list is asked for, as its address says it. */
export type ListAddress = z.infer<typeof listQuery>;

const oneQuery = z.object({
  fields,
  expand,
  deleted,
  include: text('Lists of records that refer to it, as JSON: [{"entity", "by", "sort", "fields", "expand", "limit"}]'),
});
const written = z.object({ expand });

const keys = z.array(z.string().max(60)).max(100).optional();
/** The lists that a request wants with a record, as the JSON of `include` says them. */
export const includeSchema = z
  .array(
    z.strictObject({
      entity: z.string().max(60),
      by: z.string().max(60),
      sort: z.string().max(200).optional(),
      fields: keys,
      expand: keys,
      limit: z.int().min(1).max(PAGE.most).default(PAGE.usual),
    }),
  )
  .max(20);

const values = z.record(z.string().max(60), z.unknown());
const key = z.string().max(40).optional();
const version = z.int().min(1).describe('The version it has');
const pipeline = key.describe('Agrees to a move to this pipeline');
const createBody = z.strictObject({
  values,
  stage: key.describe('Where it begins, if not at the first stage'),
  duplicates: acceptedSchema,
});
const changeBody = z.strictObject({
  version,
  values,
  pipeline,
  duplicates: acceptedSchema,
  next: z
    .strictObject({ values })
    .optional()
    .describe('Another record that is made before the change, with it or not at all: of a task that is done the next one'),
});
const moveBody = z.strictObject({
  version,
  ...{ stage: key, status: key, pipeline, reason: key },
  until: z.iso.date().optional(),
  values: values.optional(),
  duplicates: acceptedSchema,
});

/** Reading and writing records. */
export const recordOperations = {
  listRecords: { summary: 'A page of records', guard: 'member', query: listQuery, answer: recordPageSchema },
  createRecord: {
    ...{
      summary: 'Makes a record; a field that is left out has its default, one that is null is empty',
      guard: 'member',
      limit: 'document',
      once: true,
    },
    ...{ query: written, body: createBody, status: 201, answer: recordSchema },
  },
  readRecord: { summary: 'One record', guard: 'member', query: oneQuery, answer: recordSchema },
  changeRecord: {
    ...{ summary: 'Changes values of a record', guard: 'member', limit: 'document', once: true },
    ...{ query: written, body: changeBody, answer: recordSchema },
  },
  deleteRecord: {
    ...{ summary: 'Deletes a record, which can be brought back', guard: 'member', once: true },
    query: written.extend({ version: meaning({ type: 'integer', minimum: 1 }, 'The version it has') }),
    answer: recordSchema,
  },
  restoreRecord: {
    ...{ summary: 'Brings a deleted record back', guard: 'member', limit: 'small', once: true },
    ...{ query: written, body: z.strictObject({ version, duplicates: acceptedSchema }), answer: recordSchema },
  },
  moveRecord: {
    ...{ summary: 'Moves a record to a stage, or gives it a status: won, lost, paused, open again', guard: 'member', limit: 'document' },
    ...{ once: true, query: written, body: moveBody, answer: recordSchema },
  },
} satisfies Readonly<Record<string, Operation>>;

/** Parameters that narrow what a person sees. */
export const narrowing = { filter, search, limit, since };
