import type { Given } from '@pipewright/definition';
import type { Connection, Queryable } from '../db/pool.ts';
import { viewsOf } from '../door/enter.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { notify } from '../notices/notify.ts';
import { announced } from '../records/announced.ts';
import type { Change, SaveTerms } from '../records/change.ts';
import { getRecord } from '../records/record.ts';
import { saveAll } from '../records/save.ts';
import { StaleDefinition } from '../records/stale.ts';
import { mayAnswer } from './granters.ts';
import { endException, exceptionOf, type KeptException } from './kept.ts';

type Ground = Pick<Server, 'pool' | 'events' | 'apps'>;

/** Grants an exception or denies it. What is granted is done in the same transaction, in the name and by the rights of who asked, for the record as it was looked at. Who asked is told. */
export async function answerException(server: Ground, inApp: InApp, id: string, wish: Given<'answerException'>['body']): Promise<void> {
  const { published, view, caller } = inApp;
  const { schema, key } = published;
  await announced(server, async (db, announce) => {
    const kept = (await exceptionOf(db, schema, id, true)) ?? refuse('unknown.exception');
    const entity = entityFor(view, kept.entity);
    if (!(await mayAnswer(db, inApp, entity, kept))) refuse(kept.person === caller.user ? 'denied.except' : 'unknown.exception');
    if (kept.state !== 'asked') refuse('exception.answered');
    if (wish.grant) {
      await carryOut(server, db, inApp, kept, wish.version, announce);
      if (kept.fresh && !(await getRecord(db, view, kept.entity, kept.record, { fields: [] }))) refuse('denied.except');
    }
    const state = wish.grant ? ('granted' as const) : ('denied' as const);
    await endException(db, schema, id, { state, by: caller.user, at: view.principal.now, answer: wish.note || null });
    const record = kept.fresh && !wish.grant ? null : kept.record;
    const told = {
      app: key,
      people: [kept.person],
      entity: kept.entity,
      record,
      by: caller.user,
      words: wish.note ? { note: wish.note } : {},
    };
    await notify(db, { ...told, kind: wish.grant ? 'exceptionGranted' : 'exceptionDenied' }, announce);
    if (!wish.grant) await tellScreens(db, inApp, kept, announce);
  });
}

/** Lets open screens of a record know that something of an exception changed, which is no change of the record itself. */
export async function tellScreens(
  db: Queryable,
  { published, view }: InApp,
  { entity, record, fresh }: Pick<KeptException, 'entity' | 'record' | 'fresh'>,
  announce: SaveTerms['announce'],
): Promise<void> {
  const found = fresh ? null : await getRecord(db, view, entity, record, { fields: [] });
  if (!found) return;
  // Who could see the record only before its last change hears nothing.
  announce({ app: published.key, entity, changes: [{ id: record, version: JSON.parse(found).version + 1 }] });
}

/** What an exception asks for, as the door is asked for it, let past what it names. */
export function changeOf({ fresh, record, wish, held }: KeptException, version: number | undefined): Change {
  return { kind: fresh ? 'create' : 'update', id: record, version, ...wish, waived: new Set(held) };
}

/** How what is granted goes through the door: in the name of who asked, as that person stands now; undefined where that person has no role here any more. */
export async function termsOf(
  server: Pick<Server, 'apps'>,
  db: Connection,
  { published, caller }: InApp,
  { id, person }: KeptException,
): Promise<Omit<SaveTerms, 'announce'> | undefined> {
  const asker = (await viewsOf(server, db, [person], published.key)).get(person);
  if (!asker) return undefined;
  const cause = { by: 'exception', exception: id, person: caller.user } as const;
  return { db, view: asker, published, actor: { kind: 'person', id: person }, cause, rights: asker.principal, newId };
}

async function carryOut(
  server: Ground,
  db: Connection,
  inApp: InApp,
  kept: KeptException,
  version: number | undefined,
  announce: SaveTerms['announce'],
): Promise<void> {
  const terms = (await termsOf(server, db, inApp, kept)) ?? refuse('exception.left');
  try {
    await saveAll({ ...terms, announce }, [{ entity: kept.entity, change: changeOf(kept, version) }]);
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof StaleDefinition) throw error;
    const codes = new Set(error.issues.map(({ code }) => code));
    if (codes.has('version.conflict') || codes.has('version.missing')) throw error;
    refuse(
      ['denied.update', 'denied.create', 'unknown.record', 'field.readonly'].some((code) => codes.has(code as never))
        ? 'exception.left'
        : 'exception.more',
    );
  }
}

/** Takes back a wish for an exception. */
export async function withdrawException(server: Ground, inApp: InApp, id: string): Promise<void> {
  const { published, view, caller } = inApp;
  await announced(server, async (db, announce) => {
    const kept = await exceptionOf(db, published.schema, id, true);
    if (kept?.person !== caller.user) return refuse('unknown.exception');
    if (kept.state !== 'asked') refuse('exception.answered');
    await endException(db, published.schema, id, { state: 'withdrawn', by: caller.user, at: view.principal.now, answer: null });
    await tellScreens(db, inApp, kept, announce);
  });
}
