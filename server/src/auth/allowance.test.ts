import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, type Bucket, judge, KNOWN } from './allowance.ts';

const HOUR = 3_600_000;

/** Tries told by how long each comes after the one before, as tries at instants. */
function dated(steps: readonly { asked: Asked; step: number }[]): { asked: Asked; at: number }[] {
  let at = 0;
  return steps.map(({ asked, step }) => {
    at += step;
    return { asked, at };
  });
}

/** Tries that all fail, one after the other; how many seconds each had to wait, 0 where it was let in. */
function run(tries: readonly { asked: Asked; at: number }[], found = new Map<string, Bucket>()): number[] {
  return tries.map(({ asked, at }) => {
    const verdict = judge(asked, found, at);
    if ('wait' in verdict) return verdict.wait;
    for (const [key, bucket] of verdict.counted) found.set(key, bucket);
    return 0;
  });
}

const stranger = (account: string, address: string): Asked => ({ kind: 'stranger', pair: `${account}/${address}`, account, address });
const device: Asked = { kind: 'one', key: 'my device', terms: KNOWN };

describe('the allowance of tries', () => {
  it('is free at first, then doubles the wait with each failure up to a bound', () => {
    const found = new Map<string, Bucket>();
    let now = 0;
    const waits: number[] = [];
    for (let i = 0; i < 22; i += 1) {
      run([{ asked: device, at: now }], found);
      const until = found.get('my device')?.until ?? 0;
      waits.push((until - now) / 1000);
      now = until;
    }
    expect(waits).toEqual([...Array(10).fill(0), 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
  });

  it('forgets after a quiet hour', () => {
    const found = new Map<string, Bucket>();
    run(
      Array.from({ length: 14 }, () => ({ asked: device, at: 0 })),
      found,
    );
    const until = found.get('my device')?.until ?? 0;
    expect(run([{ asked: device, at: until - 1 }], found)).toEqual([1]);
    expect(run([{ asked: device, at: until + HOUR }], found)).toEqual([0]);
    expect(found.get('my device')).toMatchObject({ failures: 1, until: until + HOUR });
  });

  it('counts tries at one account from many addresses together, and lets each address try a few times all the same', () => {
    const found = new Map<string, Bucket>();
    const from = (n: number) => Array.from({ length: 8 }, () => ({ asked: stranger('mary', `address ${n}`), at: n }));
    const waits = Array.from({ length: 50 }, (_, n) => n).flatMap((n) => run(from(n), found));
    const admitted = waits.filter((wait) => wait === 0).length;
    expect([admitted >= 50 * 5, admitted <= 50 * 5 + 10]).toEqual([true, true]);
  });

  it('counts tries at many accounts from one address together', () => {
    const tries = Array.from({ length: 500 }, (_, n) => ({ asked: stranger(`account ${n}`, 'one address'), at: n }));
    expect(run(tries).filter((wait) => wait === 0)).toHaveLength(31);
  });

  const attack = fc.array(
    fc.record({
      asked: fc.oneof(fc.nat(40), fc.constant(0)).map((n) => stranger('mary', `bad ${n}`)),
      step: fc.oneof(fc.nat(1000), fc.nat(100_000)),
    }),
    { maxLength: 300 },
  );

  it('cannot be used up by others: my device, an address I came from, and the first tries from any other address are let in', () => {
    fc.assert(
      fc.property(attack, (steps) => {
        const found = new Map<string, Bucket>([
          ['mary/office', { failures: 0, until: 0, known: true }],
          // Others at the office keep its address waiting.
          ['office', { failures: 90, until: 1e12, known: false }],
        ]);
        const tries = dated(steps);
        const at = tries.at(-1)?.at ?? 0;
        run(tries, found);
        const mine = [device, stranger('mary', 'office'), ...[1, 2, 3, 4, 5].map(() => stranger('mary', 'hotel'))];
        expect(
          run(
            mine.map((asked) => ({ asked, at })),
            found,
          ),
        ).toEqual([0, 0, 0, 0, 0, 0, 0]);
      }),
    );
  });

  it('never makes anybody wait longer than its bound, and never lets one address in often', () => {
    fc.assert(
      fc.property(attack, (steps) => {
        const tries = dated(steps);
        const waits = run(tries);
        expect(Math.max(0, ...waits)).toBeLessThanOrEqual(900);
        const hours = (tries.at(-1)?.at ?? 0) / HOUR + 1;
        for (let n = 0; n <= 40; n += 1) {
          const admitted = tries.filter(({ asked }, i) => 'address' in asked && asked.address === `bad ${n}` && waits[i] === 0).length;
          // Five, then waits of 2 s, 4 s … 512 s, then every quarter of an hour; and all anew after a quiet hour.
          expect(admitted).toBeLessThanOrEqual(15 * Math.ceil(hours));
        }
      }),
    );
  });
});
