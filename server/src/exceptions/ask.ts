import { dropUndefined, type ExceptionWish } from '@pipewright/definition';
import { rehearsal } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { recordId } from '../door/guard.ts';
import { newId } from '../ground/id.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { notify } from '../notices/notify.ts';
import { announced } from '../records/announced.ts';
import { byPerson } from '../records/by-person.ts';
import type { Change, RefusedChange } from '../records/change.ts';
import { save } from '../records/save.ts';
import { tellScreens } from './answer.ts';
import { grantersOf } from './granters.ts';
import { addException, type KeptWish } from './kept.ts';

type Ground = Pick<Server, 'pool' | 'events' | 'apps'>;

/**
 * Asks to let a record past what its way asks for. What is wished is tried and taken back: nothing else may speak against it, and by what holds it up the exception is known. Who may grant
 * it is told. Answers its id.
 */
export async function askException(server: Ground, inApp: InApp, entityKey: string, asked: ExceptionWish): Promise<string> {
  const { view, published, caller } = inApp;
  const entity = entityFor(view, entityKey);
  if (!entity.process?.exceptions) refuse('exception.off');
  const { note, record: given, version, values = {}, stage, status, pipeline, reason, until } = asked;
  const fresh = given === undefined;
  const record = fresh ? newId() : recordId(given);
  // Who asks has been told of duplicates where the wish was made.
  const wish: KeptWish = { ...dropUndefined({ values, stage, status, pipeline, reason, until }), duplicates: 'accepted' };
  const change: Change = { kind: fresh ? 'create' : 'update', id: record, version, ...wish };
  const held = await rehearsal(server.pool, async (db) => {
    const terms = { ...byPerson(server, inApp, { by: 'move' as const }), db, announce: () => undefined, inTransaction: true };
    const against = async (waived?: ReadonlySet<string>): Promise<RefusedChange | undefined> => {
      const [outcome] = await save(terms, [{ entity: entity.key, change: { ...change, waived } }]);
      return outcome && 'issues' in outcome ? outcome : undefined;
    };
    const refused = (await against()) ?? refuse('exception.needless');
    const ids = refused.heldUp ?? fail(refused);
    // What comes to speak against it only once it is let past is said now, and not to who would grant it.
    const left = await against(new Set(ids));
    return left ? fail(left) : ids;
  });
  const id = newId();
  await announced(server, async (db, announce) => {
    const about = { record, fresh, person: caller.user };
    const kept = { id, entity: entity.key, ...about, note, at: view.principal.now, wish, held, version: published.version };
    if (!(await addException(db, published.schema, kept))) refuse('exception.asked');
    const people = await grantersOf(server, db, inApp, entity, about);
    if (people.length === 0) refuse('exception.nobody');
    const told = { app: published.key, entity: entity.key, record: fresh ? null : record, by: caller.user, words: { note } };
    await notify(db, { ...told, kind: 'exception', people }, announce);
    await tellScreens(db, inApp, { entity: entity.key, record, fresh }, announce);
  });
  return id;
}

function fail({ issues, asks }: RefusedChange): never {
  throw new Refusal(issues, asks ? { asks } : {});
}
