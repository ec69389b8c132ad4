import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { appSchema, entitySchema, sectionSchema, viewSchema } from '../model/app.ts';
import { fieldSchema } from '../model/field.ts';
import { pipelineSchema } from '../model/pipeline.ts';
import { measureSchema, reportSchema } from '../model/report.ts';
import { roleSchema } from '../model/role.ts';
import { done, factsSchema, list } from './common.ts';
import type { Operation } from './operation.ts';

const summarySchema = z.strictObject({ key: z.string(), name: labelSchema, version: z.int(), admin: z.boolean() });
/** An app in the list of apps. */
export type AppSummary = z.infer<typeof summarySchema>;

// What a role may not see is left out, so lists that a definition must fill may be empty here.
const seenView = viewSchema.extend({ columns: z.array(z.string()) }).meta({ id: 'SeenView' });
const seenEntity = entitySchema
  .extend({ fields: z.array(fieldSchema), form: z.array(sectionSchema), views: z.array(seenView) })
  .meta({ id: 'SeenEntity' });
const seenReport = reportSchema.extend({ measures: z.array(measureSchema) }).meta({ id: 'SeenReport' });
const seenApp = appSchema.extend({ entities: z.array(seenEntity), reports: z.array(seenReport) }).meta({ id: 'SeenApp' });

const personAppSchema = z
  .strictObject({
    key: z.string(),
    version: z.int(),
    app: seenApp,
    role: roleSchema,
    formerStages: z
      .record(z.string(), labelSchema)
      .describe('The names of stages that records may stand in though the pipelines have them no more'),
    buttons: z
      .array(z.strictObject({ automation: z.string(), entity: z.string(), label: labelSchema }))
      .optional()
      .describe('What the caller may have done to a record by a press'),
    approves: z.array(z.string()).optional().describe('The entities about whose records people are asked for approval, or wait to be'),
    surroundings: factsSchema.describe('The facts about who asks and when: `user.…`, `today` in the zone of the app, `now`'),
  })
  .meta({ id: 'AppForPerson' });
/** A published app as one person sees it: without what that person's role may not see. */
export type AppForPerson = z.infer<typeof personAppSchema>;

const wished = { entity: z.string().max(40), view: viewSchema };
const audience = z
  .strictObject({ role: z.string().max(40).optional() })
  .optional()
  .describe('Who sees it besides: the people of a role, or without one everybody; left out, nobody');
const ownViewSchema = z
  .strictObject({ id: z.string(), ...wished, audience, mine: z.boolean().describe('True where the caller may change it') })
  .meta({ id: 'OwnView' });
/** A view that a person keeps for herself, or that is kept for her role or for everybody. */
export type OwnView = z.infer<typeof ownViewSchema>;

const classesSchema = z
  .strictObject({
    entity: z.string(),
    field: z.strictObject({ key: z.string(), name: labelSchema, options: list(z.strictObject({ key: z.string(), name: labelSchema })) }),
    now: z.record(z.string(), z.string()).describe('The pipelines of the classes, by the keys of both'),
    pipelines: list(pipelineSchema).describe('Those that classes can be given'),
  })
  .meta({ id: 'ClassPipelines' });
/** The classes of customers by which the pipelines of an app are chosen. */
export type ClassPipelines = z.infer<typeof classesSchema>;

const templateSchema = z.strictObject({
  ...{ key: z.string(), name: labelSchema, description: labelSchema.optional(), hasSample: z.boolean() },
  classes: classesSchema.optional(),
});
/** A template in the list of templates. */
export type TemplateSummary = z.infer<typeof templateSchema>;

const newApp = z.strictObject({
  key: z.string().max(60),
  template: z.string().max(60),
  name: labelSchema.optional(),
  sample: z.boolean().optional(),
  classes: z
    .record(z.string().max(40), z.string().max(100))
    .optional()
    .describe(
      'The pipelines of classes of customers, by the keys of both; without sample records, which stand in pipelines of the template',
    ),
});

/** Apps, and one app as its people see it. */
export const appOperations = {
  listApps: { summary: 'The apps a person has a role in', guard: 'signedIn', answer: z.strictObject({ apps: list(summarySchema) }) },
  listTemplates: {
    ...{ summary: 'What new apps can be made from', guard: 'signedIn' },
    answer: z.strictObject({ templates: list(templateSchema) }),
  },
  makeApp: {
    ...{ summary: 'Makes an app from a template', guard: 'installationAdmin', limit: 'small', once: true, status: 201 },
    ...{ body: newApp, answer: z.strictObject({ key: z.string() }) },
  },
  readDefinition: { summary: 'The app as the caller may know it', guard: 'member', answer: personAppSchema },
  describeApi: { summary: 'This description', guard: 'member', answer: z.looseObject({ openapi: z.string() }) },
  followEvents: {
    ...{ summary: 'Tells which records changed, as it happens', guard: 'member', screens: true },
    ...{ media: 'text/event-stream', answer: z.string() },
  },
  listViews: {
    summary: 'The views a person keeps for herself, and those kept for her role or for everybody',
    guard: 'member',
    answer: z.strictObject({ views: list(ownViewSchema) }),
  },
  saveView: {
    ...{ summary: 'Keeps a view', guard: 'member', limit: 'small', once: true, status: 201 },
    ...{ body: z.strictObject({ ...wished, audience }), answer: ownViewSchema },
  },
  changeView: {
    ...{ summary: 'Changes a kept view, and who sees it', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ view: viewSchema, audience }), answer: done },
  },
  orderViews: {
    ...{ summary: 'Puts kept views into an order', guard: 'member', limit: 'small' },
    ...{ body: z.strictObject({ ids: z.array(z.uuid()).max(200) }), answer: done },
  },
  deleteView: { summary: 'Throws a view away', guard: 'member', answer: done },
} satisfies Readonly<Record<string, Operation>>;
