import { dropUndefined } from '../ground/drop-undefined.ts';
import type { Label } from '../ground/label.ts';
import type { App } from '../model/app.ts';
import { type Calendar, calendarsOf, DEFAULT_CALENDAR, type OwnDay } from '../model/calendar.ts';

/** Changes properties of a calendar; those of `undefined` go. The standard calendar of an app that had none is its own from then on. */
export function updateCalendar(
  app: App,
  key: string,
  patch: { readonly [K in Exclude<keyof Calendar, 'key'>]?: Calendar[K] | undefined },
): App {
  return {
    ...app,
    calendars: calendarsOf(app).map((each) => (each.key === key ? (dropUndefined({ ...each, ...patch }) as Calendar) : each)),
  };
}

/** Adds a calendar, like the standard one at first, behind those that there are. */
export function addCalendar(app: App, key: string, name: Label): App {
  return { ...app, calendars: [...calendarsOf(app), { ...DEFAULT_CALENDAR, key, name }] };
}

/** Removes a calendar; the last one stays. */
export function removeCalendar(app: App, key: string): App {
  const left = calendarsOf(app).filter((each) => each.key !== key);
  return left.length > 0 ? { ...app, calendars: left } : app;
}

/** Makes a calendar the app's main one: the first. */
export function makeMainCalendar(app: App, key: string): App {
  const all = calendarsOf(app);
  return { ...app, calendars: [...all.filter((each) => each.key === key), ...all.filter((each) => each.key !== key)] };
}

/** Says of a day whether it is worked, whatever week and holidays say; the days stand in their order. */
export function setCalendarDay(app: App, key: string, own: OwnDay): App {
  return withDays(app, key, own.day, [own]);
}

/** Lets week and holidays say of a day again whether it is worked. */
export function clearCalendarDay(app: App, key: string, day: string): App {
  return withDays(app, key, day, []);
}

function withDays(app: App, key: string, day: string, instead: readonly OwnDay[]): App {
  const days = calendarsOf(app).find((each) => each.key === key)?.days ?? [];
  const next = [...days.filter((each) => each.day !== day), ...instead];
  return updateCalendar(app, key, { days: next.sort((a, b) => (a.day < b.day ? -1 : 1)) });
}
