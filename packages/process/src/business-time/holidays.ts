import type { Label } from '@pipewright/definition';

/** A day that an official arrangement makes a day off, or a working day at a weekend. */
export interface ArrangedDay {
  readonly day: string;
  readonly works: boolean;
  readonly name: Label;
}

/** The arrangement of one year, with the notice that it was made known by. */
export interface HolidayYear {
  readonly year: number;
  readonly notice: { readonly title: string; readonly number: string; readonly day: string };
  readonly days: readonly ArrangedDay[];
}

const NEW_YEAR: Label = { en: "New Year's Day", 'zh-CN': '元旦' };
const SPRING: Label = { en: 'Spring Festival', 'zh-CN': '春节' };
const QINGMING: Label = { en: 'Qingming Festival', 'zh-CN': '清明节' };
const LABOUR: Label = { en: 'Labour Day', 'zh-CN': '劳动节' };
const DRAGON_BOAT: Label = { en: 'Dragon Boat Festival', 'zh-CN': '端午节' };
const MID_AUTUMN: Label = { en: 'Mid-Autumn Festival', 'zh-CN': '中秋节' };
const NATIONAL: Label = { en: 'National Day', 'zh-CN': '国庆节' };
const NATIONAL_AND_AUTUMN: Label = { en: 'National Day and Mid-Autumn Festival', 'zh-CN': '国庆节、中秋节' };

/** One holiday as the notice says it: from the first day off to the last, and the weekend days that are worked for it. */
type Holiday = readonly [name: Label, from: string, to: string, ...worked: string[]];

const DAY = 86_400_000;

function arrangement(year: number, number: string, day: string, holidays: readonly Holiday[]): HolidayYear {
  const days = holidays.flatMap(([name, from, to, ...worked]) => {
    const first = Date.parse(`${year}-${from}`);
    const count = (Date.parse(`${year}-${to}`) - first) / DAY + 1;
    const off = Array.from({ length: count }, (_, i) => new Date(first + i * DAY).toISOString().slice(0, 10));
    return [...off.map((day) => ({ day, works: false, name })), ...worked.map((each) => ({ day: `${year}-${each}`, works: true, name }))];
  });
  return { year, notice: { title: `国务院办公厅关于${year}年部分节假日安排的通知`, number, day }, days };
}

/** The tables of holidays that a calendar can follow, by years. The State Council makes those of mainland China known in the autumn before. */
export const holidayTables: Readonly<Record<'CN', readonly HolidayYear[]>> = {
  CN: [
    arrangement(2024, '国办发明电〔2023〕7号', '2023-10-25', [
      [NEW_YEAR, '01-01', '01-01'],
      [SPRING, '02-10', '02-17', '02-04', '02-18'],
      [QINGMING, '04-04', '04-06', '04-07'],
      [LABOUR, '05-01', '05-05', '04-28', '05-11'],
      [DRAGON_BOAT, '06-10', '06-10'],
      [MID_AUTUMN, '09-15', '09-17', '09-14'],
      [NATIONAL, '10-01', '10-07', '09-29', '10-12'],
    ]),
    arrangement(2025, '国办发明电〔2024〕12号', '2024-11-12', [
      [NEW_YEAR, '01-01', '01-01'],
      [SPRING, '01-28', '02-04', '01-26', '02-08'],
      [QINGMING, '04-04', '04-06'],
      [LABOUR, '05-01', '05-05', '04-27'],
      [DRAGON_BOAT, '05-31', '06-02'],
      [NATIONAL_AND_AUTUMN, '10-01', '10-08', '09-28', '10-11'],
    ]),
    arrangement(2026, '国办发明电〔2025〕7号', '2025-11-04', [
      [NEW_YEAR, '01-01', '01-03', '01-04'],
      [SPRING, '02-15', '02-23', '02-14', '02-28'],
      [QINGMING, '04-04', '04-06'],
      [LABOUR, '05-01', '05-05', '05-09'],
      [DRAGON_BOAT, '06-19', '06-21'],
      [MID_AUTUMN, '09-25', '09-27'],
      [NATIONAL, '10-01', '10-07', '09-20', '10-10'],
    ]),
  ],
};
