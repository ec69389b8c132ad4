import { type Approval, isOver } from './approval.ts';
import { decide } from './decide.ts';
import type { ApprovalEvent, ApprovalRefusal, ApprovalStepped, EventOf } from './event.ts';
import { add, transfer } from './hand-on.ts';
import { escalate, gone } from './replace.ts';
import { admin, changed, lapse, resubmit, withdraw } from './round.ts';
import { settle } from './settle.ts';

type Kind = ApprovalEvent['kind'];

const HAPPENS: { readonly [Each in Kind]: (approval: Approval, event: EventOf<Each>) => Approval | ApprovalRefusal } = {
  approve: decide,
  reject: decide,
  return: decide,
  transfer,
  add,
  withdraw,
  resubmit,
  gone,
  escalate,
  changed,
  lapse,
  admin,
};

/** What becomes of an approval by an event, or why that may not happen. Pure: no clock, no ids, nothing is done here. */
export function approvalStep(approval: Approval, event: ApprovalEvent): ApprovalStepped | { readonly refused: ApprovalRefusal } {
  if (isOver(approval.phase)) return { refused: 'closed' };
  const happens = HAPPENS[event.kind] as (approval: Approval, event: ApprovalEvent) => Approval | ApprovalRefusal;
  const after = happens(approval, event);
  return typeof after === 'string' ? { refused: after } : settle(approval, after);
}
