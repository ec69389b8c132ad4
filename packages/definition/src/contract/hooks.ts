import { z } from 'zod';
import { done, known, list } from './common.ts';
import type { Operation } from './operation.ts';

/**
 * What came of a message: it began the steps; it was kept but began nothing, as the condition does not hold or it has run before; no record, or more than one, fits it; it was refused; it came
 * while the automation was switched off.
 */
export const ARRIVALS = ['begun', 'kept', 'unmatched', 'refused', 'off'] as const;
/** What came of a message. */
export type ArrivalOutcome = (typeof ARRIVALS)[number];

const arrivalSchema = z
  .strictObject({
    id: z.string(),
    at: z.string(),
    outcome: known<ArrivalOutcome>().describe(`One of ${ARRIVALS.join(', ')}`),
    record: z.strictObject({ entity: z.string(), id: z.string(), title: z.string().nullable() }).nullable(),
    input: list(z.strictObject({ name: z.string(), value: z.string() })).describe('What it said, in words'),
    faults: list(z.string()).describe('What spoke against it'),
  })
  .meta({ id: 'Arrival' });
/** A message that came to a webhook. */
export type Arrival = z.infer<typeof arrivalSchema>;

const hookSchema = z
  .strictObject({
    hook: z
      .strictObject({
        id: z.string().describe('What its address ends with'),
        by: z.string().nullable().describe('Who made its secret'),
        at: z.string().describe('When that was'),
        deniedAt: z.string().nullable().describe('When somebody last came without the secret'),
      })
      .nullable(),
    arrivals: list(arrivalSchema).describe('The last twenty messages, latest first'),
  })
  .meta({ id: 'Hook' });
/** The address of an automation that a webhook begins, and what came to it. */
export type Hook = z.infer<typeof hookSchema>;

/** Messages from outside that begin automations. */
export const hookOperations = {
  readHook: {
    summary: 'The address of an automation that a webhook begins, and what came to it',
    guard: 'appAdmin',
    screens: true,
    answer: hookSchema,
  },
  renewHook: {
    ...{ summary: 'Makes an address and a secret, or another secret for the same address; the former one ends at once', guard: 'appAdmin' },
    ...{ screens: true, answer: z.strictObject({ id: z.string(), secret: z.string().describe('Told this once') }) },
  },
  endHook: { summary: 'Ends an address with its secret', guard: 'appAdmin', screens: true, answer: done },
  takeHook: {
    ...{
      summary: 'Takes a message of a program that signs it after Standard Webhooks, or sends the secret as a bearer token',
      guard: 'public',
    },
    ...{ limit: 'small', status: 202, body: z.looseObject({}), answer: done },
  },
} satisfies Readonly<Record<string, Operation>>;
