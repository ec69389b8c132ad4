import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';

/**
 * What a part that is off has taken along: an item of a list, which stood behind another one, or a property, with what it was and what it is now. Places are paths of keys.
 */
export const asideSchema = z
  .union([
    z.strictObject({ list: z.string().max(400), item: z.json(), after: z.string().max(200).nullable() }),
    z.strictObject({ of: z.string().max(400), property: z.string().max(60), was: z.json().optional(), is: z.json().optional() }),
  ])
  .meta({ id: 'Aside' });
/** What a part that is off has taken along. */
export type Aside = z.infer<typeof asideSchema>;

/** A part of an app that is switched on and off as a whole: some of its entities, with all that names them. */
export const appPartSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    description: labelSchema.optional(),
    entities: z.array(keySchema).min(1).max(20),
    /** While it is off: what goes back to where it stood. */
    aside: z.array(asideSchema).max(5000).optional(),
  })
  .meta({ id: 'AppPart' });
/** A part of an app that is switched on and off as a whole. */
export type AppPart = z.infer<typeof appPartSchema>;
