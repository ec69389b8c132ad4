import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { COLORS } from '../ground/color.ts';
import { keySchema, labelSchema } from '../ground/label.ts';
import { chanceSchema } from './chance.ts';
import { optionSchema } from './field.ts';
import { MOST_COOL_DOWN, MOST_OPEN, MOST_TASK_DAYS, MOST_WAIT_DAYS, NEXT_TASKS } from './limits.ts';

/** One criterion of a stage: the rule must hold before a record moves on (exit) or in (entry), `message` says what is missing. */
export const gateSchema = z.strictObject({ key: keySchema, rule: ruleSchema, message: labelSchema }).meta({ id: 'Gate' });
/** One criterion of a stage. */
export type Gate = z.infer<typeof gateSchema>;

/** Something that is to be done in a stage: it appears as a task when a record comes in, for the owner, or for the person in the field `by`. */
export const keyTaskSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    /** The stage is not left before it is done. */
    required: z.literal(true).optional(),
    by: keySchema.optional(),
    /** Working days after coming in by which it is due. */
    days: z.int().min(0).max(MOST_TASK_DAYS).optional(),
  })
  .meta({ id: 'KeyTask' });
/** Something that is to be done in a stage. */
export type KeyTask = z.infer<typeof keyTaskSchema>;

/** Something that must lie on the table when a stage is left: a field filled in, such as a file, or a record of another entity that refers to this one by `link`. */
export const deliverableSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    /** The stage is not left without it. */
    required: z.literal(true).optional(),
    field: keySchema.optional(),
    entity: keySchema.optional(),
    link: keySchema.optional(),
    /** Which of those records count. */
    when: ruleSchema.optional(),
  })
  .meta({ id: 'Deliverable' });
/** Something that must lie on the table when a stage is left. */
export type Deliverable = z.infer<typeof deliverableSchema>;

/** How long a stage takes for some records: the first of several whose rule holds. */
export const standardSchema = z.strictObject({ key: keySchema, when: ruleSchema, days: z.int().min(1).max(1000) }).meta({ id: 'Standard' });
/** How long a stage takes for some records. */
export type Standard = z.infer<typeof standardSchema>;

/** A stage: where a record stands. `required` fields, `gates` and required work are its exit criteria, `entryRequired` and `entryGates` those of coming in. */
export const stageSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    probability: z.int().min(0).max(100),
    color: z.enum(COLORS),
    buyerStep: labelSchema.optional(),
    /** What to do first in this stage, offered as the next step of a record that comes into it. */
    keyStep: labelSchema.optional(),
    guide: z.strictObject({ en: z.string().max(4000), 'zh-CN': z.string().max(4000) }).optional(),
    /** What should be known by now, `reference.field` among it: together with what earlier stages name it makes the picture complete. */
    facts: z.array(z.string().max(121)).max(50).optional(),
    standardDays: z.int().min(1).max(1000).optional(),
    /** The stages a record may be moved to from here, back as well as ahead; all of them where it is left out. */
    leadsTo: z.array(keySchema).max(40).optional(),
    required: z.array(keySchema).max(50),
    gates: z.array(gateSchema).max(50),
    tasks: z.array(keyTaskSchema).max(20).optional(),
    deliverables: z.array(deliverableSchema).max(20).optional(),
    entryRequired: z.array(keySchema).max(50).optional(),
    entryGates: z.array(gateSchema).max(50).optional(),
    /** Standard days of some records, as those of a class of customers; `standardDays` are those of all others. */
    standardDaysBy: z.array(standardSchema).max(20).optional(),
  })
  .meta({ id: 'Stage' });
/** A stage of a pipeline. */
export type Stage = z.infer<typeof stageSchema>;

/** A pipeline: its stages in order, and the rule that chooses it (null: the one for everything else). */
export const pipelineSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    when: ruleSchema.nullable(),
    /** What a record is given when it is won here: a value for each of these fields that is empty then, where whoever wins it says nothing else. */
    wonValues: z.record(keySchema, ruleSchema).optional(),
    stages: z.array(stageSchema).min(1).max(40),
  })
  .meta({ id: 'Pipeline' });
/** A pipeline. */
export type Pipeline = z.infer<typeof pipelineSchema>;

/** Why a record stands as it does, with the rule of that reason: when it comes back unless another day is said, by when at the latest, and what is to be done then. */
export const reasonSchema = optionSchema
  .extend({
    /** After so many days it comes back, where nobody says another day. */
    wakesAfter: z.int().min(1).max(MOST_WAIT_DAYS).optional(),
    /** It cannot be put off for more days than these. */
    latestAfter: z.int().min(1).max(MOST_WAIT_DAYS).optional(),
    /** The task that is made when it comes back. */
    task: labelSchema.optional(),
  })
  .meta({ id: 'Reason' });
/** Why a record stands as it does, with the rule of that reason. */
export type Reason = z.infer<typeof reasonSchema>;

/** What a change of status asks for: one of the reasons, where there are any, and a day (until when it is paused, when the future one wakes). */
export const statusRuleSchema = z
  .strictObject({ reasons: z.array(reasonSchema).max(50), until: z.boolean().optional() })
  .meta({ id: 'StatusRule' });
/** What a change of status asks for. */
export type StatusRule = z.infer<typeof statusRuleSchema>;

/** What closing as lost asks for besides where a rule holds: of a deal that went to a competitor, to which. */
export const askSchema = z.strictObject({ key: keySchema, when: ruleSchema, field: keySchema }).meta({ id: 'Ask' });
/** What closing as lost asks for besides where a rule holds. */
export type Ask = z.infer<typeof askSchema>;

/** What moves through pipelines and how it ends. */
export const processSchema = z
  .strictObject({
    pipelines: z.array(pipelineSchema).min(1).max(20),
    wonRequires: z.array(keySchema).max(20),
    lostRequires: z.array(keySchema).max(20),
    lostAsks: z.array(askSchema).max(20).optional(),
    /** How whoever buys goes about it, `reference.field` among it: told beside the stages. */
    buying: z.array(z.string().max(121)).max(10).optional(),
    amount: keySchema.optional(),
    closeDate: keySchema.optional(),
    /** The fields that say what is to be done next, and on which day. */
    nextStep: keySchema.optional(),
    nextStepDate: keySchema.optional(),
    /** Whoever is held up by what a way asks for may ask for an exception, which roles with the right to it grant. */
    exceptions: z.literal(true).optional(),
    /** Whether it is looked after that each open record has a day for its next step, or an open task with one: those without are `listed`, or one is `asked` for. */
    nextTask: z.enum(NEXT_TASKS).optional(),
    /** The most open records that somebody may hold and still take one, or be given one by a rule; by hand people are given more. */
    mostOpen: z.int().min(1).max(MOST_OPEN).optional(),
    /** For how many days who a record was taken back from cannot take it again, nor is given it by a rule. */
    coolDown: z.int().min(1).max(MOST_COOL_DOWN).optional(),
    /** Works the probability of open records out from own closed ones; without it that of the stage stands. */
    chance: chanceSchema.optional(),
    statuses: z
      .strictObject({
        paused: statusRuleSchema.optional(),
        future: statusRuleSchema.optional(),
        void: statusRuleSchema.optional(),
        reopen: statusRuleSchema.optional(),
      })
      .optional(),
  })
  .meta({ id: 'Process' });
/** What moves through pipelines and how it ends. */
export type Process = z.infer<typeof processSchema>;
