import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../check/validate.ts';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import { DEFAULT_CALENDAR } from '../model/calendar.ts';
import { diff } from '../parts/diff.ts';
import { addCalendar, clearCalendarDay, makeMainCalendar, removeCalendar, setCalendarDay, updateCalendar } from './calendar.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();
const keys = (of: App) => of.calendars?.map(({ key }) => key);
const told = (before: App, after: App) =>
  diff(before, after).map(({ kind, part, names, properties }) => [
    kind,
    part,
    names.map(({ en }) => en).join(' / '),
    ...(properties ?? []),
  ]);

describe('the calendars of an app', () => {
  it('are the standard one until it is changed, and only the change is told', () => {
    const same = updateCalendar(app, 'standard', {});
    expect(same.calendars).toEqual([DEFAULT_CALENDAR]);
    expect(diff(app, same)).toEqual([]);
    const changed = updateCalendar(app, 'standard', { hours: [{ from: '08:30', to: '17:30' }], holidays: undefined });
    expect(changed.calendars?.[0]).not.toHaveProperty('holidays');
    expect(told(app, changed)).toEqual([['changed', 'calendar', 'Working calendar', 'hours', 'holidays']]);
    expect(diff(app, changed)[0]?.values).toEqual({
      hours: {
        from: { kind: 'list', items: [{ kind: 'text', text: '09:00–18:00' }] },
        to: { kind: 'list', items: [{ kind: 'text', text: '08:30–17:30' }] },
      },
      holidays: { from: { kind: 'word', word: 'holidays.CN' }, to: null },
    });
  });

  it('can be several, one of them the main one, and never none', () => {
    const two = addCalendar(app, 'plant', label('Plant'));
    expect([keys(two), validate(two)]).toEqual([['standard', 'plant'], []]);
    const turned = makeMainCalendar(two, 'plant');
    expect(keys(turned)).toEqual(['plant', 'standard']);
    expect(told(two, turned).map(([kind]) => kind)).toContain('moved');
    expect(keys(removeCalendar(turned, 'standard'))).toEqual(['plant']);
    expect(keys(removeCalendar(removeCalendar(turned, 'standard'), 'plant'))).toEqual(['plant']);
    expect(keys(makeMainCalendar(two, 'ghost'))).toEqual(['standard', 'plant']);
  });

  it('name days of their own in order, told day by day', () => {
    const founding = setCalendarDay(app, 'standard', { day: '2026-11-26', works: false, name: label('Founding day') });
    const both = setCalendarDay(founding, 'standard', { day: '2026-03-07', works: true });
    expect(both.calendars?.[0]?.days.map(({ day }) => day)).toEqual(['2026-03-07', '2026-11-26']);
    expect(told(app, both)).toEqual([
      ['added', 'calendar_day', 'Working calendar / 2026-03-07 working day'],
      ['added', 'calendar_day', 'Working calendar / 2026-11-26 day off Founding day'],
    ]);
    const turned = setCalendarDay(founding, 'standard', { day: '2026-11-26', works: true, name: label('Founding day') });
    expect(told(founding, turned)).toEqual([
      ['changed', 'calendar_day', 'Working calendar / 2026-11-26 working day Founding day', 'works'],
    ]);
    expect(diff(app, clearCalendarDay(founding, 'standard', '2026-11-26'))).toEqual([]);
  });

  it('keep each day as it was last set, whatever the order', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.constantFrom(true, false, undefined))), (steps) => {
        const after = steps.reduce(
          (of, [day, works]) =>
            works === undefined ? clearCalendarDay(of, 'standard', day) : setCalendarDay(of, 'standard', { day, works }),
          app,
        );
        const last = [...new Map(steps)].filter(([, works]) => works !== undefined).sort();
        expect(after.calendars?.[0]?.days.map(({ day, works }) => [day, works]) ?? []).toEqual(last);
        expect(validate(after)).toEqual([]);
      }),
    );
  });
});
