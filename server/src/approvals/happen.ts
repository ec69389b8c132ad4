import type { NoticeKind } from '@pipewright/definition';
import type { ApprovalEffect, ApprovalStepped, Seat } from '@pipewright/process';
import { type Approval, isOver } from '@pipewright/process';
import { compileSql, RUNS_CHANNEL } from '@pipewright/sql';
import { sql } from 'kysely';
import { behindText, seesBy } from '../about/sees.ts';
import { filled } from '../about/text.ts';
import { rows } from '../db/pool.ts';
import { viewsOf } from '../door/enter.ts';
import type { NoticeWords } from '../notices/notify.ts';
import { notify, notifyEach } from '../notices/notify.ts';
import { holdersOf } from '../pool/appeals.ts';
import { standInsOf } from './away.ts';
import { dueAfter } from './due.ts';
import type { About, Ground } from './ground.ts';
import { type KeptAct, type KeptApproval, keepActs, keepApproval } from './kept.ts';

/** What happened, and who did it. */
export type Said = Pick<KeptAct, 'kind'> & Partial<Omit<KeptAct, 'at' | 'kind'>>;

const NOBODY = { by: null, instead: null, people: [], note: null, seen: null } as const;

/** What else is otherwise than before, besides where it stands. */
type More = Partial<Pick<KeptApproval, 'seen' | 'due' | 'urgedAt'>>;

/**
 * Lets something happen to an approval: puts down how it stands and what was done, and tells whom that concerns. Answers how it stands then. All in the transaction of whoever holds it, so
 * that an act and what it sets going are one fact.
 */
export async function happen(
  ground: Ground,
  about: About,
  kept: KeptApproval,
  { approval, effects }: ApprovalStepped,
  acts: readonly Said[],
  more: More = {},
): Promise<KeptApproval> {
  const { db, published, now, announce } = ground;
  const { schema, key } = published;
  const asks = effects.some(({ kind }) => kind === 'ask');
  const over = isOver(approval.phase);
  const due = approval.phase === 'open' ? (asks ? dueAfter(ground, about) : kept.due) : null;
  const next: KeptApproval = { ...kept, due, ...more, state: approval, endedAt: over ? now : null };
  await keepApproval(db, schema, next);
  const escalated: Said[] = effects.some(({ kind }) => kind === 'escalate') ? [{ kind: 'escalated' }] : [];
  const complete = [...acts, ...escalated].map((each): KeptAct => ({ ...NOBODY, at: now, ...each }));
  await keepActs(db, schema, kept.id, complete);
  await tellOf(ground, about, next, effects, acts.at(-1)?.note ?? undefined, acts.at(-1)?.by ?? null);
  announce({ app: key, entity: about.entity.key, changes: [{ id: about.record.id, version: about.record.version + 1 }] });
  return next;
}

/** Wakes the run of an approval that is over. One that is carried on at this moment reads for itself how that stands: it waits for the record. */
export async function wakeRun({ db, published, now }: Ground, { run }: Pick<KeptApproval, 'run'>): Promise<void> {
  await rows(
    db,
    compileSql(sql`update ${sql.id(published.schema, '_run')} set wake_at = ${now}::timestamptz where id in (
      select r.id from ${sql.id(published.schema, '_run')} r where r.id = ${run}::uuid and r.state = 'waiting' for update skip locked)`),
  );
  await db.query('select pg_notify($1, $2)', [RUNS_CHANNEL, published.schema]);
}

const seatIn = ({ seats }: Approval, id: string) => seats.find((each) => each.id === id) as Seat;

async function tellOf(
  ground: Ground,
  about: About,
  kept: KeptApproval,
  effects: readonly ApprovalEffect[],
  note: string | undefined,
  by: string | null,
): Promise<void> {
  const asked = effects.flatMap((effect) => (effect.kind === 'ask' ? [seatIn(kept.state, effect.seat).person] : []));
  await tellPeople(ground, about, kept, asked, 'approval');
  for (const effect of effects) {
    if (effect.kind === 'escalate') await tellAdmins(ground, about, kept);
    if (effect.kind === 'tellStarter') await tellStarter(ground, about, kept, effect.what, note, by);
  }
}

/** Tells people that they are asked, and who stands in for them: in words that each of them may know. */
export async function tellPeople(
  ground: Ground,
  { entity, record, node }: About,
  kept: KeptApproval,
  people: readonly string[],
  kind: Extract<NoticeKind, 'approval' | 'approvalLate'>,
): Promise<void> {
  const { db, published, server, announce, view } = ground;
  if (people.length === 0) return;
  const instead = await standInsOf(db, published.key, people, view.principal.today);
  const users = [...new Set([...people, ...instead.map(({ to }) => to)])];
  const views = await viewsOf(server, db, users, published.key);
  const own = { entity: entity.key, id: record.id };
  const sees = await seesBy(db, [...views.values()], [own, ...behindText(published.app, entity, record, node.text)]);
  const { starter } = kept.state;
  const wishes = users.flatMap((person) => {
    const role = views.get(person)?.principal.role.key;
    if (!role || !sees(person, own)) return [];
    const text = filled(published.app, entity, role, record, node.text, (named) => sees(person, named));
    return [
      { person, record: record.id, words: { ...nameOf(ground, kept), text, ...(starter ? { person: starter } : {}), ...dueOf(kept) } },
    ];
  });
  await notifyEach(db, { app: published.key, kind, entity: entity.key, by: null }, wishes, announce);
}

const dueOf = ({ due }: KeptApproval) => (due === null ? {} : { due });

function nameOf({ published }: Ground, { automation }: KeptApproval): Pick<NoticeWords, 'automation'> {
  const name = published.app.automations?.find(({ key }) => key === automation)?.name;
  return name ? { automation: name } : {};
}

/** Tells the administrators of the app that nobody is left to be asked. */
async function tellAdmins(ground: Ground, { entity, record }: About, kept: KeptApproval): Promise<void> {
  const { db, published, announce } = ground;
  const roles = published.app.roles.flatMap(({ admin, key }) => (admin ? [key] : []));
  const people = await holdersOf(db, published.key, roles, '');
  const told = { app: published.key, kind: 'approvalEscalated' as const, entity: entity.key, record: record.id, by: null };
  await notify(db, { ...told, people, words: nameOf(ground, kept) }, announce);
}

const TOLD = {
  approved: 'approvalApproved',
  rejected: 'approvalRejected',
  voided: 'approvalVoided',
  returned: 'approvalReturned',
} as const satisfies Readonly<Record<string, NoticeKind>>;

async function tellStarter(
  ground: Ground,
  { entity, record }: About,
  kept: KeptApproval,
  what: keyof typeof TOLD,
  note: string | undefined,
  by: string | null,
): Promise<void> {
  const { db, published, announce } = ground;
  const { starter } = kept.state;
  if (starter === '') return;
  const told = { app: published.key, kind: TOLD[what], entity: entity.key, record: record.id, people: [starter] };
  const words = { ...(note ? { note } : {}), ...(what === 'returned' ? {} : nameOf(ground, kept)) };
  await notify(db, { ...told, by: what === 'returned' ? by : null, words }, announce);
}
