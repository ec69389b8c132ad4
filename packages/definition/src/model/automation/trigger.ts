import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from '../../ground/label.ts';
import { hoursSchema, TIME_UNITS } from '../calendar.ts';
import { STATUSES } from '../status.ts';

/** Since when a ladder counts: since the record came into its stage, or since somebody last followed it up. */
export const CLOCKS = ['stage', 'follow_up'] as const;
/** Since when a ladder counts. */
export type Clock = (typeof CLOCKS)[number];

/** The longest time of a ladder, in its unit. */
export const MOST_TIME = 10_000;
/** A time, in a unit that stands beside it. */
export const timeSchema = z.int().min(1).max(MOST_TIME);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A day before or after a date of a record, and the time of that day. */
export const dateOffset = {
  field: keySchema,
  /** Days after the date; before it where negative. */
  offset: z.int().min(-3650).max(3650),
  unit: z.enum(['days', 'workdays']),
  at: clockTime,
};

/** A name in a message from outside: names of objects and places in lists, with dots between them. */
export const arrivingName = z
  .string()
  .regex(/^[^\s.\p{Cc}]+(\.[^\s.\p{Cc}]+)*$/u)
  .max(200);

/** One step of a ladder: which node begins it. `waits` is the least time after the level before it was reached, in the ladder's unit: what was warned of comes no sooner. */
export const levelSchema = z
  .strictObject({ key: keySchema, name: labelSchema, start: keySchema, waits: timeSchema.optional() })
  .meta({ id: 'Level' });
/** One step of a ladder. */
export type Level = z.infer<typeof levelSchema>;

/** A row of a ladder: to which records it applies (the first whose rule holds; null is for all others), and after how long each level is reached. A level it does not name is never reached. */
export const bandSchema = z
  .strictObject({ key: keySchema, name: labelSchema, when: ruleSchema.nullable(), after: z.record(keySchema, timeSchema) })
  .meta({ id: 'Band' });
/** A row of a ladder. */
export type Band = z.infer<typeof bandSchema>;

/** That a ladder keeps to the working hours of its calendar: what is due by night or on a day off waits for the next of them. */
const openHoursSchema = z
  .strictObject({
    /** Hours in which it keeps quiet all the same; those that begin later than they end go over midnight. */
    except: hoursSchema.optional(),
  })
  .meta({ id: 'OpenHours' });
/** That a ladder keeps to the working hours of its calendar, and when it keeps quiet in them all the same. */
export type OpenHours = z.infer<typeof openHoursSchema>;

/** What begins a run. Keys of stages are those of any pipeline; without them any stage is meant. */
export const triggerSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('created') }),
    z.strictObject({
      kind: z.literal('changed'),
      fields: z.array(keySchema).min(1).max(20),
      /** From and to which of these values; of a single field. */
      from: z.array(keySchema).min(1).max(50).optional(),
      to: z.array(keySchema).min(1).max(50).optional(),
    }),
    z.strictObject({ kind: z.literal('deleted') }),
    z.strictObject({ kind: z.literal('entered'), stages: z.array(keySchema).max(40) }),
    z.strictObject({ kind: z.literal('left'), stages: z.array(keySchema).max(40) }),
    z.strictObject({ kind: z.literal('status'), to: z.array(z.enum(STATUSES)).min(1).max(STATUSES.length) }),
    z.strictObject({
      kind: z.literal('since'),
      clock: z.enum(CLOCKS),
      unit: z.enum(TIME_UNITS),
      levels: z.array(levelSchema).min(1).max(9),
      bands: z.array(bandSchema).min(1).max(30),
      openHours: openHoursSchema.optional(),
    }),
    z.strictObject({ kind: z.literal('date'), ...dateOffset }),
    z.strictObject({
      kind: z.literal('schedule'),
      every: z.enum(['day', 'workday', 'week', 'month']),
      /** The weekday (1 is Monday) or the day of the month; a month without that day has its last one. */
      on: z.int().min(1).max(31).optional(),
      at: clockTime,
      /** Once for all records that the condition holds for, of which people of roles are told how many; otherwise once for each of them. */
      list: z.literal(true).optional(),
    }),
    z.strictObject({
      kind: z.literal('webhook'),
      /** What is filled with what arrives: the field, and the name under which its value stands in the message (`contact.email` for one inside another). */
      takes: z.record(keySchema, arrivingName),
      /** The field by whose value the record is found that the message is about; without it each message makes a record. */
      match: keySchema.optional(),
      /** Only records that are there already: a message that fits none changes nothing. */
      known: z.literal(true).optional(),
    }),
    /** Only another automation begins it, by a step of its own. */
    z.strictObject({ kind: z.literal('called') }),
    z.strictObject({ kind: z.literal('button'), label: labelSchema, roles: z.array(keySchema).min(1).max(50) }),
  ])
  .meta({ id: 'Trigger' });
/** What begins a run. */
export type Trigger = z.infer<typeof triggerSchema>;
/** A kind of trigger. */
export type TriggerKind = Trigger['kind'];
/** The trigger of one kind. */
export type TriggerOf<Kind extends TriggerKind> = Extract<Trigger, { kind: Kind }>;
