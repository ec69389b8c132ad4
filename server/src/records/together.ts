import type { Entity, Given } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import { holdPeopleSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import type { AppEvent } from '../events/gathered.ts';
import { notifyOfMany } from '../notices/notify-of-many.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import type { Change, Outcome, Written } from './change.ts';
import { save } from './save.ts';
import { takerOf } from './taker.ts';

/** What is done with many records: values, an owner among them, a stage, or their end. */
export interface TogetherWish extends Pick<Given<'changeTogether'>['body'], 'values' | 'stage' | 'remove' | 'note' | 'run'> {
  /** True where it is done with one record and nothing else, so that people are told of that one and not of a number. */
  readonly alone: boolean;
}

/** A record that is meant, in the version in which it was found; without one it was not found. */
export interface MeantRecord {
  readonly id: string;
  readonly version?: number;
}

/**
 * Does one thing with records, each by the rights of who asks and by every rule, in one transaction in which a refused one does not undo the others.
 * Where they come to belong to somebody, that person and each former owner are told.
 */
export async function changeTogether(
  server: Pick<Server, 'pool' | 'apps' | 'events'>,
  inApp: InApp,
  entity: Entity,
  records: readonly MeantRecord[],
  wish: TogetherWish,
): Promise<readonly Outcome[]> {
  return announced(server, async (db, announce) => {
    const owner = wish.values?.owner;
    if (typeof owner === 'string') {
      await rows(db, holdPeopleSql([owner]));
      await takerOf(db, inApp, entity, owner, 'owner');
    }
    const found = records.filter((each) => each.version !== undefined);
    const terms = { ...byPerson(server, inApp, { by: wish.alone ? 'form' : 'bulk' }), db, announce, inTransaction: true };
    const outcomes =
      found.length > 0
        ? await save(
            terms,
            found.map((each) => ({ entity: entity.key, change: changeOf(wish, each) })),
          )
        : [];
    if (typeof owner === 'string') await tellOwners({ db, announce, inApp, entity: entity.key }, owner, wish, outcomes);
    const byId = new Map(found.map(({ id }, i) => [id, outcomes[i] as Outcome]));
    return records.map(({ id }) => byId.get(id) ?? { issues: [issue('', 'unknown.record')] });
  });
}

function changeOf({ values = {}, stage, remove }: TogetherWish, { id, version }: MeantRecord): Change {
  return remove ? { kind: 'delete', id, version, values: {} } : { kind: 'update', id, version, values, ...(stage ? { stage } : {}) };
}

interface Telling {
  readonly db: Queryable;
  readonly announce: (event: AppEvent) => void;
  readonly inApp: InApp;
  readonly entity: string;
}

async function tellOwners({ db, announce, inApp, entity }: Telling, to: string, wish: TogetherWish, outcomes: readonly Outcome[]) {
  const written = outcomes.filter((each): each is Written => !('issues' in each) && each.after.owner !== undefined);
  const [first] = written;
  if (!first) return;
  const { run, note, alone } = wish;
  const base = { app: inApp.published.key, entity, record: alone ? first.id : null, by: inApp.view.principal.user };
  const told = (kind: 'assigned' | 'released', person: string, count: number, more: { readonly person?: string }) => {
    const words = { ...(note ? { note } : {}), ...more, ...(alone ? {} : { count, ...(run ? { run } : {}) }) };
    return notifyOfMany(db, { ...base, kind: alone ? kind : `${kind}Many`, people: [person], words }, announce);
  };
  await told('assigned', to, written.length, {});
  const former = Map.groupBy(written, ({ before }) => before.owner);
  for (const [person, theirs] of former) if (typeof person === 'string') await told('released', person, theirs.length, { person: to });
}
