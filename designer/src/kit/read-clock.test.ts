import { describe, expect, it } from 'vitest';
import { readClock } from './read-clock.ts';

describe('a reading of the clock', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['９：３０', '09:30'],
    [' 18:00 ', '18:00'],
    ['9点', '09:00'],
    ['9点半', '09:30'],
    ['13时30分', '13:30'],
    ['13.30', '13:30'],
    ['24:00', '24:00'],
    ['0', '00:00'],
  ])('%s is understood', (text, reading) => expect(readClock(text)).toBe(reading));

  it.each(['', '25', '24:01', '9:5', '9:60', 'nine', '-1', '99999'])('%s is none', (text) => expect(readClock(text)).toBeUndefined());
});
