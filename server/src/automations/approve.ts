import type { Effect } from '@pipewright/process';
import { FOR_EVER, isOver } from '@pipewright/process';
import { peopleFor } from '../about/people.ts';
import type { Ground as ApprovalGround } from '../approvals/ground.ts';
import { approvalOfRun } from '../approvals/kept.ts';
import { lookAfter } from '../approvals/look.ts';
import { openFor } from '../approvals/open.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';

type Asks = Task<Extract<Effect, { kind: 'approve' }>>;

/** How long an approval goes without another look: whether those who are asked may still decide is nobody's record. */
const LOOK_MS = 600_000;

/** By which way a run goes on. */
const EXITS = { approved: 'approved', rejected: 'rejected', withdrawn: 'withdrawn', voided: 'withdrawn' } as const;

/** Asks people for their approval, or looks after one that was asked for: a run sleeps until it is over. */
export async function askFor(ground: Ground, task: Asks): Promise<Came> {
  const { run, seq, ready, entity, record, effect } = task;
  const { published } = ground.app;
  const about = { entity, record, node: effect.ask, calendar: ready.automation.calendar };
  const work: ApprovalGround = { ...ground, published };
  const known = await approvalOfRun(ground.db, published.schema, run.id, seq);
  const kept = known
    ? await lookAfter(work, about, known)
    : await openFor(work, about, { ...run, seq }, await peopleFor(ground.db, published.key, [{ to: effect.ask.to, facts: record.facts }]));
  const { phase } = kept.state;
  if (isOver(phase)) return came('done', { exit: EXITS[phase], people: [...new Set(kept.state.seats.flatMap(({ by }) => by ?? []))] });
  const look = new Date(Date.parse(ground.now) + LOOK_MS).toISOString();
  const due = phase === 'open' ? kept.due : null;
  return came('asleep', { until: due ?? FOR_EVER, held: true, look: due !== null && due < look ? due : look });
}
