import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { faults } from '../messages/sentence.ts';
import { type Calendar, DEFAULT_CALENDAR, MOST_OWN_DAYS } from '../model/calendar.ts';
import { readApp } from '../stored/read.ts';
import { validate } from './validate.ts';

const withCalendars = (...calendars: Calendar[]) => ({ ...exampleApp(), calendars });
const said = (patch: Partial<Calendar>) => {
  const issues = validate(withCalendars({ ...DEFAULT_CALENDAR, ...patch }));
  const sentences = (language: 'en' | 'zh-CN') => faults(issues, language).map(({ path, message }) => `${path}: ${message}`);
  return [...sentences('en'), ...sentences('zh-CN')];
};

describe('a calendar', () => {
  it('needs not be there, and may be as the standard one', () => {
    expect(validate(exampleApp())).toEqual([]);
    expect(said({})).toEqual([]);
    expect(
      said({
        hours: [
          { from: '00:00', to: '12:00' },
          { from: '12:00', to: '24:00' },
        ],
      }),
    ).toEqual([]);
  });

  it.each<[Partial<Calendar>, string, string]>([
    [
      { weekdays: [] },
      'calendars.0.weekdays: “Working calendar” has no working day in the week. Choose one at least.',
      'calendars.0.weekdays: “工作日历”每周没有工作日，请至少选一天。',
    ],
    [
      { weekdays: [1, 2, 1] },
      'calendars.0.weekdays: “Working calendar” names a day of the week twice.',
      'calendars.0.weekdays: “工作日历”中有重复的每周工作日。',
    ],
    [
      { hours: [] },
      'calendars.0.hours: “Working calendar” has no working hours. Give some.',
      'calendars.0.hours: “工作日历”没有工作时段，请添加。',
    ],
    [
      { hours: [{ from: '18:00', to: '09:00' }] },
      'calendars.0.hours.0: In “Working calendar” the working hours 18:00–09:00 end before they begin. Hours over midnight are written as two.',
      'calendars.0.hours.0: “工作日历”的工作时段 18:00–09:00 结束早于开始。跨零点的时段请分成两段。',
    ],
    [
      {
        hours: [
          { from: '09:00', to: '12:00' },
          { from: '11:30', to: '18:00' },
        ],
      },
      'calendars.0.hours.1: In “Working calendar” the working hours from 11:30 begin before those until 12:00 are over. Put them in order.',
      'calendars.0.hours.1: “工作日历”中 11:30 开始的时段早于前一段的结束时间 12:00，请按先后排列且不要重叠。',
    ],
    [
      {
        hours: [
          { from: '13:00', to: '18:00' },
          { from: '09:00', to: '12:00' },
        ],
      },
      'calendars.0.hours.1: In “Working calendar” the working hours from 09:00 begin before those until 18:00 are over. Put them in order.',
      'calendars.0.hours.1: “工作日历”中 09:00 开始的时段早于前一段的结束时间 18:00，请按先后排列且不要重叠。',
    ],
    [
      { days: [{ day: '2026-02-30', works: true }] },
      'calendars.0.days.0.day: “Working calendar” names 2026-02-30, and there is no such day.',
      'calendars.0.days.0.day: “工作日历”中的 2026-02-30 不是有效日期。',
    ],
    [
      {
        days: [
          { day: '2026-02-20', works: true },
          { day: '2026-02-20', works: false },
        ],
      },
      'calendars.0.days.1.day: “Working calendar” names 2026-02-20 twice.',
      'calendars.0.days.1.day: “工作日历”中 2026-02-20 重复了。',
    ],
  ])('%j cannot be counted by', (patch, en, zh) => expect(said(patch)).toEqual([en, zh]));

  it('has a key of its own', () => {
    expect(validate(withCalendars(DEFAULT_CALENDAR, DEFAULT_CALENDAR)).map(({ path, code }) => [path, code])).toEqual([
      ['calendars.1.key', 'key.twice'],
    ]);
  });

  it.each<[string, object]>([
    ['a ninth day', { weekdays: [9] }],
    ['another clock', { hours: [{ from: '9', to: '18:00' }] }],
    ['the end of the day as a beginning', { hours: [{ from: '24:00', to: '24:00' }] }],
    ['an unknown table', { holidays: 'XX' }],
    ['a day with a time', { days: [{ day: '2026-02-20T00:00', works: true }] }],
    ['too many days', { days: Array.from({ length: MOST_OWN_DAYS + 1 }, (_, i) => ({ day: `2026-01-${String(i)}`, works: true })) }],
  ])('with %s is no definition', (_, patch) => {
    expect(readApp(withCalendars({ ...DEFAULT_CALENDAR, ...patch } as Calendar))).not.toHaveProperty('value');
  });
});
