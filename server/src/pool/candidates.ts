import { type Entity, mostOpenFor, type Principal, type Role, rowsFor, surroundings, type Team } from '@pipewright/definition';
import { compile, type Facts, type Predicate } from '@pipewright/logic';
import type { Candidate } from '@pipewright/process';
import { compileSql, departmentsSql } from '@pipewright/sql';
import { sql } from 'kysely';
import { rows } from '../db/pool.ts';
import type { SaveTerms } from '../records/change.ts';

/** Somebody of a role who works here, with whatever decides on what records that person may be given. */
export interface Person extends Candidate {
  readonly department: string | null;
  readonly departments: readonly string[];
  /** The own department and all above it. */
  readonly path: readonly string[];
}

/** People to choose from, as records are given to them. */
export interface Candidates {
  readonly people: readonly Person[];
  /** The most open records that each of them may have; undefined for any number. */
  readonly most: number | undefined;
  /** True where a person may be given a record with these facts: who could not read it then, is not near, or is not among those it names, may not. */
  readonly fits: (person: Person, facts: Facts) => boolean;
}

/** Everybody of a role who works here, with their open records and their turn, in one statement. */
export async function candidatesFor(terms: SaveTerms, entity: Entity, team: Pick<Team, 'role' | 'near' | 'among'>): Promise<Candidates> {
  const { published, view } = terms;
  const role = published.app.roles.find(({ key }) => key === team.role);
  if (!role) return { people: [], most: undefined, fits: () => false };
  const people = await peopleOf(terms, entity, role);
  const reads = compile(rowsFor(published.app, entity, { role }, 'read'));
  const near = (person: Person, { department }: Facts) => typeof department === 'string' && person.path.includes(department);
  const among = (person: Person, named: unknown) => typeof named === 'string' && (person.id === named || person.path.includes(named));
  const fits = (person: Person, facts: Facts) =>
    (!team.near || near(person, facts)) &&
    (team.among === undefined || among(person, facts[team.among])) &&
    wouldRead(reads, { ...view.principal, role }, person, facts);
  return { people, most: mostOpenFor(role, entity), fits };
}

/** True where a person would read a record once it is that person's own. */
function wouldRead(reads: Predicate, now: Principal, { id, department, departments }: Person, facts: Facts): boolean {
  return reads({ ...facts, owner: id, department, ...surroundings({ ...now, user: id, department, departments }) });
}

async function peopleOf({ db, published, view }: SaveTerms, entity: Entity, role: Role): Promise<Person[]> {
  const table = sql.id(published.schema, entity.key);
  return rows(
    db,
    compileSql(sql`select p.user_id as id, p.department::text as department, ${departmentsSql} as departments, coalesce(d.path::text[], '{}') as path,
        coalesce(o.load, 0)::integer as load, u.given::integer as given
      from pipewright.member m join pipewright.person p on p.user_id = m.user_id and p.active left join pipewright.department d on d.id = p.department
      left join lateral (select count(*) as load from ${table} t where t.owner = p.user_id and t.status = 'open' and t.deleted_at is null) o on true
      left join ${sql.id(published.schema, '_turn')} u on u.entity = ${entity.key} and u.person = p.user_id
      where m.app = ${published.key} and m.role = ${role.key} and p.workspace = ${view.principal.workspace}::uuid order by p.user_id`),
  );
}
