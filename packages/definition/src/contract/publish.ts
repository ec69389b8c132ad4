import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { type App, appSchema } from '../model/app.ts';
import { faultSchema, list } from './common.ts';
import {
  changeSchema,
  impactSchema,
  placeQuestionSchema,
  planStepSchema,
  relabellingSchema,
  relabelSchema,
  worthSchema,
} from './effect.ts';
import type { Operation } from './operation.ts';

const draftSchema = z.strictObject({
  // A draft may be anything that is an object: what is wrong with it is told, not refused.
  definition: z.custom<App>((document) => typeof document === 'object' && document !== null),
  revision: z.int(),
  version: z.int(),
  published: appSchema,
  /** The path of every key that was ever published. */
  keys: list(z.string()),
});
/** What the server keeps of a draft. */
export type DraftJson = z.infer<typeof draftSchema>;

const dryRunSchema = z.strictObject({
  issues: list(faultSchema),
  /** What speaks against the draft without forbidding it. */
  advice: list(faultSchema),
  changes: list(changeSchema),
  steps: list(planStepSchema),
  sql: list(z.string()),
  impact: list(impactSchema),
  places: list(placeQuestionSchema),
  relabels: list(relabellingSchema),
});
/** What a publish would do. */
export type DryRun = z.infer<typeof dryRunSchema>;

const hitPageSchema = z.strictObject({
  entity: z.string(),
  records: list(
    z.strictObject({
      ...{ id: z.string(), title: z.string().nullable(), owner: z.string().nullable() },
      ...{ stage: labelSchema.nullable(), worth: worthSchema.nullable() },
    }),
  ),
  next: z.string().nullable(),
});
/** A page of the records an effect hits; `next` is where the following page begins. */
export type HitPage = z.infer<typeof hitPageSchema>;
/** A record that an effect hits. */
export type HitRecord = HitPage['records'][number];

const versionSchema = z.strictObject({
  version: z.int(),
  publishedAt: z.string(),
  publishedBy: z.string().nullable(),
  note: z.string().nullable(),
  changes: list(changeSchema),
});
/** A published version. */
export type VersionSummary = z.infer<typeof versionSchema>;

const driftSchema = faultSchema.extend({ harmful: z.boolean(), way: z.enum(['rebuild', 'empty', 'hand']) });
/** A difference between the database and the published version; it can be rebuilt, brought back empty, or only be mended by hand. */
export type DriftJson = z.infer<typeof driftSchema>;
const repairSchema = z.strictObject({ done: list(faultSchema), left: list(faultSchema) });
/** What a repair did, and what it left with the reason, each in a sentence. */
export type RepairJson = z.infer<typeof repairSchema>;

/** Where the records of removed stages go, by question. */
export const placesSchema = z.record(z.string().max(130), z.string().max(90).nullable());
const places = placesSchema.optional();
const note = z.string().max(500).optional();
/** The fields whose records of before get what the rule says too, as the dry run names them; those left out keep what they have. */
const relabel = z.array(z.string().max(90)).max(200).optional();
const draftBody = z.strictObject({ revision: z.int(), definition: z.looseObject({}) });
const publishBody = z.strictObject({ base: z.int().min(0), revision: z.int(), note, places, relabel });
const rollBackBody = z.strictObject({ base: z.int().min(1), version: z.int().min(1), note, places, relabel });
const hitsQuery = z.object({ effect: z.string().min(1).max(400), after: z.uuid().optional(), places: z.string().max(20_000).optional() });

const published = z.strictObject({ version: z.int(), changes: list(changeSchema), impact: list(impactSchema) });
const tryOut = { guard: 'appAdmin', limit: 'small', body: z.strictObject({ places }), answer: dryRunSchema } as const;
const hits = { summary: 'Records that an effect hits', guard: 'appAdmin', query: hitsQuery, answer: hitPageSchema } as const;
const goLive = { guard: 'appAdmin', limit: 'small', answer: published } as const;

/** What an administrator does with the definition of an app. */
export const publishOperations = {
  readDraft: { summary: 'The draft', guard: 'appAdmin', answer: draftSchema },
  saveDraft: {
    ...{ summary: 'Saves the draft, and says what is wrong with it', guard: 'appAdmin', limit: 'document' },
    ...{ body: draftBody, answer: z.strictObject({ revision: z.int(), issues: list(faultSchema) }) },
  },
  tryDraft: { summary: 'What publishing the draft would do', ...tryOut },
  tryVersion: { summary: 'What publishing an earlier version again would do', ...tryOut },
  listDraftHits: hits,
  listVersionHits: hits,
  publish: { summary: 'Publishes the draft', ...goLive, body: publishBody },
  rollBack: { summary: 'Publishes an earlier version again', ...goLive, body: rollBackBody },
  listRelabels: {
    ...{ summary: 'The records that get another value by a rule, and how far that is', guard: 'appAdmin' },
    answer: z.strictObject({ relabels: list(relabelSchema) }),
  },
  listVersions: { summary: 'Every version', guard: 'appAdmin', answer: z.strictObject({ versions: list(versionSchema) }) },
  readVersion: { summary: 'The definition of a version', guard: 'appAdmin', answer: appSchema },
  compareVersions: {
    ...{ summary: 'What changed between versions', guard: 'appAdmin' },
    answer: z.strictObject({ changes: list(changeSchema) }),
  },
  findDrift: {
    ...{ summary: 'Where the database differs from the published version, and which indexes are idle', guard: 'appAdmin' },
    answer: z.strictObject({ drift: list(driftSchema), unused: list(faultSchema) }),
  },
  repair: {
    ...{ summary: 'Puts the database right', guard: 'appAdmin', limit: 'small', answer: repairSchema },
    body: z.strictObject({ empty: z.array(z.string().max(200)).max(1000).optional() }),
  },
} satisfies Readonly<Record<string, Operation>>;
