export { type DayUnit, dayOffset, latestDay } from './days.ts';
export { add, elapsed, resume, subtract } from './due.ts';
export { type ArrangedDay, type HolidayYear, holidayTables } from './holidays.ts';
export { nextOpen } from './open.ts';
export { type BusinessTime, covers, isWorkday, timeOf } from './time.ts';
