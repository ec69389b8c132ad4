import { APPEAL_DAYS, type Entity, type Given } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { notify } from '../notices/notify.ts';
import { announced } from '../records/announced.ts';
import { addAppeal, appealOf, holdersOf, leadersOf } from './appeals.ts';
import { warningOf } from './warning.ts';
import { type PoolRow, poolRow } from './why-not.ts';

type Place = { readonly entity: string; readonly id: string };
type Ground = Pick<Server, 'pool' | 'events'>;

/** A record that who asks may see, kept as it is until the transaction ends. */
async function held(db: Queryable, { view }: InApp, at: Place): Promise<{ entity: Entity; row: PoolRow }> {
  const entity = entityFor(view, at.entity);
  const row = entity.process ? await poolRow(db, view, entity, at.id, true) : undefined;
  return row?.seen ? { entity, row } : refuse('unknown.record');
}

/** Asks to keep a record that is about to be taken back from who asks. Who may answer is told; until then it is not taken. Once after each warning. */
export async function appeal(server: Ground, inApp: InApp, at: Place, note: string): Promise<void> {
  const { view, published, caller } = inApp;
  const { schema, key, app } = published;
  await announced(server, async (db, announce) => {
    const { entity, row } = await held(db, inApp, at);
    if (row.owner !== caller.user) refuse('appeal.owner');
    const warned = (await warningOf(db, app, schema, key, entity, at.id)) ?? refuse('appeal.unwarned');
    const before = await appealOf(db, schema, at.id, caller.user, true);
    if (before?.state === 'asked') refuse('appeal.asked');
    if (before && before.state !== 'ended' && before.at >= warned.at) refuse('appeal.answered');
    await addAppeal(db, schema, entity, { id: newId(), record: at.id, person: caller.user, note, at: view.principal.now });
    const [nearest] = await leadersOf(db, key, caller.user);
    const admins = app.roles.flatMap((role) => (role.admin ? [role.key] : []));
    const people = nearest ? [nearest] : await holdersOf(db, key, admins, caller.user);
    await notify(db, { app: key, kind: 'appeal', people, entity: entity.key, record: at.id, by: caller.user, words: { note } }, announce);
    announce({ app: key, entity: entity.key, changes: [{ id: at.id, version: row.version }] });
  });
}

/** True for who may answer an appeal of a person: whoever leads that person’s department or one above it, and administrators; never that person. */
export async function mayAnswer(db: Queryable, { published, caller, view }: InApp, person: string): Promise<boolean> {
  if (caller.user === person) return false;
  return view.principal.role.admin === true || (await leadersOf(db, published.key, person)).includes(caller.user);
}

/** Answers the appeal that waits: the record stays with its owner for some days, or not. The owner is told. */
export async function answerAppeal(server: Ground, inApp: InApp, at: Place, wish: Given<'answerAppeal'>['body']): Promise<void> {
  const { published, view, caller } = inApp;
  const { schema, key } = published;
  await announced(server, async (db, announce) => {
    const { entity, row } = await held(db, inApp, at);
    const found = row.owner === null ? undefined : await appealOf(db, schema, at.id, row.owner, true);
    if (found?.state !== 'asked') return refuse('appeal.none');
    if (!(await mayAnswer(db, inApp, found.person))) refuse('denied.appeal');
    const { now } = view.principal;
    const until = wish.grant ? new Date(Date.parse(now) + (wish.days ?? APPEAL_DAYS.usual) * 86_400_000).toISOString() : null;
    await db.query(`update "${schema}"._appeal set state = $2, until = $3, answered_by = $4, answered_at = $5, answer = $6 where id = $1`, [
      ...[found.id, wish.grant ? 'granted' : 'denied', until, caller.user, now, wish.note || null],
    ]);
    const told = { app: key, people: [found.person], entity: entity.key, record: at.id, by: caller.user };
    const words = wish.note ? { note: wish.note } : {};
    await notify(db, { ...told, kind: wish.grant ? 'appealGranted' : 'appealDenied', words }, announce);
    announce({ app: key, entity: entity.key, changes: [{ id: at.id, version: row.version }] });
  });
}
