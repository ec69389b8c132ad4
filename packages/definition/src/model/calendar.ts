import { z } from 'zod';
import { keySchema, type Label, labelSchema } from '../ground/label.ts';

/** The units in which a due time is counted: physical hours, calendar days, hours and days of work. */
export const TIME_UNITS = ['hours', 'days', 'workhours', 'workdays'] as const;
/** A unit in which a due time is counted. */
export type TimeUnit = (typeof TIME_UNITS)[number];

/** The most calendars of one app. */
export const MOST_CALENDARS = 20;
/** The most days of its own that a calendar names. */
export const MOST_OWN_DAYS = 1000;

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Hours of one day in which people work, from a reading of the clock to another; `24:00` is the end of the day. */
export const hoursSchema = z.strictObject({ from: clockSchema, to: z.union([clockSchema, z.literal('24:00')]) }).meta({ id: 'Hours' });
/** Hours of one day in which people work. */
export type Hours = z.infer<typeof hoursSchema>;

/** What is left of hours outside of others; those that begin later than they end go over midnight. */
export function hoursWithout(hours: readonly Hours[], { from, to }: Hours): Hours[] {
  // Readings of the clock are of one width, so that their texts stand in the order of the day.
  const off =
    from <= to
      ? [{ from, to }]
      : [
          { from: '00:00', to },
          { from, to: '24:00' },
        ];
  return off.reduce<Hours[]>(
    (left, quiet) =>
      left
        .flatMap((each) => [
          { ...each, to: [each.to, quiet.from].sort()[0] ?? each.to },
          { ...each, from: [each.from, quiet.to].sort()[1] ?? each.from },
        ])
        .filter((each) => each.from < each.to),
    [...hours],
  );
}

/** A day that a calendar itself says works or does not, whatever the week and the table of holidays say. */
export const ownDaySchema = z
  .strictObject({ day: z.string().regex(/^\d{4}-\d\d-\d\d$/), works: z.boolean(), name: labelSchema.optional() })
  .meta({ id: 'OwnDay' });
/** A day that a calendar itself says works or does not. */
export type OwnDay = z.infer<typeof ownDaySchema>;

/** Which days and hours are worked. */
export const calendarSchema = z
  .strictObject({
    key: keySchema,
    name: labelSchema,
    /** The days of the week that are worked: 1 is Monday, 7 Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).max(7),
    hours: z.array(hoursSchema).max(10),
    /** The table of public holidays and make-up days that it follows: `CN` is that of mainland China. */
    holidays: z.literal('CN').optional(),
    days: z.array(ownDaySchema).max(MOST_OWN_DAYS),
  })
  .meta({ id: 'Calendar' });
/** Which days and hours are worked. */
export type Calendar = z.infer<typeof calendarSchema>;

/** The calendar of an app that has none of its own: Monday to Friday, 09:00 to 18:00, with the public holidays of mainland China. */
export const DEFAULT_CALENDAR: Calendar = {
  key: 'standard',
  name: { en: 'Working calendar', 'zh-CN': '工作日历' },
  weekdays: [1, 2, 3, 4, 5],
  hours: [{ from: '09:00', to: '18:00' }],
  holidays: 'CN',
  days: [],
};

/** The calendars of an app, its main one first; the standard one where it has none of its own. */
export function calendarsOf({ calendars }: { readonly calendars?: readonly Calendar[] | undefined }): readonly [Calendar, ...Calendar[]] {
  const [main = DEFAULT_CALENDAR, ...others] = calendars ?? [];
  return [main, ...others];
}

/** The calendar of this key; the main one where there is none, or none is named. */
export function calendarFor(app: { readonly calendars?: readonly Calendar[] | undefined }, key: string | undefined): Calendar {
  const all = calendarsOf(app);
  return all.find((each) => each.key === key) ?? all[0];
}

const WORKED = { true: { en: 'working day', 'zh-CN': '上班' }, false: { en: 'day off', 'zh-CN': '休息' } } as const;

/** What a day of a calendar's own is called where changes are told: the day, what it is, and its name. */
export function ownDayName({ day, works, name }: OwnDay): Label {
  const said = (language: keyof Label) => `${day} ${WORKED[`${works}`][language]} ${name?.[language] ?? ''}`.trimEnd();
  return { en: said('en'), 'zh-CN': said('zh-CN') };
}
