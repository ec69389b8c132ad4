import type { Process, Reason, StatusRule } from './pipeline.ts';

/** The statuses a record in a pipeline can have; apart from its stage. */
export const STATUSES = ['open', 'won', 'lost', 'paused', 'future', 'void'] as const;
/** A record's status. */
export type Status = (typeof STATUSES)[number];

/** True for the name of a status. */
export const isStatus = (text: unknown): text is Status => STATUSES.includes(text as Status);

/** True while a record moves through stages: in every other status it stands still, whoever asks and on whichever way. */
export function isOpen(status: unknown): boolean {
  return status === null || status === undefined || status === 'open';
}

/** Statuses at the end of a record's way; `paused` and `future` are only waiting. */
export const ENDED: ReadonlySet<unknown> = new Set<Status>(['won', 'lost', 'void']);

/** Changes of status that need a right of their own; winning and losing go with the right to change. */
export const STATUS_ACTS = ['pause', 'future', 'void', 'reopen'] as const;
/** A change of status that needs a right of its own. */
export type StatusAct = (typeof STATUS_ACTS)[number];

/** What a role is granted by name: changes of status, and letting others' records past what their way asks for. */
export const RIGHTS = [...STATUS_ACTS, 'except'] as const;
/** What a role is granted by name. */
export type Right = (typeof RIGHTS)[number];

const INTO: Readonly<Partial<Record<Status, StatusAct>>> = { paused: 'pause', future: 'future', void: 'void' };
const OUT: Readonly<Partial<Record<Status, StatusAct>>> = { ...INTO, won: 'reopen', lost: 'reopen' };

/** The rights a change from one status to another takes: those of leaving the old and of taking on the new. */
export function actsOf(from: Status, to: Status): StatusAct[] {
  return [...new Set([from === to ? undefined : OUT[from], INTO[to]].filter((act) => act !== undefined))];
}

/** The changes of status that ask for one of the admin's reasons. */
export const RULED_STATUSES = ['paused', 'future', 'void', 'reopen'] as const satisfies readonly (keyof NonNullable<Process['statuses']>)[];
/** A change of status that asks for one of the admin's reasons. */
export type RuledStatus = (typeof RULED_STATUSES)[number];

/** The rule for going from one status to another; undefined where nothing is asked. */
export function statusRule(process: Process, from: unknown, to: unknown): StatusRule | undefined {
  if (to === 'paused' || to === 'future' || to === 'void') return process.statuses?.[to];
  return to === 'open' && ENDED.has(from) ? process.statuses?.reopen : undefined;
}

/** Every reason of every change of status, in the admin's order. */
export function statusReasons(process: Process): Reason[] {
  return RULED_STATUSES.flatMap((key) => process.statuses?.[key]?.reasons ?? []);
}
