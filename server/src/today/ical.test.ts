import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../test/support/calendar-reader.ts';
import { type CalendarEntry, calendarText } from './ical.ts';

const entry = (patch: Partial<CalendarEntry> = {}): CalendarEntry => ({
  ...{
    uid: 'a-1@x',
    sequence: 3,
    stamp: '2026-11-20T08:00:00.123Z',
    title: 'Call',
    url: 'https://x.example/a/b/c/d',
    when: { day: '2026-12-31' },
  },
  ...patch,
});

describe('a calendar as text', () => {
  it('has a day from midnight to the next one, and a moment in UTC', () => {
    const [day, meeting] = readCalendar(
      calendarText('Deals', 'Asia/Shanghai', [entry(), entry({ uid: 'a-2@x', when: { at: '2026-12-31T23:45:00+08:00', minutes: 30 } })]),
    ).events;
    expect([day?.['DTSTART;VALUE=DATE'], day?.['DTEND;VALUE=DATE'], day?.DTSTAMP, day?.SEQUENCE]).toEqual([
      ...['20261231', '20270101', '20261120T080000Z', '3'],
    ]);
    expect([meeting?.DTSTART, meeting?.DTEND]).toEqual(['20261231T154500Z', '20261231T161500Z']);
  });

  it('says what was written, whatever that is', () => {
    const titles = [
      'a, b; c\\d',
      'two\nlines',
      `${'长'.repeat(60)}，结束`,
      `${'x'.repeat(66)}😀😀`,
      'END:VEVENT\r\nBEGIN:VEVENT',
      '👩‍👩‍👧‍👧'.repeat(9),
    ];
    for (const title of titles) {
      const [event, ...more] = readCalendar(calendarText('“商机”, 2026', null, [entry({ title })])).events;
      expect([event?.SUMMARY, more]).toEqual([title.replaceAll('\r', ''), []]);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const shown = [...title.toWellFormed()].filter((letter) => letter === '\n' || letter === '\t' || !/\p{Cc}/u.test(letter)).join('');
        expect(readCalendar(calendarText(title, null, [entry({ title, note: title })])).events[0]).toMatchObject({
          SUMMARY: shown,
          DESCRIPTION: shown,
        });
      }),
    );
  });

  it('is a calendar with nothing in it, too', () => expect(readCalendar(calendarText('x', null, []))).toMatchObject({ events: [] }));
});
