import type { Entity, Given } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import { holdPeopleSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import type { Change, Outcome } from './change.ts';
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
    const { alone, note, run } = wish;
    const telling = { note, many: !alone, run };
    const terms = { ...byPerson(server, inApp, { by: alone ? 'form' : 'bulk' }), db, announce, inTransaction: true, telling };
    const outcomes =
      found.length > 0
        ? await save(
            terms,
            found.map((each) => ({ entity: entity.key, change: changeOf(wish, each) })),
          )
        : [];
    const byId = new Map(found.map(({ id }, i) => [id, outcomes[i] as Outcome]));
    return records.map(({ id }) => byId.get(id) ?? { issues: [issue('', 'unknown.record')] });
  });
}

function changeOf({ values = {}, stage, remove }: TogetherWish, { id, version }: MeantRecord): Change {
  return remove ? { kind: 'delete', id, version, values: {} } : { kind: 'update', id, version, values, ...(stage ? { stage } : {}) };
}
