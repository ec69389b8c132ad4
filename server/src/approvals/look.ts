import { type ApprovalEvent, approvalStep, isOver, waits } from '@pipewright/process';
import { newId } from '../ground/id.ts';
import { leadersOf } from '../pool/appeals.ts';
import { dueAfter } from './due.ts';
import { type About, eligible, type Ground } from './ground.ts';
import { happen, type Said, tellPeople } from './happen.ts';
import { askedIn, type KeptApproval } from './kept.ts';
import { changedKeys } from './seen.ts';

/**
 * Looks after an approval that waits: void where what was seen is true no more, somebody else where one who was asked may decide no more, and what its step says where the time to decide
 * is over. Answers how it stands then.
 */
export async function lookAfter(ground: Ground, about: About, kept: KeptApproval): Promise<KeptApproval> {
  if (isOver(kept.state.phase)) return kept;
  if (isVoid(about, kept)) return (await step(ground, about, kept, { kind: 'changed' }, { kind: 'changed' })) ?? kept;
  const there = await withoutGone(ground, about, kept);
  return isOver(there.state.phase) ? there : inTime(ground, about, there);
}

/** True where what was seen is true no more. Whoever has it returned to them is expected to change it. */
export function isVoid({ entity, record }: About, { state, seen }: KeptApproval): boolean {
  return state.phase === 'open' && changedKeys(entity, seen, record.facts).length > 0;
}

/** Lets an event happen; undefined where it may not. */
export async function step(
  ground: Ground,
  about: About,
  kept: KeptApproval,
  event: ApprovalEvent,
  said: Said,
  more: Partial<Pick<KeptApproval, 'seen' | 'due'>> = {},
): Promise<KeptApproval | undefined> {
  const stepped = approvalStep(kept.state, event);
  if ('refused' in stepped) return undefined;
  return happen(ground, about, kept, stepped, [said], more);
}

/** Puts others in the place of everybody who may decide no more: whoever leads them nearest and may. Who began it and works here no more takes nothing up again. */
export async function withoutGone(ground: Ground, about: About, kept: KeptApproval): Promise<KeptApproval> {
  const { entity, record } = about;
  const { phase, starter, seats } = kept.state;
  const people = [...new Set(seats.filter(waits).map(({ person }) => person))];
  const able = await eligible(ground, phase === 'returned' ? [...people, starter] : people, entity.key, record.id);
  if (phase === 'returned' && !able.has(starter))
    return (await step(ground, about, kept, { kind: 'withdraw', by: starter }, { kind: 'gone', people: [starter] })) ?? kept;
  let now = kept;
  for (const person of people.filter((each) => !able.has(each))) {
    const instead = await nearestOf(ground, about, person, kept);
    const many = now.state.seats.filter((seat) => seat.person === person && waits(seat)).length * instead.length;
    const event = { kind: 'gone', person, instead, seatIds: Array.from({ length: many }, () => newId()) } as const;
    now = (await step(ground, about, now, event, { kind: 'gone', by: null, instead: person, people: instead })) ?? now;
  }
  return now;
}

/** Who leads somebody nearest and may decide; nobody where there is none. */
async function nearestOf(ground: Ground, { entity, record }: About, person: string, { state }: KeptApproval): Promise<string[]> {
  const leaders = await leadersOf(ground.db, ground.published.key, person);
  const able = await eligible(ground, leaders, entity.key, record.id);
  const found = leaders.find((each) => able.has(each) && (state.own === 'may' || each !== state.starter));
  return found === undefined ? [] : [found];
}

/** Does what the step says where the time to decide is over. */
async function inTime(ground: Ground, about: About, kept: KeptApproval): Promise<KeptApproval> {
  const { deadline } = about.node;
  if (!deadline || kept.state.phase !== 'open' || kept.due === null || kept.due > ground.now) return kept;
  const due = dueAfter(ground, about);
  if (deadline.lapse === 'approve' || deadline.lapse === 'reject') {
    const event = { kind: 'lapse', decision: deadline.lapse } as const;
    const lapsed = await step(ground, about, kept, event, { kind: 'lapsed' });
    if (lapsed) return lapsed;
  }
  const asked = askedIn(kept.state);
  if (deadline.lapse === 'escalate') {
    const above: string[] = [];
    for (const person of asked) above.push(...(await nearestOf(ground, about, person, kept)));
    const people = [...new Set(above)];
    const event = { kind: 'escalate', people, seatIds: people.map(() => newId()) } as const;
    const escalated = await step(ground, about, kept, event, { kind: 'lapsed', people }, { due });
    if (escalated) return escalated;
  }
  await tellPeople(ground, about, { ...kept, due }, asked, 'approvalLate');
  const same = { approval: kept.state, effects: [] };
  return happen(ground, about, kept, same, [{ kind: 'reminded', people: asked }], { due });
}
