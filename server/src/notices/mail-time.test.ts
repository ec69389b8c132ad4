import { wallClock } from '@pipewright/process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDigest, quietAt } from './mail-time.ts';

const night = { quiet: { from: '22:00', to: '08:00' }, weekends: false, digestAt: '09:00' };
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC'];
const instants = fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2030-01-01T00:00:00Z') });
const hours = fc.record({ h: fc.integer({ min: 0, max: 23 }), m: fc.integer({ min: 0, max: 59 }) });
const text = ({ h, m }: { h: number; m: number }) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;

describe('quiet hours', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-11T13:59:00.000Z', false],
    ['Asia/Shanghai', '2026-03-11T14:00:00.000Z', true],
    ['Asia/Shanghai', '2026-03-11T23:59:00.000Z', true],
    ['Asia/Shanghai', '2026-03-12T00:00:00.000Z', false],
    // The clock in New York goes on from 2 to 3 in the night before this morning: 8 o'clock is an hour of UTC earlier than the day before.
    ['America/New_York', '2026-03-07T12:59:00.000Z', true],
    ['America/New_York', '2026-03-08T11:59:00.000Z', true],
    ['America/New_York', '2026-03-08T12:00:00.000Z', false],
    // And back in autumn.
    ['America/New_York', '2026-11-01T12:59:00.000Z', true],
    ['America/New_York', '2026-11-01T13:00:00.000Z', false],
  ])('in %s at %s: %s', (zone, instant, quiet) => expect(quietAt(night, zone, instant)).toBe(quiet));

  it.each([
    ['2026-03-13T15:59:00.000Z', false],
    ['2026-03-13T16:00:00.000Z', true],
    ['2026-03-15T15:59:00.000Z', true],
    ['2026-03-15T16:00:00.000Z', false],
  ])('are the weekend of Shanghai at %s: %s', (instant, quiet) =>
    expect(quietAt({ ...night, quiet: null, weekends: true }, 'Asia/Shanghai', instant)).toBe(quiet),
  );

  it('from one hour to another are all hours but those from the other to the one, none where both are the same', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), hours, hours, (at, zone, one, other) => {
        const [from, to] = [text(one), text(other)];
        const instant = new Date(at).toISOString();
        const quiet = (a: string, b: string) => quietAt({ ...night, quiet: { from: a, to: b } }, zone, instant);
        if (from === to) expect(quiet(from, to)).toBe(false);
        else expect(quiet(from, to)).toBe(!quiet(to, from));
      }),
    );
  });
});

describe('the digest', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-11T00:59:59.999Z', '2026-03-10', '2026-03-10T01:00:00.000Z'],
    ['Asia/Shanghai', '2026-03-11T01:00:00.000Z', '2026-03-11', '2026-03-11T01:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:59:00.000Z', '2026-03-07', '2026-03-07T14:00:00.000Z'],
    ['America/New_York', '2026-03-08T13:00:00.000Z', '2026-03-08', '2026-03-08T13:00:00.000Z'],
  ])('in %s at %s is that of %s', (zone, instant, day, at) => expect(lastDigest(night, zone, instant)).toEqual({ day, at }));

  it('that the clock jumps over is as much later as it jumps, and one that it shows twice is the first', () => {
    const at = (digestAt: string, instant: string) => lastDigest({ ...night, digestAt }, 'America/New_York', instant);
    expect(at('02:30', '2026-03-08T07:30:00.000Z')).toEqual({ day: '2026-03-08', at: '2026-03-08T07:30:00.000Z' });
    expect(at('01:30', '2026-11-01T06:45:00.000Z')).toEqual({ day: '2026-11-01', at: '2026-11-01T05:30:00.000Z' });
  });

  it('never goes back as time goes on, is past, at most some 25 hours ago, and of one day each', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 200 }), fc.constantFrom(...ZONES), hours, (at, minutes, zone, hour) => {
        const wish = { ...night, digestAt: text(hour) };
        const [one, two] = [at, at + minutes * 60_000].map((each) => lastDigest(wish, zone, new Date(each).toISOString()));
        expect(one && two && one.at <= two.at && one.day <= two.day && (one.day === two.day) === (one.at === two.at)).toBe(true);
        expect([Date.parse(one?.at ?? '') <= at, at - Date.parse(one?.at ?? '') <= 25 * 3_600_000]).toEqual([true, true]);
        expect(wallClock(zone, one?.at ?? '').slice(0, 10)).toBe(one?.day);
      }),
    );
  });
});

describe('where the clock is set', () => {
  /** Zones that set theirs at night, at midnight, and by half an hour, with a change each. */
  const CHANGES = [
    ['America/New_York', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['Africa/Cairo', '2026-04-23T22:00:00Z'],
    ['Africa/Cairo', '2026-10-29T21:00:00Z'],
    ['Asia/Beirut', '2026-03-28T22:00:00Z'],
    ['Asia/Beirut', '2026-10-24T21:00:00Z'],
    ['Asia/Shanghai', '2026-10-24T21:00:00Z'],
  ] as const;
  const MINUTE = 60_000;
  const change = fc.constantFrom(...CHANGES);
  /** The clock on the wall as the platform itself tells it. */
  const readingOf = (zone: string) => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    return (at: number) => format.format(at);
  };

  it('mail is quiet exactly while the clock on the wall reads quiet hours', () => {
    fc.assert(
      fc.property(change, hours, hours, fc.integer({ min: -1600, max: 1600 }), ([zone, at], one, other, minutes) => {
        const [from, to, now] = [text(one), text(other), Date.parse(at) + minutes * MINUTE];
        const time = readingOf(zone)(now).slice(11);
        // Minute by minute from the beginning: the hours that are left when the end comes are not quiet.
        const inside = from < to ? time >= from && time < to : from > to && !(time >= to && time < from);
        expect(quietAt({ ...night, quiet: { from, to } }, zone, new Date(now).toISOString())).toBe(inside);
      }),
      { numRuns: 1000 },
    );
  });

  it('the digest is of each day once, leaves the first time that the clock reads its hour, and soon after where it jumps over that', () => {
    fc.assert(
      fc.property(change, hours, ([zone, at], hour) => {
        const [reading, wish] = [readingOf(zone), { ...night, digestAt: text(hour) }];
        const [begin, end] = [Date.parse(at) - 2 * 1440 * MINUTE, Date.parse(at) + 2 * 1440 * MINUTE];
        const left = new Map<string, string>();
        for (let now = begin; now <= end; now += 10 * MINUTE) {
          const digest = lastDigest(wish, zone, new Date(now).toISOString());
          expect(left.get(digest.day) ?? digest.at).toBe(digest.at);
          left.set(digest.day, digest.at);
        }
        const days = [...left.keys()];
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.slice(1).map((day) => Date.parse(day))).toEqual(days.slice(0, -1).map((day) => Date.parse(day) + 1440 * MINUTE));
        for (const [day, instant] of left) {
          const wanted = `${day} ${wish.digestAt}`;
          const shown = Date.parse(instant);
          const around = Array.from({ length: 361 }, (_, i) => shown + (i - 180) * MINUTE);
          // The first time that the clock reads it; what it never reads is passed by as much as the clock jumps.
          const first = around.find((each) => reading(each) === wanted);
          const jumped = around.findIndex((each) => reading(each) >= wanted);
          if (first !== undefined) expect(shown).toBe(first);
          else expect([reading(shown) > wanted, shown - (around[jumped] ?? 0) <= 60 * MINUTE, jumped > 0]).toEqual([true, true, true]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
