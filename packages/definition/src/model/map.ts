import { z } from 'zod';
import { keySchema } from '../ground/label.ts';

/**
 * How the records of an entity are drawn as a map of people: those of one record (`within`, a reference) stand together, each under the one of them
 * that it reports to. What they decide, how they stand to us, how much they weigh and what stands under their name are fields as well.
 */
export const mapSchema = z
  .strictObject({
    within: keySchema,
    reportsTo: keySchema,
    subtitle: keySchema.optional(),
    role: keySchema.optional(),
    attitude: keySchema.optional(),
    influence: keySchema.optional(),
  })
  .meta({ id: 'Map' });
/** How the records of an entity are drawn as a map of people. */
export type PeopleMap = z.infer<typeof mapSchema>;

/** The fields of a map that are choices: what is drawn of each of the people, and changed on the map. */
export const MAP_CHOICES = ['role', 'attitude', 'influence'] as const;
/** One of the choices that are drawn on a map. */
export type MapChoice = (typeof MAP_CHOICES)[number];
