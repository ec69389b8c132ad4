import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';

/** The most rules an entity has by which records are duplicates. */
export const MOST_DUPLICATE_RULES = 10;
/** The most fields of one. */
export const MOST_DUPLICATE_FIELDS = 5;

/**
 * By what two records are duplicates: the same values in all these fields, while both still have a way before them where they move through pipelines. A
 * `block` lets nobody make a second one, a `warn` only who says that it is another.
 */
export const duplicateRuleSchema = z
  .strictObject({
    key: keySchema,
    fields: z.array(keySchema).min(1).max(MOST_DUPLICATE_FIELDS),
    act: z.enum(['warn', 'block']),
    /** What is said to who would make a second one. */
    message: labelSchema.optional(),
  })
  .meta({ id: 'DuplicateRule' });
/** By what two records are duplicates. */
export type DuplicateRule = z.infer<typeof duplicateRuleSchema>;
