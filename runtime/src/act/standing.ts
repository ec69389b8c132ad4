import {
  actsOf,
  ENDED,
  type Entity,
  grantOf,
  isOpen,
  type RecordJson,
  type Role,
  STATUSES,
  type Status,
  type StatusRule,
  statusRule,
} from '@pipewright/definition';
import dayjs from 'dayjs';

/** What a person can do with where a record stands, in the order of menus. */
export const ACTS = ['move', 'rechoose', 'win', 'lose', 'resume', 'wake', 'reopen', 'restore', 'pause', 'future', 'void'] as const;
/** Something a person can do with where a record stands. */
export type StandingAct = (typeof ACTS)[number];

/** The acts that give a record another status: from which, to which. */
const CHANGES: Readonly<Partial<Record<StandingAct, { readonly from: ReadonlySet<Status>; readonly to: Status }>>> = {
  win: { from: new Set(['open']), to: 'won' },
  lose: { from: new Set(['open']), to: 'lost' },
  pause: { from: new Set(['open', 'future']), to: 'paused' },
  future: { from: new Set(['open', 'paused']), to: 'future' },
  void: { from: new Set(['open', 'paused', 'future', 'won', 'lost']), to: 'void' },
  resume: { from: new Set(['paused']), to: 'open' },
  wake: { from: new Set(['future']), to: 'open' },
  restore: { from: new Set(['void']), to: 'open' },
  reopen: { from: new Set(['won', 'lost']), to: 'open' },
};

/** The status an act leads to; undefined for one that leaves it alone. */
export function statusAfter(act: StandingAct): Status | undefined {
  return CHANGES[act]?.to;
}

/** The status of a record, undefined where the reader may not know it. */
export function statusOf(record: RecordJson): Status | undefined {
  return STATUSES.find((status) => status === record.status);
}

/** What a person of this role can do with where a record stands now; nothing where the status is out of sight. */
export function actsOn(entity: Entity, role: Role, record: RecordJson): StandingAct[] {
  const { update, may = [] } = grantOf(role, entity.key);
  const status = statusOf(record);
  if (!entity.process || !status || update === 'none') return [];
  return ACTS.filter((act) => {
    const change = CHANGES[act];
    if (!change) return isOpen(status) && (act === 'move' || typeof record.applies === 'string');
    return change.from.has(status) && actsOf(status, change.to).every((right) => may.includes(right));
  });
}

/** What an act asks for besides: reasons in use, and whether a day. */
export function ruleOf(entity: Entity, status: Status | undefined, act: StandingAct): StatusRule {
  const rule = entity.process && statusRule(entity.process, status, statusAfter(act));
  return { reasons: rule?.reasons.filter((reason) => !reason.retired) ?? [], until: rule?.until === true };
}

/** True for a status that a record can come back from on a day: it only waits. */
export function isWaiting(status: Status | undefined): boolean {
  return status !== undefined && !isOpen(status) && !ENDED.has(status);
}

/** Days that people choose often, all ahead of today. */
export function quickDays(today: string): readonly { readonly key: 'week' | 'month' | 'quarter'; readonly day: string }[] {
  const now = dayjs(today);
  const quarter = now.date(1).month(Math.floor(now.month() / 3) * 3 + 3);
  return [
    { key: 'week', day: now.add(7, 'day').format('YYYY-MM-DD') },
    { key: 'month', day: now.add(1, 'month').format('YYYY-MM-DD') },
    { key: 'quarter', day: quarter.format('YYYY-MM-DD') },
  ];
}
