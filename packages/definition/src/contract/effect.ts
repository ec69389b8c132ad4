import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import type { Field } from '../model/field.ts';
import type { PartChange } from '../parts/diff.ts';
import { PART_KINDS } from '../parts/kinds.ts';
import type { PropertyName } from '../parts/properties.ts';
import type { Shown } from '../parts/said.ts';
import type { ActWord, Word } from '../parts/word.ts';
import { known, list } from './common.ts';

const names = list(labelSchema);
/** A field that a rule reads; one step away its key is `reference.field`. */
const readFieldSchema = z.looseObject({ key: z.string(), type: z.string(), name: labelSchema }) as unknown as z.ZodType<Field>;
const shownSchema: z.ZodType<Shown> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('text'), text: z.string() }),
      z.strictObject({ kind: z.literal('label'), label: labelSchema }),
      z.strictObject({ kind: z.literal('word'), word: known<Word>() }),
      z.strictObject({ kind: z.literal('rule'), rule: ruleSchema, fields: list(readFieldSchema) }),
      z.strictObject({
        kind: z.literal('expression'),
        expression: ruleSchema,
        names: z.record(z.string(), labelSchema),
        fields: list(readFieldSchema),
      }),
      z.strictObject({ kind: z.literal('list'), items: list(shownSchema) }),
      z.strictObject({ kind: z.literal('pair'), name: labelSchema, value: shownSchema }),
    ]),
  )
  .meta({ id: 'Shown' });
const turn = z.strictObject({ from: shownSchema.nullable(), to: shownSchema.nullable() });

/** One change between two definitions, in the words of people. */
export const changeSchema: z.ZodType<PartChange> = z
  .strictObject({
    kind: z.enum(['added', 'removed', 'retired', 'restored', 'changed', 'moved']),
    part: z.enum(PART_KINDS),
    names,
    properties: list(known<PropertyName>()).optional(),
    values: z.record(z.string(), turn).optional(),
    path: z.string(),
  })
  .meta({ id: 'Change' });

/** What records are worth together; the currency is empty where the figure is not money. */
export const worthSchema = z.strictObject({ amount: z.string(), currency: z.string() });
/** What records are worth together. */
export type Worth = z.infer<typeof worthSchema>;

/** What a publish can do to records that exist, or to the members of a role. */
export type ImpactCode =
  | ('entity_hidden' | 'field_hidden' | 'required_missing' | 'option_gone' | 'unique_twins' | 'constraint_broken' | 'within_broken')
  | ('process_gone' | 'pipeline_other' | 'stage_gone' | 'stage_gone_closed' | 'stage_required_missing' | 'gate_unmet')
  | ('role_gone' | `${'admin' | 'acts' | 'read' | 'update' | 'delete'}_${'gained' | 'lost'}` | `${'won' | 'lost'}_required_missing`)
  | 'duplicates_there'
  | `fields_${'hidden' | 'shown' | 'locked' | 'unlocked'}`;

/** An effect of a publish on records that exist, or on the members of a role. */
export const impactSchema = z.strictObject({
  /** What the records hit are asked for by. */
  id: z.string(),
  code: known<ImpactCode>(),
  /** The records hit; of an effect on people alone, the people. */
  count: z.int(),
  names,
  worth: worthSchema.optional(),
  /** The members of the role that the effect is about. */
  people: z.int().optional(),
  fields: names.optional(),
  /** Rights, as keys of the product's words. */
  words: list(known<ActWord>()).optional(),
  /** True where the records hit can be listed. */
  lists: z.boolean(),
});
/** An effect of a publish on records that exist, or on the members of a role. */
export type Impact = z.infer<typeof impactSchema>;

/** A question that publishing asks: where the records of a removed stage go. */
export const placeQuestionSchema = z.strictObject({
  /** What `places` answers it by. */
  id: z.string(),
  /** The effect whose records it is about. */
  effect: z.string(),
  /** Entity, pipeline, stage. */
  names,
  count: z.int(),
  worth: worthSchema.optional(),
  /** The stages they may go to, each with the names it needs to be told from the others. */
  choices: list(z.strictObject({ key: z.string(), names })),
});
/** A question that publishing asks: where the records of a removed stage go. */
export type PlaceQuestion = z.infer<typeof placeQuestionSchema>;

/** A step of the plan in the names that people know: the entity, then its fields. */
export const planStepSchema = z.strictObject({
  kind: z.enum([
    ...['create_schema', 'create_table', 'add_column', 'add_reference', 'create_sequence'],
    ...['create_index', 'unique_index', 'drop_index', 'index_budget'],
  ] as const),
  names,
  /** Of a budget: the indexes for lists and boards, the most there may be, and the questions that get none of their own. */
  budget: z.strictObject({ listed: z.int(), most: z.int(), left: z.int() }).optional(),
});
/** A step of the plan in the names that people know: the entity, then its fields. */
export type PlanStep = z.infer<typeof planStepSchema>;

/** A field whose rule a publish makes or changes, with the records that would get another value by it. */
export const relabellingSchema = z.strictObject({
  /** What `relabel` names it by. */
  id: z.string(),
  /** Entity, field. */
  names,
  count: z.int(),
  /** From which value to which, empty where there is none, and how many. */
  turns: list(z.strictObject({ from: labelSchema.nullable(), to: labelSchema.nullable(), count: z.int() })),
});
/** A field whose rule a publish makes or changes, with the records that would get another value by it. */
export type RelabellingJson = z.infer<typeof relabellingSchema>;

/** Records that get another value by a rule of today, some at a time. */
export const relabelSchema = z.strictObject({
  ...{ id: z.string(), names, version: z.int() },
  /** How many there were as it was decided, how many have it now, and how many were refused. */
  ...{ total: z.int(), done: z.int(), refused: z.int() },
  startedAt: z.string(),
  endedAt: z.string().nullable(),
});
/** Records that get another value by a rule of today, some at a time. */
export type RelabelJson = z.infer<typeof relabelSchema>;
