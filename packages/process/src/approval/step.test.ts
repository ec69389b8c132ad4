import { describe, expect, it } from 'vitest';
import type { Approval, ApprovalMode } from './approval.ts';
import type { ApprovalEffect, ApprovalEvent } from './event.ts';
import { openApproval } from './open.ts';
import { approvalStep } from './step.ts';
import { summaryOf } from './summary.ts';

const share = (percent: number): ApprovalMode => ({ kind: 'share', percent });
const ids = (prefix: string, many = 60) => Array.from({ length: many }, (_, n) => `${prefix}${n}`);
const begin = (kind: ApprovalMode['kind'] | ApprovalMode, people: string, own: 'may' | 'never' = 'never') => {
  const mode = typeof kind === 'string' ? ({ kind } as ApprovalMode) : kind;
  return openApproval({ mode, starter: 'S', own, people: [...people], seatIds: ids('s') });
};
const by = (kind: 'approve' | 'reject' | 'return', person: string, acts = person): ApprovalEvent => ({ kind, by: person, acts: [...acts] });
const add = (seat: string, person: string, place: 'before' | 'after', people: string, prefix = 'x'): ApprovalEvent => ({
  ...{ kind: 'add', by: person, acts: [person], seat, place, people: [...people], seatIds: ids(prefix) },
});
const hand = (seat: string, person: string, to: string): ApprovalEvent => ({
  ...{ kind: 'transfer', by: person, acts: [person], seat, to, seatId: `${seat}-${to}` },
});
const gone = (person: string, instead = ''): ApprovalEvent => ({ kind: 'gone', person, instead: [...instead], seatIds: ids(`g${person}`) });
const limit = (people: string): ApprovalEvent => ({ kind: 'escalate', people: [...people], seatIds: ids('e') });
const resubmit = (again: 'all' | 'rest'): ApprovalEvent => ({ kind: 'resubmit', by: 'S', again });
const admin = (note = 'why'): ApprovalEvent => ({ kind: 'admin', by: 'M', decision: 'approve', note });

const refusal = (approval: Approval, event: ApprovalEvent) => {
  const told = approvalStep(approval, event);
  return 'refused' in told ? told.refused : undefined;
};
const after = (approval: Approval, ...events: ApprovalEvent[]): Approval =>
  events.reduce((at, event) => {
    const told = approvalStep(at, event);
    if ('refused' in told) throw new Error(`${event.kind}: ${told.refused}`);
    return told.approval;
  }, approval);
const effects = (approval: Approval, event: ApprovalEvent): readonly ApprovalEffect[] => {
  const told = approvalStep(approval, event);
  return 'refused' in told ? [] : told.effects;
};
/** Who sits how, in the order of the row: `A open, B later`. */
const row = ({ seats }: Approval) =>
  seats
    .toSorted((a, b) => a.order - b.order)
    .map(({ person, state }) => `${person} ${state}`)
    .join(', ');

describe('the beginning of an approval', () => {
  it('asks each once, and not whoever began it', () => {
    const { approval, effects } = begin('all', 'ASBA');
    expect(row(approval)).toBe('A open, B open');
    expect(effects).toEqual([
      { kind: 'ask', seat: 's0' },
      { kind: 'ask', seat: 's1' },
    ]);
    expect(row(begin('all', 'AS', 'may').approval)).toBe('A open, S open');
  });

  it.each(['any', 'all', 'turn', share(1)] as const)('is approved by nobody in no mode: it waits for an administrator (%j)', (mode) => {
    const { approval, effects } = begin(mode, 'S');
    expect([approval.phase, approval.escalated, approval.seats, effects]).toEqual(['open', true, [], [{ kind: 'escalate' }]]);
    expect(refusal(approval, admin(' '))).toBe('no_note');
    expect(after(approval, admin())).toMatchObject({ phase: 'approved', admin: { by: 'M', note: 'why' } });
  });

  it.each([0, -1, 101, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('takes no share of %j percent', (percent) => {
    expect(() => begin(share(percent), 'AB')).toThrow(RangeError);
  });

  it('wants an id for each seat, each once', () => {
    const open = (seatIds: string[]) => () =>
      openApproval({ mode: { kind: 'all' }, starter: 'S', own: 'may', people: ['A', 'B'], seatIds });
    expect(open(['1'])).toThrow(RangeError);
    expect(open(['1', '1'])).toThrow(RangeError);
  });
});

describe('the modes', () => {
  it('any: the first decision decides', () => {
    const { approval } = begin('any', 'AB');
    expect(row(after(approval, by('approve', 'B')))).toBe('A passed, B approved');
    expect(after(approval, by('reject', 'A')).phase).toBe('rejected');
    expect(effects(approval, by('approve', 'B'))).toEqual([
      ...[{ kind: 'unask', seat: 's0' }],
      ...[{ kind: 'tellStarter', what: 'approved' }],
      ...[{ kind: 'ended', outcome: 'approved' }],
    ]);
  });

  it('all: everybody has to approve, one no is the end', () => {
    const once = after(begin('all', 'AB').approval, by('approve', 'A'));
    expect(once.phase).toBe('open');
    expect(after(once, by('approve', 'B')).phase).toBe('approved');
    expect(after(once, by('reject', 'B')).phase).toBe('rejected');
  });

  it('turn: one after the other', () => {
    const { approval } = begin('turn', 'AB');
    expect(row(approval)).toBe('A open, B later');
    expect(refusal(approval, by('approve', 'B'))).toBe('not_now');
    expect(effects(approval, by('approve', 'A'))).toEqual([{ kind: 'ask', seat: 's1' }]);
    expect(after(approval, by('approve', 'A'), by('approve', 'B')).phase).toBe('approved');
  });

  it('share: as many as it takes, and no further once it cannot be reached', () => {
    const { approval } = begin(share(51), 'ABCD');
    expect(summaryOf(approval)).toMatchObject({ needed: 3, approved: 0, missing: 3 });
    const two = after(approval, by('approve', 'A'), by('approve', 'B'), by('reject', 'C'));
    expect([two.phase, summaryOf(two).missing]).toEqual(['open', 1]);
    expect(after(two, by('approve', 'D')).phase).toBe('approved');
    expect(after(two, by('reject', 'D')).phase).toBe('rejected');
  });

  it('share: 7 percent of a hundred are seven, and the least share is one', () => {
    const many = (percent: number) =>
      summaryOf(openApproval({ mode: share(percent), starter: 'S', own: 'may', people: ids('p', 100), seatIds: ids('s', 100) }).approval);
    expect([many(7).needed, many(1).needed, many(100).needed]).toEqual([7, 1, 100]);
    expect(summaryOf(begin(share(1), 'AB').approval).needed).toBe(1);
  });
});

describe('who may decide', () => {
  it('a delegate decides for others, and it says so', () => {
    const end = after(begin('all', 'AB').approval, by('approve', 'D', 'DAB'));
    expect(end.seats.map((seat) => [seat.person, seat.by])).toEqual([
      ['A', 'D'],
      ['B', 'D'],
    ]);
  });

  it('the starter does not, not even as a delegate or as an administrator', () => {
    const { approval } = begin('all', 'A');
    for (const kind of ['approve', 'reject', 'return'] as const) expect(refusal(approval, by(kind, 'S', 'SA'))).toBe('self');
    expect(refusal(after(approval, gone('A')), { kind: 'admin', by: 'S', decision: 'approve', note: 'me' })).toBe('self');
    expect(after(begin('all', 'S', 'may').approval, by('approve', 'S')).phase).toBe('approved');
  });

  it('nobody decides for others, twice, or after the end', () => {
    const { approval } = begin('all', 'AB');
    expect(refusal(approval, by('approve', 'C'))).toBe('not_yours');
    const once = after(approval, by('approve', 'A'));
    expect(refusal(once, by('reject', 'A'))).toBe('already');
    expect(refusal(after(once, by('approve', 'B')), by('reject', 'A'))).toBe('closed');
    expect(refusal(approval, admin())).toBe('not_now');
  });
});

describe('handing on and bringing in', () => {
  it('transfer: another sits in the same place', () => {
    const { approval } = begin('turn', 'AB');
    const handed = after(approval, hand('s0', 'A', 'C'));
    expect(row(handed)).toBe('A passed, C open, B later');
    expect(row(after(handed, by('approve', 'C')))).toBe('A passed, C approved, B open');
    expect([refusal(approval, hand('s0', 'A', 'S')), refusal(approval, hand('s0', 'A', 'A'))]).toEqual(['self', 'same_person']);
    expect([refusal(approval, hand('s1', 'B', 'C')), refusal(handed, hand('s0', 'A', 'D'))]).toEqual(['not_now', 'already']);
  });

  it('before: one waits for those one brought in, who are required in every mode', () => {
    const asked = after(begin('any', 'AB').approval, add('s0', 'A', 'before', 'C'));
    expect(row(asked)).toBe('C open, A later, B open');
    expect(row(after(asked, by('approve', 'C')))).toBe('C approved, A open, B open');
    expect(after(asked, by('reject', 'C')).phase).toBe('rejected');
    const other = after(asked, by('approve', 'B'));
    expect([other.phase, row(other), summaryOf(other).missing]).toEqual(['open', 'C open, A passed, B approved', 1]);
    expect(after(other, by('approve', 'C')).phase).toBe('approved');
  });

  it('after: one has approved, and the round ends only when they have too', () => {
    const asked = after(begin('any', 'AB').approval, add('s0', 'A', 'after', 'CD'));
    expect(row(asked)).toBe('A approved, C open, D open, B passed');
    expect(after(asked, by('approve', 'C')).phase).toBe('open');
    expect(after(asked, by('approve', 'C'), by('approve', 'D')).phase).toBe('approved');
    const inTurn = after(begin('turn', 'AB').approval, add('s0', 'A', 'after', 'CD'));
    expect(row(inTurn)).toBe('A approved, C open, D later, B later');
  });

  it('brings in ten at a seat and fifty in a round at most, and nobody twice', () => {
    const { approval } = begin('all', 'ABCDEF');
    const many = 'ghijklmnop';
    expect(refusal(approval, add('s0', 'A', 'before', `${many}q`))).toBe('too_many');
    expect(refusal(approval, add('s0', 'A', 'before', 'B'))).toBe('same_person');
    expect(refusal(approval, add('s0', 'A', 'before', ''))).toBe('nobody');
    const groups = ['ghijklmnop', 'qrstuvwxyz', 'GHIJKLMNOP', 'QRTUVWXYZ0', '123456789_'];
    const full = groups.reduce((at, people, n) => after(at, add(`s${n}`, 'ABCDE'.charAt(n), 'before', people, `x${n}-`)), approval);
    expect(full.seats.length).toBe(56);
    expect(refusal(full, add('s5', 'F', 'after', '!'))).toBe('too_many');
  });
});

describe('somebody who is gone, and a limit that is reached', () => {
  it('gone: one of those who sit in is enough for the place, and for no other', () => {
    const left = after(begin('all', 'AB').approval, gone('A', 'CD'));
    expect(row(left)).toBe('A gone, C open, D open, B open');
    expect(row(after(left, by('approve', 'C')))).toBe('A gone, C approved, D passed, B open');
    expect(refusal(left, gone('A'))).toBe('nobody');
  });

  it('gone without anybody instead is never taken for a yes', () => {
    const left = after(begin('all', 'AB').approval, gone('A'), by('approve', 'B'));
    expect([left.phase, left.escalated]).toEqual(['open', true]);
    expect(effects(begin('all', 'AB').approval, gone('A'))).toEqual([{ kind: 'unask', seat: 's0' }, { kind: 'escalate' }]);
    expect(after(left, admin()).phase).toBe('approved');
  });

  it('escalate: any of those asked then may decide for all', () => {
    const late = after(begin('all', 'AB').approval, limit('MN'));
    expect(row(late)).toBe('A open, B open, M open, N open');
    expect(row(after(late, by('approve', 'M')))).toBe('A passed, B passed, M approved, N passed');
    expect(after(late, by('reject', 'N')).phase).toBe('rejected');
    expect([refusal(late, limit('M')), after(begin('all', 'A').approval, limit('S')).escalated]).toEqual(['already', true]);
  });

  it('escalate: whom such a person brings in after has to agree, and nobody else', () => {
    const late = after(begin('all', 'AB').approval, limit('M'), add('e0', 'M', 'after', 'C'));
    expect([row(late), summaryOf(late).missing]).toEqual(['A passed, B passed, M approved, C open', 1]);
    expect(after(late, by('approve', 'C')).phase).toBe('approved');
  });
});

describe('the round', () => {
  it('return: all wait for the starter, who asks anew', () => {
    const { approval } = begin('all', 'AB');
    expect(effects(approval, by('return', 'A')).at(-1)).toEqual({ kind: 'tellStarter', what: 'returned' });
    const back = after(approval, by('approve', 'A'), by('return', 'B'));
    expect([back.phase, back.returnedBy, row(back)]).toEqual(['returned', 'B', 'A approved, B later']);
    expect([refusal(back, by('approve', 'B')), refusal(back, { kind: 'changed' })]).toEqual(['not_now', 'not_now']);
    expect(refusal(back, { kind: 'resubmit', by: 'B', again: 'all' })).toBe('not_yours');
    expect(row(after(back, resubmit('all')))).toBe('A open, B open');
    expect(row(after(back, resubmit('rest')))).toBe('A approved, B open');
    expect(refusal(approval, resubmit('all'))).toBe('not_now');
  });

  it('resubmit: whoever was brought in goes, and their no is not got round by it', () => {
    const back = after(begin('any', 'AB').approval, add('s0', 'A', 'after', 'C'), by('return', 'C'), resubmit('rest'));
    expect([back.phase, row(back)]).toEqual(['open', 'A open, B open']);
    const other = after(
      begin('any', 'AB').approval,
      add('s1', 'B', 'before', 'C'),
      by('approve', 'A'),
      by('return', 'C'),
      resubmit('rest'),
    );
    expect([other.phase, row(other)]).toEqual(['open', 'A open, B open']);
  });

  it('resubmit: whoever is gone stays so, with those who sit in', () => {
    const back = after(begin('all', 'AB').approval, gone('A', 'C'), hand('s1', 'B', 'D'), by('return', 'D'), resubmit('all'));
    expect(row(back)).toBe('A gone, C open, B open');
    const missed = after(begin('all', 'AB').approval, gone('A'), by('return', 'B'));
    expect(effects(missed, resubmit('all'))).toEqual([{ kind: 'ask', seat: 's1' }, { kind: 'escalate' }]);
  });

  it('withdraw: by the starter only, also while it is returned', () => {
    const { approval } = begin('all', 'A');
    const withdraw = { kind: 'withdraw', by: 'S' } as const;
    expect(refusal(approval, { ...withdraw, by: 'A' })).toBe('not_yours');
    expect(effects(approval, withdraw)).toEqual([
      { kind: 'unask', seat: 's0' },
      { kind: 'ended', outcome: 'withdrawn' },
    ]);
    expect(after(approval, by('return', 'A'), withdraw).phase).toBe('withdrawn');
  });

  it('changed: what was decided is void, and so is the round', () => {
    const end = after(begin('all', 'AB').approval, by('approve', 'A'), { kind: 'changed' });
    expect([end.phase, row(end)]).toEqual(['voided', 'A approved, B passed']);
    expect(refusal(end, by('approve', 'B'))).toBe('closed');
  });
});
