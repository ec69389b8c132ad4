import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, bucketAt, bucketsThrough, daysOfBucket } from './bucket.ts';
import { daysIn, PERIODS } from './period.ts';

describe('the stretches of a calendar', () => {
  it.each<[Bucket, string, string, string]>([
    ['day', '2026-03-11', '2026-03-11', '2026-03-11'],
    ['month', '2024-02', '2024-02-01', '2024-02-29'],
    ['month', '2026-12', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['year', '2026', '2026-01-01', '2026-12-31'],
  ])('%s %s is from %s to %s', (bucket, value, from, to) => expect(daysOfBucket(bucket, value)).toEqual({ from, to }));

  it('are only what answers write', () => {
    for (const value of [null, 'x', '2026-Q5', '2026-3', 7]) expect(daysOfBucket('quarter', value)).toBeUndefined();
  });

  it('follow one another without a gap, over the turn of a year', () => {
    expect(bucketsThrough('month', ['2026-02', '2025-11'], 99)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(bucketsThrough('quarter', ['2025-Q3', '2026-Q2'], 99)).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']);
    expect(bucketsThrough('day', ['2026-02-27', '2026-03-02'], 99)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(bucketsThrough('year', ['1900', '2026'], 99)).toEqual(['1900', '2026']);
    expect(bucketsThrough('month', [], 99)).toEqual([]);
  });

  it('hold each day in just one of them', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9000-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom<Bucket>('day', 'month', 'quarter', 'year'), (date, bucket) => {
        const day = date.toISOString().slice(0, 10);
        const own = daysOfBucket(bucket, bucketAt(bucket, day));
        const next = daysOfBucket(bucket, bucketAt(bucket, day, 1));
        expect(own && own.from <= day && day <= own.to).toBe(true);
        expect(next?.from).toBe(bucketAt('day', own?.to ?? '', 1));
      }),
    );
  });
});

describe('a period', () => {
  it('is seen from today', () => {
    const seen = PERIODS.map((period) => [period, ...Object.values(daysIn(period, '2026-01-31') ?? {})]);
    expect(seen).toEqual([
      ['this_month', '2026-01-01', '2026-01-31'],
      ['last_month', '2025-12-01', '2025-12-31'],
      ['this_quarter', '2026-01-01', '2026-03-31'],
      ['last_quarter', '2025-10-01', '2025-12-31'],
      ['this_year', '2026-01-01', '2026-12-31'],
      ['last_year', '2025-01-01', '2025-12-31'],
      ['last_30_days', '2026-01-02', '2026-01-31'],
      ['last_90_days', '2025-11-03', '2026-01-31'],
    ]);
  });

  it('is two days of an address, the first not after the last, and nothing else', () => {
    expect(daysIn('2026-01-01..2026-02-28', '2026-01-31')).toEqual({ from: '2026-01-01', to: '2026-02-28' });
    for (const text of [undefined, '', 'x', '2026-02-01..2026-01-01', '2026-01-01', '2026-13-01..2026-14-01', 'a..b', 'toString'])
      expect(daysIn(text, '2026-01-31')).toBeUndefined();
  });
});
