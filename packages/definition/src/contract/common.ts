import type { Facts, Value } from '@pipewright/logic';
import { z } from 'zod';

/** A list that is only read. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** A text of a closed set, of which the schema says only that it is a text: programs take what they do not know for new. */
export const known = <T extends string>() => z.string() as unknown as z.ZodType<T>;

/** The answer where there is nothing to say but that it is done. */
export const done = z.strictObject({});

/** A value as JSON. */
export const valueSchema: z.ZodType<Value> = z
  .union([z.null(), z.string(), z.number(), z.boolean(), list(z.string())])
  .meta({ id: 'Value', description: 'A value of a field; decimals and instants are texts' });
/** Values by name. */
export const factsSchema: z.ZodType<Facts> = z.record(z.string(), valueSchema);

/** What a person did wrong, in that person's language. */
export const faultSchema = z
  .strictObject({
    path: z.string().describe('Where in the request'),
    code: z.string().describe('What is wrong, for programs'),
    message: z.string().describe('What is wrong, for people, in the language of the request'),
  })
  .meta({ id: 'Fault' });

/** A parameter of an address: a text, whatever it means. */
export const text = (says: string) => z.string().optional().describe(says);
/** A parameter of an address that means a number or yes and no; `meaning` is its JSON Schema. */
export const meaning = (meaning: Readonly<Record<string, unknown>>, says: string) =>
  z
    .string()
    .optional()
    .meta({ ...meaning, description: says });
/** How fresh an answer must be. */
export const since = meaning({ type: 'number' }, 'The answer holds everything that was told by this instant of the stream of events');
/** Said by who was warned of a duplicate, and makes another one all the same. */
export const acceptedSchema = z
  .literal('accepted')
  .optional()
  .describe('Says that it is another one, where a rule only warns of duplicates');
