import { type Entity, grantOf, type Role, type RowScope } from '@pipewright/definition';
import { readersSql } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { viewsOf } from '../door/enter.ts';
import type { InApp, Server } from '../door/env.ts';
import { holdersOf, leadersOf } from '../pool/appeals.ts';
import { getRecord } from '../records/record.ts';
import type { KeptException } from './kept.ts';

/** The most people that are told of one exception. */
const MOST_TOLD = 20;

/** True for a role that may let others' records of an entity past what their way asks for. */
export const mayExcept = (role: Role, entity: Pick<Entity, 'key'>): boolean => grantOf(role, entity.key).may?.includes('except') === true;

const readsAll = (scope: RowScope) => scope === 'all';

type About = Pick<KeptException, 'record' | 'fresh' | 'person'>;

/**
 * True for who may answer an exception: somebody else than who asked, whose role has the right, and who sees the record; one that is to be made is answered by whoever leads the department
 * of who asked or one above it, and by those whose role sees every record.
 * @param seen whether the record is seen, where that is known
 */
export async function mayAnswer(
  db: Queryable,
  inApp: InApp,
  entity: Entity,
  { record, fresh, person }: About,
  seen?: boolean,
): Promise<boolean> {
  const { view, caller, published } = inApp;
  const { role } = view.principal;
  if (caller.user === person || !mayExcept(role, entity)) return false;
  if (!fresh) return seen ?? (await getRecord(db, view, entity.key, record, { fields: [] })) !== undefined;
  return readsAll(grantOf(role, entity.key).read) || (await leadersOf(db, published.key, person)).includes(caller.user);
}

/** Whom an exception is told: whoever leads nearest and may grant it, else all who may, up to a number. */
export async function grantersOf(
  server: Pick<Server, 'apps'>,
  db: Queryable,
  inApp: InApp,
  entity: Entity,
  about: About,
): Promise<string[]> {
  const { app, key } = inApp.published;
  const roles = app.roles.filter((role) => mayExcept(role, entity));
  const holders = await holdersOf(
    db,
    key,
    roles.map((role) => role.key),
    about.person,
  );
  const leaders = await leadersOf(db, key, about.person);
  const seeing = await seeingOf(server, db, inApp, entity, about, holders, leaders);
  const [nearest] = leaders.filter((user) => seeing.has(user));
  return nearest ? [nearest] : [...seeing].slice(0, MOST_TOLD);
}

async function seeingOf(
  server: Pick<Server, 'apps'>,
  db: Queryable,
  { published }: InApp,
  entity: Entity,
  { record, fresh }: About,
  people: readonly string[],
  leaders: readonly string[],
): Promise<ReadonlySet<string>> {
  const views = await viewsOf(server, db, people, published.key);
  if (fresh) {
    const all = people.filter((user) => readsAll(grantOf(views.get(user)?.principal.role as Role, entity.key).read));
    return new Set([...leaders.filter((user) => people.includes(user)), ...all]);
  }
  const statement = readersSql([...views.values()], entity, record);
  return new Set(statement ? (await rows<{ person: string }>(db, statement)).map(({ person }) => person) : []);
}
