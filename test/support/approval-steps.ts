import type { Approval, ApprovalEvent } from '@pipewright/process';
import fc from 'fast-check';

/** The people of random approvals; the first of them begins all. */
export const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'] as const;

/** Where something happens: the approval as it is, and ids for seats. */
export interface Told {
  readonly approval: Approval;
  readonly fresh: (many: number) => string[];
}

type Happening = (told: Told) => ApprovalEvent;

const person = fc.constantFrom<string>(...PEOPLE);
const people = fc.array(person, { maxLength: 3 });
const number = fc.nat(999);
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

/** A seat, and who acts there: mostly one that is open, and mostly its person or a delegate of theirs. */
const acting = fc.record({ n: number, stray: number, anybody: person, acts: people }).map(({ n, stray, anybody, acts }) => {
  return ({ seats }: Approval) => {
    const open = seats.filter(({ state }) => state === 'open');
    const seat = pick(stray % 8 === 0 || open.length === 0 ? seats : open, n);
    const by = !seat || stray % 7 === 0 ? anybody : seat.person;
    return { seat: seat?.id ?? 'none', by: stray % 5 === 0 ? anybody : by, acts: stray % 3 === 0 ? [by, ...acts] : [by] };
  };
});
const often = <T>(usual: T, others: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });

const decisions: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('approve' as const) },
      { weight: 2, arbitrary: fc.constant('reject' as const) },
      { weight: 2, arbitrary: fc.constant('return' as const) },
    ),
    acting,
  )
  .map(([kind, at]) => ({ approval }) => {
    const { by, acts } = at(approval);
    return { kind, by, acts };
  });
const transfers: fc.Arbitrary<Happening> = fc.tuple(acting, person).map(([at, to]) => ({ approval, fresh }) => ({
  kind: 'transfer',
  ...at(approval),
  to,
  seatId: fresh(1)[0] as string,
}));
/** Some name many at once, who may be more than fit. */
const named = fc.oneof(
  { weight: 8, arbitrary: people },
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 12 }).map((many) => Array.from({ length: many }, (_, n) => `many${n}`)) },
);
const additions: fc.Arbitrary<Happening> = fc
  .tuple(acting, fc.constantFrom('before' as const, 'after' as const), named)
  .map(([at, place, them]) => ({ approval, fresh }) => ({
    ...{ kind: 'add', ...at(approval), place, people: them, seatIds: fresh(them.length) },
  }));
const goings: fc.Arbitrary<Happening> = fc
  .tuple(number, number, person, people)
  .map(([n, stray, anybody, instead]) => ({ approval, fresh }) => {
    const waiting = approval.seats.filter(({ state }) => state === 'open' || state === 'later');
    const gone = (stray % 6 !== 0 && pick(waiting, n)?.person) || anybody;
    return { kind: 'gone', person: gone, instead, seatIds: fresh(waiting.length * instead.length) };
  });
const escalations: fc.Arbitrary<Happening> = people.map((them) => ({ fresh }) => ({
  ...{ kind: 'escalate', people: them, seatIds: fresh(them.length) },
}));
const resubmissions: fc.Arbitrary<Happening> = fc
  .tuple(often<string>('p0', person), fc.constantFrom('all' as const, 'rest' as const))
  .map(([by, again]) => () => ({ kind: 'resubmit', by, again }));
const withdrawals: fc.Arbitrary<Happening> = often<string>('p0', person).map((by) => () => ({ kind: 'withdraw', by }));
const admins: fc.Arbitrary<Happening> = fc
  .tuple(person, fc.constantFrom('approve' as const, 'reject' as const), fc.constantFrom('why', 'why', ' \n', ''))
  .map(([by, decision, note]) => () => ({ kind: 'admin', by, decision, note }));
const lapses: fc.Arbitrary<Happening> = fc
  .constantFrom('approve' as const, 'reject' as const)
  .map((decision) => () => ({ kind: 'lapse', decision }));
const changes: fc.Arbitrary<Happening> = fc.constant(() => ({ kind: 'changed' }) as const);

/** What may happen next. A round that is with its starter is mostly taken up again, so that what comes after is tried too. */
export const happenings: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.oneof(
      { weight: 14, arbitrary: decisions },
      { weight: 5, arbitrary: transfers },
      { weight: 8, arbitrary: additions },
      { weight: 6, arbitrary: goings },
      { weight: 3, arbitrary: escalations },
      { weight: 3, arbitrary: resubmissions },
      { weight: 1, arbitrary: withdrawals },
      { weight: 2, arbitrary: admins },
      { weight: 1, arbitrary: changes },
      { weight: 1, arbitrary: lapses },
    ),
    resubmissions,
    number,
  )
  .map(
    ([usual, resubmission, n]) =>
      (told) =>
        (told.approval.phase === 'returned' && n % 2 === 0 ? resubmission : usual)(told),
  );
