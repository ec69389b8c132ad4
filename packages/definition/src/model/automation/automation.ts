import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from '../../ground/label.ts';
import { nodeSchema } from './node.ts';
import { triggerSchema } from './trigger.ts';

/** The most steps of one automation. */
export const MOST_NODES = 50;

/**
 * Something that the app does by itself: a trigger, a condition, and steps that name what follows them. Each level of a ladder names where it begins; everything else begins at
 * `start`.
 */
export const automationSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    note: labelSchema.optional(),
    entity: keySchema,
    on: triggerSchema,
    when: ruleSchema.optional(),
    /** `record`: once for each record, however often its trigger holds. */
    once: z.literal('record').optional(),
    /** The working calendar that counts; the app's main one where it is left out. */
    calendar: keySchema.optional(),
    start: keySchema,
    nodes: z.array(nodeSchema).min(1).max(MOST_NODES),
    /** Which phase of bringing an app in it belongs to; screens group by it. */
    phase: z.int().min(1).max(9).optional(),
    /** A new installation has it switched off. */
    off: z.literal(true).optional(),
  })
  .meta({ id: 'Automation' });
/** Something that the app does by itself. */
export type Automation = z.infer<typeof automationSchema>;
