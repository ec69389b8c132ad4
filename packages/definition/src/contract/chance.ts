import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { list } from './common.ts';
import type { Operation } from './operation.ts';

const percent = z.number().describe('In percent');
const reasonSchema = z
  .strictObject({
    kind: z.enum(['all', 'stage', 'segment', 'age', 'quiet', 'cell']).describe('All closed records, those of its stage, of a segment, …'),
    field: labelSchema.nullable().describe('Of a segment: by which field; null where that may not be known'),
    value: z
      .union([z.string(), labelSchema])
      .nullable()
      .describe('Of a segment the value, of an age or a silence how long it is; null for none'),
    won: z.int(),
    n: z.int().describe('How many closed records were seen so'),
    points: z.int().describe('By how many points it moves what is worked out; of the first, with how many that begins'),
  })
  .meta({ id: 'ChanceReason', description: 'One reason of a probability' });
/** One reason of a probability. */
export type ChanceReason = z.infer<typeof reasonSchema>;

const chanceStateSchema = z
  .strictObject({
    probability: percent.nullable().describe('The one that stands: what a person says, else what was worked out, else that of the stage'),
    stage: percent.nullable().describe('What the stage says'),
    computed: percent.nullable().describe('What was worked out; null where too little is known'),
    set: z
      .strictObject({
        ...{ probability: percent, reason: z.string() },
        by: z.string().nullable().describe('The name of who said it'),
        at: z.string().nullable(),
      })
      .nullable()
      .describe('What a person says instead, and why'),
    low: percent.nullable().describe('With a probability of 80 % it lies between this and `high`'),
    high: percent.nullable(),
    n: z.int().describe('How many closed records went through its stage'),
    least: z.int().describe('How many it takes'),
    reasons: list(reasonSchema),
    learnedAt: z.string().nullable().describe('When it was last learned from closed records; null for never'),
    records: z.int().describe('From how many'),
  })
  .meta({ id: 'ChanceState', description: 'What the probability of a record is made of' });
/** What the probability of a record is made of. */
export type ChanceState = z.infer<typeof chanceStateSchema>;

const scored = z.number().nullable();
const scoreSchema = z
  .strictObject({
    from: z.string().describe('From which day on records were closed that were told of'),
    learned: z.int().describe('From how many records, closed before, that was learned'),
    records: z.int(),
    looks: z.int().describe('How often they were looked at on their way'),
    brier: scored.describe('The mean square of the misses: 0 for who knows everything, 0.25 for who always says one half'),
    base: scored.describe('The same for who always says the share that was won before'),
    stages: scored.describe('The same for what the stages say'),
    better: z.strictObject({ low: z.number(), high: z.number() }).nullable().describe('By how much it beats the base rate, with 95 %'),
    bins: list(z.strictObject({ told: z.number(), won: z.number(), n: z.int() })).describe('What was told beside what was won, in percent'),
  })
  .meta({ id: 'ChanceScore', description: 'How well probabilities told of records that were not known yet' });
/** How well probabilities told of records that were not known yet. */
export type ChanceScore = z.infer<typeof scoreSchema>;

const chanceModelSchema = z
  .strictObject({
    learnedAt: z.string().nullable(),
    ...{ records: z.int(), won: z.int() },
    score: scoreSchema.nullable().describe('Null where too few are closed to leave some out'),
  })
  .meta({ id: 'ChanceLearned', description: 'What probabilities are learned from, and how far to trust them' });
/** What probabilities are learned from, and how far to trust them. */
export type ChanceLearned = z.infer<typeof chanceModelSchema>;

/** What the probability of a record is made of, and how far to trust it. */
export const chanceOperations = {
  readChance: { summary: 'What the probability of a record is made of', guard: 'member', answer: chanceStateSchema },
  readChanceScore: {
    summary: 'How far to trust the probabilities of an entity, for who reads all of its records',
    guard: 'member',
    answer: chanceModelSchema,
  },
} satisfies Readonly<Record<string, Operation>>;
