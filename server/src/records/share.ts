import { grantOf, type Share, type ShareLevel } from '@pipewright/definition';
import { compileOnce, holdPeopleSql, type LedgerRow, type Sight, sharesSql, updateSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { refuse } from '../ground/refusal.ts';
import { notify } from '../notices/notify.ts';
import { announced } from './announced.ts';
import { byPerson } from './by-person.ts';
import { asPublished, assertAsJudged } from './stale.ts';
import { type SweepTerms, sweep } from './sweep.ts';
import { takerOf } from './taker.ts';
import { writeTarget } from './write-target.ts';

/** The record of a share. */
export interface Shared {
  readonly entity: string;
  readonly id: string;
}

/** What is to become of a person's share in a record; null withdraws it. */
export interface ShareWish extends Shared {
  readonly person: string;
  readonly level: ShareLevel | null;
}

/** Who has a share in a record, whose it is, and whether who asks may share it. */
export interface SharesFound {
  readonly version: number;
  readonly owner: string | null;
  readonly may: boolean;
  readonly shares: readonly Share[];
}

/** Who has a share in a record; refused where the record is out of sight. `lock` keeps the record until the transaction ends. */
export async function sharesOf(db: Queryable, view: Sight, record: Shared, lock = false): Promise<SharesFound> {
  return (await findShares(db, view, record, lock)) ?? refuse('unknown.record');
}

async function findShares(db: Queryable, view: Sight, { entity: key, id }: Shared, lock: boolean): Promise<SharesFound | undefined> {
  const entity = entityFor(view, key);
  const statement = compileOnce(view, `shares ${key} ${lock}`, { record: id }, (each) => ({ value: sharesSql(each, entity, lock) }));
  return (await rows<SharesFound>(db, orRefuse(statement)))[0];
}

/**
 * Gives, changes or withdraws the share of a person in a record, as an entry of the record's ledger. Whoever may change the record by a role that may share
 * does it; everybody may give up an own share. A share that is as wished already is left alone.
 */
export async function setShare(server: Pick<Server, 'pool' | 'apps' | 'events'>, inApp: InApp, wish: ShareWish): Promise<SharesFound> {
  return asPublished(server, inApp, (current) =>
    announced(server, async (db, announce) => {
      const { view, published } = current;
      const { person, level, entity, id } = wish;
      // People are held before records, as every write does; who leaves at this moment gets nothing any more.
      await rows(db, holdPeopleSql([person]));
      const found = await sharesOf(db, view, wish, true);
      const given = found.shares.find((each) => each.person === person);
      if (!found.may && (level !== null || person !== view.principal.user)) refuse('denied.share');
      if ((given?.level ?? null) === level) return found;
      if (level !== null) await assertTakes(db, current, found.owner, wish);
      await writeShare(db, current, wish);
      const terms = byPerson(server, current, { by: 'share', person, level });
      const entry: LedgerRow = {
        ...{ record: id, version: found.version + 1, kind: 'share', before: {}, after: {} },
        ...{ valid_at: view.principal.now, stands: null },
      };
      const table = published.entity(entity)?.table ?? refuse('unknown.entity', { name: entity });
      const written = await rows(db, updateSql(writeTarget(terms, table), [{ id, version: found.version }], [entry]));
      if (written.length === 0) await assertAsJudged(db, terms);
      const notice = { app: published.key, kind: 'shared', people: [person], entity, record: id, by: view.principal.user } as const;
      if (level !== null && !given) await notify(db, notice, announce);
      announce({ app: published.key, entity, changes: [{ id, version: found.version + 1 }] });
      // Who gives up an own share may not see the record any more.
      return (await findShares(db, view, wish, false)) ?? { ...found, may: false, shares: [] };
    }),
  );
}

/** Refuses a share that would open nothing: to the owner, to who has no role that reads such records, or to change what a role only reads. */
async function assertTakes(db: Queryable, inApp: InApp, owner: string | null, { person, entity: key, level }: ShareWish): Promise<void> {
  const entity = entityFor(inApp.view, key);
  const { name, role } = await takerOf(db, inApp, entity, person, 'person');
  if (person === owner) refuse('share.owner', { person: name }, 'person');
  if (level === 'write' && grantOf(role, key).update === 'none') refuse('share.write', { person: name, entity: entity.name }, 'level');
}

async function writeShare(db: Queryable, { view, published }: InApp, { entity, id, person, level }: ShareWish): Promise<void> {
  const place = [person, published.key, entity, id];
  if (level === null) {
    await db.query('delete from pipewright.share where person = $1 and app = $2 and entity = $3 and record = $4', place);
    return;
  }
  await db.query(
    `insert into pipewright.share (person, app, entity, record, level, by) values ($1, $2, $3, $4, $5, $6)
     on conflict (person, app, entity, record) do update set level = excluded.level, by = excluded.by, at = excluded.at`,
    [...place, level, view.principal.user],
  );
}

/** Ends every share of a person in an app, each with an entry in the ledger of its record. */
export async function endShares(terms: SweepTerms, person: string): Promise<void> {
  const { key, tables } = terms.published;
  for (const { name } of tables) {
    const where = sql`t.id in (select s.record from pipewright.share s where s.person = ${person} and s.app = ${key} and s.entity = ${name})`;
    await sweep(terms, name, { set: {}, where, kind: 'share' });
  }
  await terms.db.query('delete from pipewright.share where person = $1 and app = $2', [person, key]);
}
