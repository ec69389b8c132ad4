import { type Entity, grantOf, type RequestMark, type Role } from '@pipewright/definition';
import { issue } from '@pipewright/logic';
import { holdPeopleSql, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import { once } from '../door/once.ts';
import { sightOf } from '../events/sight.ts';
import { Refusal, refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { byPerson } from '../records/by-person.ts';
import { saveAll } from '../records/save.ts';
import { asPublished } from '../records/stale.ts';
import { endAppeals } from './appeals.ts';
import { holdPool } from './limit.ts';
import { type PoolRow, poolRow, whyNot } from './why-not.ts';

/** The record that somebody takes. */
export interface Claimed {
  readonly id: string;
  readonly version: number;
}

/**
 * Takes a record out of the pool for who asks. Of several who take it at once one has it, and the others are told who has it, where they may know. Refused beyond the limit
 * of the app, and to whom it was taken back from lately. Rules of the record are kept as by every change.
 */
export async function claim(
  server: Server,
  inApp: InApp,
  at: { readonly entity: string; readonly id: string },
  request: RequestMark | undefined,
): Promise<Claimed> {
  return asPublished(server, inApp, (current) =>
    announced(server, (db, announce) =>
      once(db, current.caller.user, request, async () => {
        const { view, caller } = current;
        const entity = entityFor(view, at.entity);
        if (!entity.process) refuse('denied.claim');
        // People are held before records, as by every write, and the pool after them, as automations do that give records away.
        await rows(db, holdPeopleSql([caller.user]));
        const row = (await poolRow(db, view, entity, at.id, true)) ?? refuse('unknown.record');
        if (row.owner !== null) throw await taken(db, view, entity, at.id, row);
        if (!row.seen) refuse('unknown.record');
        const terms = { ...byPerson(server, current, { by: 'form' }), view: takingSight(view, entity), db, announce };
        await holdPool(terms, entity);
        const against = await whyNot(db, view, entity, at.id, row);
        if (against) throw new Refusal([against]);
        const change = { kind: 'update', id: at.id, version: row.version, values: { owner: caller.user } } as const;
        const [written] = await saveAll(terms, [{ entity: entity.key, change }]);
        await endAppeals(db, view.schema, [at.id]);
        return { id: at.id, version: written?.version ?? row.version };
      }),
    ),
  );
}

/** What is said of a record that somebody has by now: to who could see it before as well, for that is what they saw; to others there is no such record. */
export async function taken(db: Queryable, view: Sight, entity: Entity, id: string, row: PoolRow): Promise<Refusal> {
  const { user } = view.principal;
  if (row.owner === user) return new Refusal([issue('', 'pool.own')]);
  if (row.seen) {
    const names = await namesOf(db, view, { type: 'person' }, [row.owner ?? '']);
    const person = names[row.owner ?? ''];
    if (person) return new Refusal([issue('', 'pool.taken', { person })]);
  }
  const sight = await sightOf(db, [view], entity.key, [{ id, version: row.version }]);
  return new Refusal([issue('', row.seen || sight(view) ? 'pool.gone' : 'unknown.record')]);
}

/**
 * The sight by which a record is taken that the role may take: what it may not change otherwise, whose it is among it, it changes this once. It has a name of its own, so
 * that nothing that is compiled for it is used for the role itself.
 */
function takingSight(view: Sight, entity: Entity): Sight {
  const { role } = view.principal;
  if (role.admin) return view;
  const grant = grantOf(role, entity.key);
  const taking = { ...grant, update: 'all' as const, readonly: grant.readonly.filter((key) => key !== 'owner') };
  const taker: Role = { ...role, key: `${role.key} taking ${entity.key}`, grants: { ...role.grants, [entity.key]: taking } };
  return { ...view, principal: { ...view.principal, role: taker } };
}
