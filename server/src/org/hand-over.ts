import type { Table } from '@pipewright/sql';
import { sql } from 'kysely';
import { databaseNow, type Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { tellOwners } from '../notices/tell-owners.ts';
import { announced } from '../records/announced.ts';
import { endShares } from '../records/share.ts';
import { type SweepTerms, sweep } from '../records/sweep.ts';
import { openOf } from './belongings.ts';
import { appsOf } from './workspace.ts';

/** So many records change hands in one transaction: other writes wait no longer than that takes, and a stop loses no more. */
const STRETCH = 500;

/** Where the records of a person who leaves go, and since when. */
interface Leaving {
  readonly to: string | null;
  readonly by: string;
  readonly at: string;
}

/** A person who is held until the transaction ends. */
export interface HeldPerson {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly leaving: Leaving | null;
  readonly department: string | null;
}

/** Holds on to people in the order of their ids, as every write of a record does with its owner. */
export async function holdPeople(
  db: Queryable,
  workspace: string,
  users: readonly (string | null | undefined)[],
): Promise<Map<string, HeldPerson>> {
  const { rows: found } = await db.query<HeldPerson>(
    `select user_id as id, name, active, leaving, department::text from pipewright.person
     where workspace = $1 and user_id = any($2) order by user_id for no key update`,
    [workspace, users.filter((each) => typeof each === 'string')],
  );
  return new Map(found.map((row) => [row.id, row]));
}

/** Who gets what. Where nobody was named because there was nothing, and something came in at the last moment, it goes to who let the person go. */
const heirOf = ({ to, by }: Leaving) => to ?? by;

/**
 * Hands over everything open of a person who was let go, app by app, a stretch in each transaction, until nothing is left or the signal ends it between two.
 * Several may do so at once: each stretch holds the person, and takes what is still there.
 */
export async function handOver(server: Pick<Server, 'pool' | 'apps' | 'events'>, user: string, signal?: AbortSignal): Promise<void> {
  // What was begun by a server that did not keep since when begins now.
  const { rows: found } = await server.pool.query<{ workspace: string }>(
    `update pipewright.person set leaving = jsonb_build_object('at', now()) || leaving where user_id = $1 and leaving is not null returning workspace::text`,
    [user],
  );
  const workspace = found[0]?.workspace;
  if (!workspace) return;
  for (const { key } of await appsOf(server, server.pool, workspace))
    for (let more = true; more; ) {
      if (signal?.aborted) return;
      more = await announced(server, (db, announce) => stretch(server, { db, announce, workspace, user, app: key }));
    }
  await server.pool.query('update pipewright.person set leaving = null where user_id = $1', [user]);
}

interface Place extends Pick<SweepTerms, 'db' | 'announce'> {
  readonly workspace: string;
  readonly user: string;
  readonly app: string;
}

/** Hands over the next records of an app, and what else is there once no record is left. Answers whether there may be more. */
async function stretch(server: Pick<Server, 'apps'>, { db, announce, workspace, user, app }: Place): Promise<boolean> {
  const { rows: known } = await db.query<{ leaving: Leaving | null }>('select leaving from pipewright.person where user_id = $1', [user]);
  const supposed = known[0]?.leaving;
  if (!supposed) return false;
  const people = await holdPeople(db, workspace, [user, heirOf(supposed)]);
  const leaving = people.get(user)?.leaving;
  if (!leaving) return false;
  const heir = heirOf(leaving);
  // Somebody else was named at this moment: the next stretch goes there.
  if (heir !== heirOf(supposed)) return true;
  const published = (await appsOf(server, db, workspace, 'held')).find((each) => each.key === app);
  if (!published) return false;
  const now = await databaseNow(db);
  const cause = { by: 'leave', person: user } as const;
  const terms: SweepTerms = { db, published, actor: { kind: 'person', id: leaving.by }, cause, now, announce };
  let left = STRETCH;
  for (const table of published.tables) {
    if (left === 0 || !table.columns.owner) continue;
    const next = sql`t.id in (select n.id from ${sql.id(published.schema, table.name)} n where ${openOf(user, table, 'n')} order by n.id limit ${left}::integer)`;
    const set = { owner: heir, department: people.get(heir)?.department ?? null };
    const count = await sweep(terms, table.name, { set, where: sql`${openOf(user, table)} and ${next}`, kind: 'update' });
    if (count === 0) continue;
    left -= count;
    await note({ ...terms, user, heir, began: leaving.at, by: leaving.by }, table, count);
  }
  if (left === 0) return true;
  await passOn(terms, user, heir);
  return false;
}

interface Noting extends SweepTerms {
  readonly user: string;
  readonly heir: string;
  readonly began: string;
  readonly by: string;
}

/** Keeps what went to whom, and tells who takes over, with the sum of all stretches. */
async function note({ db, published, announce, user, heir, began, by, now }: Noting, { name }: Table, count: number): Promise<void> {
  const app = published.key;
  await db.query(
    `insert into pipewright.hand_over (person, began_at, app, entity, heir, by, count, last_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (person, began_at, app, entity, heir) do update set count = hand_over.count + excluded.count, last_at = excluded.last_at`,
    [user, began, app, name, heir, by, count, now],
  );
  const handed = [{ record: null, from: user, to: heir, count }];
  await tellOwners(db, { app, entity: name, by }, handed, { many: true, run: `${user} ${began} ${name}` }, announce);
}

/** What is left of a person in an app besides records: shares and the role end, kept views and requests for access that wait for an answer go to the heir. */
async function passOn(terms: SweepTerms, user: string, heir: string): Promise<void> {
  const { db, published } = terms;
  await endShares(terms, user);
  const all = async (statements: readonly string[], values: readonly string[]) => {
    for (const text of statements) await db.query(text, [...values]);
  };
  await all(
    [
      `update pipewright.saved_view v set owner = $3 where v.app = $1 and v.owner = $2 and exists (select from pipewright.member m where m.app = $1 and m.user_id = $3)`,
      `update pipewright.notice set person = $3 where app = $1 and person = $2 and kind = 'access' and read_at is null and words->>'person' <> $3`,
    ],
    [published.key, user, heir],
  );
  await all(
    [
      `delete from pipewright.notice where app = $1 and kind = 'access' and read_at is null and (words->>'person' = $2 or person = $2)`,
      'delete from pipewright.saved_view where app = $1 and owner = $2',
      'delete from pipewright.member where app = $1 and user_id = $2',
    ],
    [published.key, user],
  );
}
