import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';

/** The most kinds of record that one conversion makes. */
export const MOST_TARGETS = 10;

/** One record that a conversion makes, or chooses among those that are there. */
export const conversionTargetSchema = z
  .strictObject({
    key: keySchema,
    entity: keySchema,
    /** By its fields, what they begin with: expressions over the record that is converted. */
    values: z.record(keySchema, ruleSchema),
    /** By its reference fields, the targets before it to whose records they refer. */
    links: z.record(keySchema, keySchema).optional(),
    /** The fields by which a record that is there already is taken for the same. */
    match: z.array(keySchema).min(1).max(5).optional(),
    /** Its reference to the record that is converted: unique, so that no two records come of one. */
    source: keySchema.optional(),
    /** The reference of the converted record to what was made. */
    keep: keySchema,
  })
  .meta({ id: 'ConversionTarget' });
/** One record that a conversion makes or chooses. */
export type ConversionTarget = z.infer<typeof conversionTargetSchema>;

/** How a record becomes others, once: when it may, what is made of it in which order, and what it is afterwards. */
export const conversionSchema = z
  .strictObject({
    when: ruleSchema,
    /** What is said to who would convert a record that may not be. */
    message: labelSchema,
    /** What a converted record has in its own fields: constants, which nothing else gives it, and which stay. */
    sets: z.record(keySchema, ruleSchema),
    targets: z.array(conversionTargetSchema).min(1).max(MOST_TARGETS),
  })
  .meta({ id: 'Conversion' });
/** How a record becomes others. */
export type Conversion = z.infer<typeof conversionSchema>;
