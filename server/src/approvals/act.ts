import type { ApprovalWish } from '@pipewright/definition';
import { type ApprovalEvent, approvalStep, type Seat, waits } from '@pipewright/process';
import type { Sight } from '@pipewright/sql';
import { holdPeopleSql } from '@pipewright/sql';
import { holdRecords } from '../about/records.ts';
import { type Connection, databaseNow, rows } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { notify } from '../notices/notify.ts';
import { ownSight } from '../published/own-sight.ts';
import { announced } from '../records/announced.ts';
import { awayFor } from './away.ts';
import { type About, eligible, entityAt, type Ground, stepOf } from './ground.ts';
import { happen, type Said, wakeRun } from './happen.ts';
import { approvalOf, askedIn, type KeptApproval } from './kept.ts';
import { isVoid, step, withoutGone } from './look.ts';
import { changedKeys, digestOf, seenOf } from './seen.ts';

type Work = Pick<Server, 'pool' | 'events' | 'apps'>;

/** An approval in the hands of somebody, held until the transaction ends. */
interface Hand {
  readonly ground: Ground;
  readonly about: About;
  readonly kept: KeptApproval;
  /** Who acts, as that person stands at this moment. */
  readonly by: string;
  readonly view: Sight;
  /** For whom that person may decide: themself, and those who are away and may themselves. */
  readonly acts: readonly string[];
}

/** People are asked to decide again at most once in this time. */
const URGE_MS = 3_600_000;

/**
 * Does something with an approval, in the name of who asks: decides it, hands it on, takes it back, or says something. Who may is asked of the database at this moment, in the same
 * transaction, and what the decision is bound to is looked at again: what was changed since it was looked at is not decided.
 */
export async function actOn(server: Work, inApp: InApp, id: string, wish: ApprovalWish): Promise<void> {
  const changed = await announced(server, async (db, announce) => {
    const hand = await takeInHand(server, db, inApp, id, announce);
    if (isVoid(hand.about, hand.kept)) {
      await step(hand.ground, hand.about, hand.kept, { kind: 'changed' }, { kind: 'changed' });
      await wakeRun(hand.ground, hand.kept);
      return true;
    }
    await ACTS[wish.act](hand, wish as never);
    return false;
  });
  // What the change voided stays void, and who would have decided it is told so.
  if (changed) refuse('approval.changed');
}

async function takeInHand(server: Work, db: Connection, inApp: InApp, id: string, announce: Ground['announce']): Promise<Hand> {
  const { published, caller } = inApp;
  const { schema, key } = published;
  const known = (await approvalOf(db, schema, id)) ?? refuse('unknown.approval');
  const entity = entityAt(published, known) ?? refuse('unknown.approval');
  const { today } = inApp.view.principal;
  const away = await awayFor(db, key, caller.user, today);
  // People before records, as every write takes them: whoever lets somebody go waits for this, or this for them.
  await rows(db, holdPeopleSql([caller.user, ...away.map(({ person }) => person)]));
  const now = await databaseNow(db);
  const view = ownSight(published, caller.workspace, now);
  const found = await stepOf(server, db, published, known);
  const record = (await holdRecords(db, view, entity, [known.record], [])).get(known.record);
  const kept = await approvalOf(db, schema, id, true);
  if (!found || !record || !kept) return refuse('unknown.approval');
  const ground: Ground = { server, db, published, view, now, announce };
  const people = [caller.user, ...away.map(({ person }) => person)];
  const able = await eligible(ground, people, entity.key, record.id);
  const mine = able.get(caller.user) ?? refuse('unknown.approval');
  return {
    ground,
    about: { entity, record, ...found },
    kept,
    by: caller.user,
    view: mine,
    acts: people.filter((person) => able.has(person)),
  };
}

type Acts = { readonly [Act in ApprovalWish['act']]: (hand: Hand, wish: Extract<ApprovalWish, { act: Act }>) => Promise<void> };

const ACTS: Acts = {
  approve: (hand, { digest, note }) => decide(hand, 'approve', digest, note),
  reject: (hand, { digest, note }) => decide(hand, 'reject', digest, note),
  return: (hand, { digest, note }) => {
    assertAllowed(hand, 'return');
    return decide(hand, 'return', digest, note);
  },
  transfer: async (hand, { to, note }) => {
    assertAllowed(hand, 'transfer');
    await assertAble(hand, [to]);
    const seat = seatOf(hand);
    const event = { kind: 'transfer', by: hand.by, acts: hand.acts, seat: seat?.id ?? '', to, seatId: newId() } as const;
    await apply(hand, event, { kind: 'transfer', people: [to], ...insteadOf(hand, seat), note: note || null });
  },
  add: async (hand, { place, people, digest, note }) => {
    assertAllowed(hand, 'add');
    assertSeen(hand, digest);
    await assertAble(hand, people);
    const seat = seatOf(hand);
    const named = [...new Set(people)];
    const at = { by: hand.by, acts: hand.acts, seat: seat?.id ?? '' };
    await apply(
      hand,
      { kind: 'add', ...at, place, people: named, seatIds: named.map(() => newId()) },
      { kind: 'add', people: named, ...insteadOf(hand, seat), note: note || null },
    );
  },
  withdraw: async (hand, { note }) => {
    await apply(hand, { kind: 'withdraw', by: hand.by }, { kind: 'withdraw', note: note || null });
  },
  resubmit: async (hand, { note }) => {
    const { about, kept } = hand;
    const keys = changedKeys(about.entity, kept.seen, about.record.facts);
    const seen = seenOf(about.record.facts, Object.keys(kept.seen));
    const event = { kind: 'resubmit', by: hand.by, again: keys.length > 0 ? 'all' : 'rest' } as const;
    await apply(hand, event, { kind: 'resubmit', note: note || null, seen: kept.seen }, { seen });
  },
  urge: async ({ ground, about, kept, by }) => {
    if (by !== kept.state.starter) refuse('approval.not_yours');
    const people = askedIn(kept.state);
    if (people.length === 0) refuse('approval.not_now');
    if (kept.urgedAt !== null && Date.parse(ground.now) - Date.parse(kept.urgedAt) < URGE_MS) refuse('approval.urged');
    await happen(ground, about, kept, { approval: kept.state, effects: [] }, [{ kind: 'urge', by, people }], { urgedAt: ground.now });
    const told = { app: ground.published.key, entity: about.entity.key, record: about.record.id, by };
    await notify(ground.db, { ...told, kind: 'approvalUrged', people }, ground.announce);
  },
  decide: async (hand, { decision, digest, note }) => {
    if (!hand.view.principal.role.admin) refuse('approval.not_yours');
    assertSeen(hand, digest);
    await apply(hand, { kind: 'admin', by: hand.by, decision, note }, { kind: 'decide', note });
  },
  comment: async ({ ground, about, kept, by }, { note }) => {
    await happen(ground, about, kept, { approval: kept.state, effects: [] }, [{ kind: 'comment', by, note }]);
  },
};

async function decide(hand: Hand, kind: 'approve' | 'reject' | 'return', digest: string, note: string | undefined): Promise<void> {
  assertSeen(hand, digest);
  await apply(hand, { kind, by: hand.by, acts: hand.acts }, { kind, ...insteadOf(hand, seatOf(hand)), note: note || null });
}

/** Lets an event happen, or refuses it with the reason. Who could decide no more by now has no part in it. */
async function apply(
  { ground, about, kept, by }: Hand,
  event: ApprovalEvent,
  said: Said,
  more: Partial<Pick<KeptApproval, 'seen'>> = {},
): Promise<void> {
  const stepped = approvalStep(kept.state, event);
  if ('refused' in stepped) return refuse(`approval.${stepped.refused}`);
  const next = await happen(ground, about, kept, stepped, [{ ...said, by }], more);
  if (next.endedAt !== null) return wakeRun(ground, kept);
  // Whoever is asked only now may have gone meanwhile.
  if (stepped.effects.some(({ kind }) => kind === 'ask')) await withoutGone(ground, about, next);
}

/** The seat at which somebody acts: their own, or that of a person who is away. */
function seatOf({ kept, acts }: Hand): Seat | undefined {
  const open = kept.state.seats.filter(({ state }) => state === 'open');
  for (const person of acts) {
    const found = open.find((seat) => seat.person === person);
    if (found) return found;
  }
  return kept.state.seats.find((seat) => acts.includes(seat.person) && waits(seat));
}

const insteadOf = ({ by }: Hand, seat: Seat | undefined) => (seat && seat.person !== by ? { instead: seat.person } : {});

function assertAllowed({ about }: Hand, act: 'return' | 'transfer' | 'add'): void {
  if (!about.node.allows?.includes(act)) refuse('approval.not_allowed');
}

/** Refuses where the record is otherwise than when it was looked at. */
function assertSeen({ about, kept }: Hand, digest: string): void {
  if (digest !== digestOf(about.entity, kept.seen, about.record.facts)) refuse('approval.changed');
}

/** Refuses people who could not decide, since they work here no more, have no role in the app or do not see the record. */
async function assertAble({ ground, about }: Hand, people: readonly string[]): Promise<void> {
  const able = await eligible(ground, people, about.entity.key, about.record.id);
  if (people.some((person) => !able.has(person))) refuse('approval.nobody');
}
