import { z } from 'zod';
import { MOST_SEGMENTS } from './chance-fields.ts';

/** From what own closed records the chance of an open one is told: by which fields they are divided into segments, from how many on, of how many months. */
export const chanceSchema = z
  .strictObject({
    /** Fields of the entity, or one reference away (`customer.grade`). */
    segments: z.array(z.string().regex(/^[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39})?$/)).max(MOST_SEGMENTS),
    least: z.int().min(5).max(1000).optional(),
    window: z.int().min(1).max(120).optional(),
  })
  .meta({ id: 'Chance' });
/** From what own closed records the chance of an open one is told. */
export type Chance = z.infer<typeof chanceSchema>;
