import type { ApprovalDetail, ApprovalItem } from '@pipewright/definition';
import type { Answers } from './server.ts';
import { appOf, around } from './world.ts';

const person = (id: string, name: string) => ({ id, name });
/** Somebody who is asked. */
export const WANG = person('p2', 'Wang Wei');
/** Who began it. */
export const ZHOU = person('p3', 'Zhou Min');

/** An approval of the deal `d1` that waits for who looks at it. */
export const approval = (id: string, more: Partial<ApprovalItem> = {}): ApprovalItem => ({
  ...{ id, entity: 'deal', record: 'd1', title: 'Pump', automation: 'Discount', text: 'May we give 20 % off?' },
  ...{ at: '2026-03-10T02:00:00.000Z', endedAt: null, starter: ZHOU, phase: 'open', asked: [person('p1', 'Li Na'), WANG], later: [] },
  ...{ needed: 2, approved: 0, missing: 2, escalated: false, due: null, lapse: null, locked: true, instead: null },
  ...{ may: ['approve', 'reject', 'return', 'transfer', 'add', 'comment'], digest: 'one' },
  ...more,
});

/** The same with what it is bound to and its story. */
export const detail = (id: string, more: Partial<ApprovalDetail> = {}): ApprovalDetail => ({
  ...approval(id),
  ...{ fields: ['name', 'amount'], values: { name: 'Pump', amount: '1200.5' }, before: null },
  story: [
    { kind: 'asked', at: '2026-03-10T02:00:00.000Z', by: ZHOU, instead: null, people: [person('p1', 'Li Na'), WANG], note: null },
    { kind: 'comment', at: '2026-03-10T03:00:00.000Z', by: WANG, instead: null, people: [], note: 'Let me think.' },
  ],
  ...more,
});

/** What the server answers in an app whose deals are approved, with these on the shelf that is asked for. */
export const shelf = (approvals: readonly ApprovalItem[], todo = approvals.length): Answers => ({
  ...around({ ...appOf(), approves: ['deal'] }),
  'GET /apps/x/approvals': { approvals: [...approvals], next: null, todo },
  'GET /apps/x/away': { away: null, instead: [] },
});
