import type { Approval } from './approval.ts';
import { refusedActing } from './decide.ts';
import type { ApprovalRefusal, EventOf } from './event.ts';
import { restart } from './restart.ts';

/** The starter takes back what they asked for. */
export function withdraw(approval: Approval, { by }: EventOf<'withdraw'>): Approval | ApprovalRefusal {
  return by === approval.starter ? { ...approval, phase: 'withdrawn', returnedBy: null } : 'not_yours';
}

/** The starter asks anew after it was returned. */
export function resubmit(approval: Approval, { by, again }: EventOf<'resubmit'>): Approval | ApprovalRefusal {
  if (by !== approval.starter) return 'not_yours';
  return approval.phase === 'returned' ? restart(approval, again) : 'not_now';
}

/** What was seen is true no more, so that no decision of this round counts. Whoever has it returned to them is expected to change it: then nobody is asked, and asking anew is what counts. */
export function changed(approval: Approval): Approval | ApprovalRefusal {
  return approval.phase === 'open' ? { ...approval, phase: 'voided' } : 'not_now';
}

/** The time to decide is over, and the rule decides. It does not agree where nobody is left who could have said no. */
export function lapse(approval: Approval, { decision }: EventOf<'lapse'>): Approval | ApprovalRefusal {
  if (approval.phase !== 'open' || (approval.escalated && decision === 'approve')) return 'not_now';
  return { ...approval, phase: decision === 'approve' ? 'approved' : 'rejected' };
}

/** An administrator decides for everybody, where nobody is left to be asked. */
export function admin(approval: Approval, { by, decision, note }: EventOf<'admin'>): Approval | ApprovalRefusal {
  const refused = refusedActing(approval, by);
  if (refused) return refused;
  if (!approval.escalated) return 'not_now';
  if (note.trim() === '') return 'no_note';
  return { ...approval, phase: decision === 'approve' ? 'approved' : 'rejected', admin: { by, note } };
}
