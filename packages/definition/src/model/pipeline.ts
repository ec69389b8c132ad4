import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { COLORS } from '../ground/color.ts';
import { keySchema, labelSchema } from '../ground/label.ts';
import { optionSchema } from './field.ts';
import { MOST_COOL_DOWN, MOST_OPEN } from './limits.ts';

/** One criterion of a stage: the rule must hold before a record moves on (exit) or in (entry), `message` says what is missing. */
export const gateSchema = z.strictObject({ key: keySchema, rule: ruleSchema, message: labelSchema }).meta({ id: 'Gate' });
/** One criterion of a stage. */
export type Gate = z.infer<typeof gateSchema>;

/** A stage: where a record stands. `required` fields and `gates` are its exit criteria, `entryRequired` and `entryGates` those of coming in. */
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
    standardDays: z.int().min(1).max(1000).optional(),
    required: z.array(keySchema).max(50),
    gates: z.array(gateSchema).max(50),
    entryRequired: z.array(keySchema).max(50).optional(),
    entryGates: z.array(gateSchema).max(50).optional(),
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

/** What a change of status asks for: one of the reasons, where there are any, and a day (until when it is paused, when the future one wakes). */
export const statusRuleSchema = z
  .strictObject({ reasons: z.array(optionSchema).max(50), until: z.boolean().optional() })
  .meta({ id: 'StatusRule' });
/** What a change of status asks for. */
export type StatusRule = z.infer<typeof statusRuleSchema>;

/** What moves through pipelines and how it ends. */
export const processSchema = z
  .strictObject({
    pipelines: z.array(pipelineSchema).min(1).max(20),
    wonRequires: z.array(keySchema).max(20),
    lostRequires: z.array(keySchema).max(20),
    amount: keySchema.optional(),
    closeDate: keySchema.optional(),
    /** The fields that say what is to be done next, and on which day. */
    nextStep: keySchema.optional(),
    nextStepDate: keySchema.optional(),
    /** The most open records that somebody may hold and still take one, or be given one by a rule; by hand people are given more. */
    mostOpen: z.int().min(1).max(MOST_OPEN).optional(),
    /** For how many days who a record was taken back from cannot take it again, nor is given it by a rule. */
    coolDown: z.int().min(1).max(MOST_COOL_DOWN).optional(),
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
