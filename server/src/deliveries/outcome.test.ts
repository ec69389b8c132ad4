import { describe, expect, it } from 'vitest';
import { keptAnswer, nextWait, outcomeOf, secondsOf, WAITS } from './outcome.ts';

const of = (status: number, retryAfter?: string) => outcomeOf({ status, body: 'said', retryAfter });

describe('what a status says', () => {
  it.each([200, 201, 202, 204, 299])('%i is a yes', (status) => expect(of(status)).toMatchObject({ fault: null, said: 'said' }));
  it.each([301, 302, 307, 308])('%i is not followed', (status) => expect(of(status)).toMatchObject({ fault: 'elsewhere', again: false }));
  it.each([400, 401, 403, 404, 405, 410, 413, 422])('%i is a no for good', (status) =>
    expect(of(status)).toMatchObject({ fault: 'refused', again: false }),
  );
  it.each([408, 425, 500, 502, 503, 504])('%i may be a yes later', (status) =>
    expect(of(status)).toMatchObject({ fault: 'refused', again: true }),
  );
  it('429 asks to be left alone', () => expect(of(429, '120')).toMatchObject({ fault: 'busy', again: true, wait: 120 }));
});

describe('when it is tried again', () => {
  it('is later each time, until it is given up', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempts) => nextWait(attempts, { again: true }))).toEqual([...WAITS, undefined]);
    expect(nextWait(1, { again: false })).toBeUndefined();
  });

  it('is when the receiver asks for, where that is later, but not next year', () => {
    expect([5, 40, 31_536_000].map((wait) => nextWait(1, { again: true, wait }))).toEqual([10, 40, 21_600]);
  });

  it('is asked for in seconds or by a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(
      ['7', ' 7 ', 'Thu, 01 Jan 2026 00:01:00 GMT', 'Wed, 31 Dec 2025 00:00:00 GMT', 'soon', '-3', undefined].map((text) =>
        secondsOf(text, now),
      ),
    ).toEqual([...[7, 7, 60, 0, undefined], expect.anything(), undefined]);
  });
});

describe('what is kept of an answer', () => {
  it('is short, in signs that the database takes, and without secrets', () => {
    expect(keptAnswer('a\u0000b\n\n c', [])).toBe('a b c');
    expect([...(keptAnswer('😀'.repeat(900), []) ?? '')]).toHaveLength(500);
    expect(keptAnswer('token abc failed at https://x/abc', ['https://x/abc', 'abc', undefined, ''])).toBe('token … failed at …');
    expect([keptAnswer('', []), keptAnswer(null, []), keptAnswer('\ud800', [])]).toEqual([null, null, null]);
  });
});
