import { actsOf, ENDED, isOpen, isStatus, type Status, type StatusAct, statusNames, statusRule } from '@pipewright/definition';
import { addDays, type Facts, type Issue, type IssueCode, isDate, issue, type Value } from '@pipewright/logic';
import type { PreparedEntity } from './prepare.ts';

/** A wish about the status of a record: the new one, why, and until when. */
export interface StatusWish {
  readonly status?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
}

/** The status a record comes to have, and what speaks against it. */
export interface StatusChange {
  readonly from: Status;
  readonly to: Status;
  readonly changed: boolean;
  readonly values: Readonly<Record<'status_reason' | 'status_until', Value>>;
  readonly issues: readonly Issue[];
}

const DENIED = {
  pause: 'denied.pause',
  future: 'denied.future',
  void: 'denied.void',
  reopen: 'denied.reopen',
} as const satisfies Readonly<Record<StatusAct, IssueCode>>;

/**
 * Judges a change of status: the rights it takes, the reason and the day it asks for.
 * @param may which changes of status the one who asks has the right to
 * @param past an import of what happened before: neither reason nor day is asked for
 */
export function changeStatus(
  prepared: PreparedEntity,
  before: Facts | null,
  wish: StatusWish,
  today: Value | undefined,
  may: (act: StatusAct) => boolean,
  past: boolean,
): StatusChange {
  const from = isStatus(before?.status) ? before.status : 'open';
  const to = isStatus(wish.status) ? wish.status : from;
  const issues: Issue[] = wish.status === undefined || isStatus(wish.status) ? [] : [issue('status', 'status.unknown')];
  // Saying the same waiting status again changes its reason or day.
  const again = from === to && !isOpen(to) && !ENDED.has(to) && (wish.reason !== undefined || wish.until !== undefined);
  const changed = from !== to || again;
  const kept = { status_reason: before?.status_reason ?? null, status_until: before?.status_until ?? null };
  if (!changed || past) {
    const values = from === to ? kept : { status_reason: wish.reason ?? null, status_until: wish.until ?? null };
    return { from, to, changed: from !== to, values, issues };
  }
  for (const act of actsOf(from, to)) if (!may(act)) issues.push(issue('status', DENIED[act]));
  const rule = prepared.entity.process && statusRule(prepared.entity.process, from, to);
  const reasons = rule?.reasons.filter((reason) => !reason.retired) ?? [];
  const reason = wish.reason ?? (again ? kept.status_reason : null);
  const until = wish.until ?? (again ? kept.status_until : null);
  const status = statusNames[to];
  if (reasons.length > 0 && reason === null)
    issues.push(to === 'open' ? issue('status_reason', 'status.reason_reopen') : issue('status_reason', 'status.reason', { status }));
  else if (reason !== null && !reasons.some(({ key }) => key === reason)) issues.push(issue('status_reason', 'status.reason_unknown'));
  if (rule?.until && until === null) issues.push(issue('status_until', 'status.until', { status }));
  else if (until !== null && !(rule?.until && typeof until === 'string' && isDate(until) && until > String(today)))
    issues.push(issue('status_until', 'status.until_past'));
  else {
    const found = reasons.find(({ key }) => key === reason);
    const latest = found?.latestAfter === undefined ? null : addDays(String(today), found.latestAfter);
    if (found && latest !== null && until !== null && until > latest)
      issues.push(issue('status_until', 'status.until_far', { reason: found.name, day: latest }));
  }
  return { from, to, changed, values: { status_reason: reason, status_until: until }, issues };
}
