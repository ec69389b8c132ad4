import type { Entity } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import { sql } from 'kysely';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { byPerson } from '../records/by-person.ts';
import { asPublished, assertAsJudged } from '../records/stale.ts';
import { sweep } from '../records/sweep.ts';
import { type Claimed, taken } from './claim.ts';
import { poolRow } from './why-not.ts';

/** For so long taking a record can be undone: a slip is noticed at once, and whoever works on a record meanwhile gives it up. */
const UNDONE_WITHIN_MS = 60_000;

/**
 * Puts a record back into the pool that who asks has just taken, as it lay there: with the department it had, since when it lay there and from whom, for it counts as if it
 * had never been out. Refused to everybody else, later on, and where anything was changed since.
 */
export async function unclaim(
  server: Server,
  inApp: InApp,
  at: Pick<Claimed, 'id'> & { entity: string },
  version: number,
): Promise<Claimed> {
  return asPublished(server, inApp, (current) =>
    announced(server, async (db, announce) => {
      const { view, caller, published } = current;
      const entity = entityFor(view, at.entity);
      if (!entity.process) refuse('unknown.record');
      const row = (await poolRow(db, view, entity, at.id, true)) ?? refuse('unknown.record');
      if (row.owner === null && row.seen) refuse('pool.nobody');
      if (row.owner !== caller.user) throw await taken(db, view, entity, at.id, row);
      const before = row.version === version ? await takingOf(db, view, entity, at.id, version) : undefined;
      if (!before) return refuse('pool.changed');
      if (Date.parse(view.principal.now) - Date.parse(before.at) > UNDONE_WITHIN_MS) refuse('pool.late');
      const terms = { ...byPerson(server, current, { by: 'unclaim' }), db, announce };
      await assertAsJudged(db, terms);
      const table = published.entity(entity.key)?.table ?? refuse('unknown.entity', { name: entity.key });
      const set = { owner: null, ...(before.moved ? { department: before.department } : {}) };
      await sweep({ ...terms, now: view.principal.now }, table.name, { set, where: sql`t.id = ${at.id}::uuid`, kind: 'update' });
      return { id: at.id, version: version + 1 };
    }),
  );
}

/** A record as it was before somebody took it: which department it had, where that became another. */
interface Taking {
  readonly at: string;
  readonly moved: boolean;
  readonly department: string | null;
}

/** How a record became in this version the one of who asks, and how it was before; undefined where that is not what made this version. */
async function takingOf(
  db: Queryable,
  { schema, principal }: Sight,
  { key }: Entity,
  record: string,
  version: number,
): Promise<Taking | undefined> {
  const { rows } = await db.query<Taking>(
    `select ${instantSql('valid_at')} as at, before ? 'department' as moved, before->>'department' as department from "${schema}"._ledger
     where record = $1 and entity = $2 and record_version = $3 and actor_kind = 'person' and actor = $4 and before ? 'owner' and before->>'owner' is null and after->>'owner' = $4`,
    [record, key, version, principal.user],
  );
  return rows[0];
}
