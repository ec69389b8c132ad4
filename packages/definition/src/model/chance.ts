import { z } from 'zod';

/** The most fields that divide records into segments. */
export const MOST_SEGMENTS = 3;
/** How many closed records a stage must have seen, and how many months are looked back, where a process does not say. */
export const CHANCE_USUAL = { least: 30, months: 24 } as const;

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

/** The fields of a record beside its probability: what was worked out, what a person says instead, and why. */
export const CHANCE_FIELDS = ['probability_computed', 'probability_set', 'probability_reason'] as const;

/** The fields in which a person says another probability, and why. */
export const SAID_FIELDS = ['probability_set', 'probability_reason'] as const;
