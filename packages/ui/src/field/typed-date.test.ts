import { addDays } from '@pipewright/logic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay } from './typed-date.ts';
import { readMoment } from './typed-time.ts';

// A Wednesday.
const TODAY = '2026-03-11';

describe('a day as people type it', () => {
  it.each([
    ['20261230', '2026-12-30'],
    ['2026-12-30', '2026-12-30'],
    ['2026/12/30', '2026-12-30'],
    ['2026.12.30', '2026-12-30'],
    ['２０２６－１２－３０', '2026-12-30'],
    ['2026年12月30日', '2026-12-30'],
    ['2026-1-5', '2026-01-05'],
    ['12-30', '2026-12-30'],
    ['12/30', '2026-12-30'],
    ['12.30', '2026-12-30'],
    ['12月30日', '2026-12-30'],
    ['12月30号', '2026-12-30'],
    ['3-1', '2026-03-01'],
    ['明年1月5日', '2027-01-05'],
    ['去年12月31日', '2025-12-31'],
    ['30/12/2026', '2026-12-30'],
    ['12/30/2026', '2026-12-30'],
    ['5/5/2026', '2026-05-05'],
    ['30 Dec', '2026-12-30'],
    ['Dec 30, 2027', '2027-12-30'],
    ['september 1st', '2026-09-01'],
    ['今天', TODAY],
    ['明天', '2026-03-12'],
    ['后天', '2026-03-13'],
    ['大后天', '2026-03-14'],
    ['昨天', '2026-03-10'],
    [' Today ', TODAY],
    ['tomorrow', '2026-03-12'],
    ['Yesterday', '2026-03-10'],
    ['+3', '2026-03-14'],
    ['＋3', '2026-03-14'],
    ['-3', '2026-03-08'],
    ['3天后', '2026-03-14'],
    ['三天后', '2026-03-14'],
    ['两周后', '2026-03-25'],
    ['1个月后', '2026-04-11'],
    ['3天前', '2026-03-08'],
    ['in 3 days', '2026-03-14'],
    ['in a week', '2026-03-18'],
    ['2 weeks ago', '2026-02-25'],
    ['下周一', '2026-03-16'],
    ['下周日', '2026-03-22'],
    ['本周一', '2026-03-09'],
    ['上周五', '2026-03-06'],
    ['下下周一', '2026-03-23'],
    ['星期五', '2026-03-13'],
    ['周三', TODAY],
    ['周二', '2026-03-17'],
    ['next monday', '2026-03-16'],
    ['Friday', '2026-03-13'],
    ['this fri', '2026-03-13'],
    ['月底', '2026-03-31'],
    ['下月底', '2026-04-30'],
    ['季末', '2026-03-31'],
    ['年底', '2026-12-31'],
    ['end of month', '2026-03-31'],
    ['eoy', '2026-12-31'],
  ])('%s is %s', (text, date) => expect(readDay(text, TODAY)).toBe(date));

  it.each([
    '',
    '30',
    '30日',
    '1230',
    '261230',
    '05/06/2026',
    '2026-02-30',
    '02-29',
    '13-01',
    '30/12',
    '2026-13-01',
    '0000-01-01',
    'soon',
    '12月',
    'next',
    '12-30-26',
    '下周',
    '周八',
    'in many days',
    '+99999',
    'toString',
    '2026-12-30x',
    'm 3',
  ])('%j is not understood, nor guessed', (text) => expect(readDay(text, TODAY)).toBeUndefined());

  it('without a year is of this one, or of the next where that is more than half a year past', () => {
    expect(readDay('12-30', '2026-01-05')).toBe('2026-12-30');
    expect(readDay('9-30', TODAY)).toBe('2026-09-30');
    expect(readDay('1-5', '2026-07-05')).toBe('2026-01-05');
    expect(readDay('1-5', '2026-07-06')).toBe('2027-01-05');
    expect(readDay('1-15', '2026-12-28')).toBe('2027-01-15');
    expect(readDay('2-29', '2027-12-01')).toBe('2028-02-29');
  });

  it('ends where months, quarters and years do', () => {
    expect(['月底', '下月底', '季末', '年底'].map((text) => readDay(text, '2026-12-15'))).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2026-12-31',
      '2026-12-31',
    ]);
    expect(readDay('月底', '2028-02-10')).toBe('2028-02-29');
  });

  const days = fc.integer({ min: -700_000, max: 2_900_000 }).map((n) => addDays('1970-01-01', n) ?? TODAY);

  it('reads every day as it is stored, whatever day it is', () => {
    fc.assert(fc.property(days, days, (date, today) => readDay(date, today) === date && readDay(date.replaceAll('-', ''), today) === date));
  });

  it('finds a month and a day within half a year back and one and a half ahead', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (today, month, date) => {
        fc.pre(today > '0002' && today < '9990');
        const found = readDay(`${month}-${date}`, today) ?? '';
        return found >= (addDays(today, -185) ?? '') && found <= (addDays(today, 550) ?? '');
      }),
    );
  });

  it('gives a real day or nothing, whatever is typed', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[\d年月日下周一天后前 /.+-]{0,10}$/));
    fc.assert(fc.property(text, days, (typed, today) => /^(\d{4}-\d\d-\d\d)?$/.test(readDay(typed, today) ?? '')));
  });
});

describe('a moment as people type it', () => {
  const at = (month: number, day: number, hour: number, minute = 0) => new Date(2026, month - 1, day, hour, minute).toISOString();
  it.each([
    ['2026-12-30 15:00', at(12, 30, 15)],
    ['2026-12-30T15:00', at(12, 30, 15)],
    ['20261230 9:05', at(12, 30, 9, 5)],
    ['明天 15:00', at(3, 12, 15)],
    ['明天15：00', at(3, 12, 15)],
    ['明天下午3点', at(3, 12, 15)],
    ['下周一 上午9点半', at(3, 16, 9, 30)],
    ['12月30日下午3点15分', at(12, 30, 15, 15)],
    ['明天中午12点', at(3, 12, 12)],
    ['tomorrow 3pm', at(3, 12, 15)],
    ['Tomorrow at 3:30 PM', at(3, 12, 15, 30)],
    ['next monday 12am', at(3, 16, 0)],
    ['15:00', at(3, 11, 15)],
    ['3天后 8:00', at(3, 14, 8)],
    ['2026-12-30', at(12, 30, 0)],
  ])('%s is %s', (text, moment) => expect(readMoment(text, TODAY)).toBe(moment));

  it.each(['', '25:00', '15:60', '明天 13pm', '明天晚上12点', '上午15点', 'soon 15:00', '15', '明天 15'])('%j is not understood', (text) =>
    expect(readMoment(text, TODAY)).toBeUndefined(),
  );

  it('is of the first century where that is written', () =>
    expect(new Date(readMoment('0050-01-01 12:00', TODAY) ?? '').getFullYear()).toBe(50));
});
