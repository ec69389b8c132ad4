/** Days by how many they are from today. */
export const NEAR: Readonly<Record<string, number>> = {
  ...{ 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 後天: 2, 大后天: 3, 昨天: -1, 昨日: -1, 前天: -2 },
  ...{ today: 0, tomorrow: 1, yesterday: -1, 'day after tomorrow': 2, 'day before yesterday': -2 },
};

/** Days of the week from Monday, 0. */
export const WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6 },
  ...{ monday: 0, tuesday: 1, wednesday: 2, thursday: 3, friday: 4, saturday: 5, sunday: 6 },
  ...{ mon: 0, tue: 1, wed: 2, thu: 3, fri: 4, sat: 5, sun: 6 },
};

/** Which week is meant, from this one, 0. */
export const WEEKS: Readonly<Record<string, number>> = {
  本: 0,
  这: 0,
  这个: 0,
  this: 0,
  下: 1,
  下个: 1,
  next: 1,
  下下: 2,
  上: -1,
  上个: -1,
  last: -1,
};

/** The ends of stretches: how many months one has, and which one is meant. */
export const ENDS: Readonly<Record<string, readonly [months: number, from: number]>> = {
  ...{ 月底: [1, 0], 月末: [1, 0], 本月底: [1, 0], 本月末: [1, 0], 下月底: [1, 1], 下月末: [1, 1], 下个月底: [1, 1], 下个月末: [1, 1] },
  ...{
    季末: [3, 0],
    季度末: [3, 0],
    本季末: [3, 0],
    本季度末: [3, 0],
    下季度末: [3, 1],
    年底: [12, 0],
    年末: [12, 0],
    今年底: [12, 0],
    明年底: [12, 1],
  },
  ...{ 'end of month': [1, 0], 'end of the month': [1, 0], 'end of this month': [1, 0], 'end of next month': [1, 1], eom: [1, 0] },
  ...{
    'end of quarter': [3, 0],
    'end of the quarter': [3, 0],
    eoq: [3, 0],
    'end of year': [12, 0],
    'end of the year': [12, 0],
    eoy: [12, 0],
  },
};

/** Small numbers in words. */
export const COUNTS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
};

/** The months from January. */
export const MONTHS: readonly string[] = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
