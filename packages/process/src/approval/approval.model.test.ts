import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApprovalModel } from '../../../../test/support/approval-model.ts';
import { happenings, PEOPLE, type Told } from '../../../../test/support/approval-steps.ts';
import { type Approval, isOver, waits } from './approval.ts';
import { APPROVAL_REFUSALS, type ApprovalEffect, type ApprovalEvent } from './event.ts';
import { type ApprovalBegin, openApproval } from './open.ts';
import { quorum } from './outcome.ts';
import { placesOf } from './place.ts';
import { approvalStep } from './step.ts';
import { summaryOf } from './summary.ts';

const RUNS = Number(process.env.APPROVAL_RUNS ?? 400);
const STEPS = 60;

const modes = fc.oneof(
  fc.constantFrom({ kind: 'any' } as const, { kind: 'all' } as const, { kind: 'turn' } as const),
  fc.record({ kind: fc.constant('share' as const), percent: fc.constantFrom(1, 7, 33, 34, 50, 51, 67, 99, 100) }),
);
const begins: fc.Arbitrary<Omit<ApprovalBegin, 'seatIds'>> = fc.record({
  mode: modes,
  starter: fc.constant('p0'),
  own: fc.constantFrom('may', 'never'),
  people: fc.array(fc.constantFrom(...PEOPLE), { maxLength: 6 }),
});

const frozen = <T>(value: T): T => {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};
const words = (effects: readonly ApprovalEffect[]) => effects.map((effect) => JSON.stringify(effect)).sort();
/** An approval as the model sees it: in the order of the row, whose numbers are of no matter. */
const seen = ({ phase, escalated, returnedBy, admin, seats }: Approval) => ({
  ...{ phase, escalated, returnedBy, admin },
  seats: seats.toSorted((a, b) => a.order - b.order).map(({ order: _, ...seat }) => seat),
});

/** What is true of every approval, whatever happened. */
function holds(approval: Approval, lapsed = false): void {
  const { phase, seats, mode, escalated, starter, own, admin } = approval;
  expect(JSON.parse(JSON.stringify(approval))).toEqual(approval);
  if (phase === 'open') expect(escalated || seats.some(({ state }) => state === 'open')).toBe(true);
  if (isOver(phase)) expect(seats.filter(waits)).toEqual([]);
  if (own === 'never') expect(seats.filter(({ person, by }) => person === starter || by === starter)).toEqual([]);
  const votes = placesOf(approval).filter(({ kind }) => kind === 'rule');
  expect(quorum(mode, votes.length)).toBeGreaterThanOrEqual(1);
  const { missing } = summaryOf(approval);
  expect(missing > 0).toBe(!isOver(phase));
  if (phase === 'approved' && !admin && !lapsed) {
    const yes = placesOf(approval).filter(({ verdict }) => verdict === 'approved');
    const carried = yes.filter(({ kind }) => kind === 'rule').length >= quorum(mode, votes.length);
    expect(carried || yes.some(({ kind }) => kind === 'whole')).toBe(true);
  }
}

/** Nobody decides a seat that is not theirs, and nothing that is said is said twice. */
function fair(before: Approval, event: ApprovalEvent, after: Approval, effects: readonly ApprovalEffect[]): void {
  expect(new Set(words(effects)).size).toBe(effects.length);
  const was = new Map(before.seats.map((seat) => [seat.id, seat.state]));
  const decided = after.seats.filter(({ id, state }) => (state === 'approved' || state === 'rejected') && was.get(id) !== state);
  for (const seat of decided) {
    if (!('acts' in event)) throw new Error(`${event.kind} decided ${seat.id}`);
    expect([was.get(seat.id), seat.by, event.acts.includes(seat.person)]).toEqual(['open', event.by, true]);
  }
}

describe('an approval and a model of it that was made another way', () => {
  it('never differ, whatever happens in whatever mode', () => {
    const came = new Map<string, number>();
    const count = (what: string) => came.set(what, (came.get(what) ?? 0) + 1);
    let steps = 0;
    fc.assert(
      fc.property(
        fc.array(begins, { minLength: 12, maxLength: 12 }),
        fc.array(happenings, { minLength: STEPS, maxLength: STEPS }),
        (rounds, all) => {
          let ids = 0;
          const fresh = (many: number) => Array.from({ length: many }, () => `s${ids++}`);
          let [approval, model] = [undefined as Approval | undefined, undefined as ApprovalModel | undefined];
          let [over, round] = [0, 0];
          for (const happening of all) {
            // An ended round never changes, which is tried twice before another one begins.
            if (!approval || !model || over === 2) {
              const wish = rounds[round++] ?? { mode: { kind: 'all' }, starter: 'p0', own: 'may', people: PEOPLE };
              const begin: ApprovalBegin = { ...wish, seatIds: fresh(wish.people.length) };
              const opened = openApproval(frozen(begin));
              [approval, model, over] = [frozen(opened.approval), new ApprovalModel(begin), 0];
              expect([seen(approval), words(opened.effects)]).toEqual([model.view(), model.begun()]);
              holds(approval);
            }
            const event: ApprovalEvent = frozen(happening({ approval, fresh } satisfies Told));
            const told = approvalStep(approval, event);
            const expected = model.take(event);
            steps += 1;
            if (isOver(approval.phase)) over += 1;
            if ('refused' in told) {
              expect([told, event]).toEqual([expected, event]);
              count(told.refused);
              continue;
            }
            expect([event, { effects: words(told.effects) }, seen(told.approval)]).toEqual([event, expected, model.view()]);
            fair(approval, event, told.approval, told.effects);
            holds(told.approval, event.kind === 'lapse');
            count(`${approval.mode.kind} ${event.kind}`);
            if (isOver(told.approval.phase)) count(`${approval.mode.kind} ${told.approval.phase}`);
            approval = frozen(told.approval);
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(steps).toBeGreaterThanOrEqual(RUNS * STEPS);
    if (process.env.APPROVAL_COUNTS) console.log(steps, Object.fromEntries([...came].sort()));
    const kinds = [
      'approve',
      'reject',
      'return',
      'transfer',
      'add',
      'withdraw',
      'resubmit',
      'gone',
      'escalate',
      'changed',
      'lapse',
      'admin',
    ];
    const ends = ['approved', 'rejected', 'withdrawn', 'voided'];
    const wanted = ['any', 'all', 'turn', 'share'].flatMap((mode) => [...kinds, ...ends].map((what) => `${mode} ${what}`));
    expect([...wanted, ...APPROVAL_REFUSALS].filter((what) => !came.has(what))).toEqual([]);
  });
});
