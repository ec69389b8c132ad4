import type { Actor, Cause, Principal } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { departmentsSql } from '../ground/departments.ts';
import { fillSlots, Slot, type SlotValues } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';

/** Who writes, why, and by which definition: the same for every change of one write. */
export interface Authorship {
  readonly app: string;
  readonly actor: Actor;
  readonly cause: Cause;
  readonly definitionVersion: number;
  /** By what the actor was when the write was judged, where that is a person: it is not written if that person is something else by now. */
  readonly rights?: Pick<Principal, 'role' | 'department' | 'departments'> | undefined;
}

/** The slots that every writing statement has. */
export const AUTHOR = {
  app: new Slot('app'),
  kind: new Slot('actor kind'),
  id: new Slot('actor'),
  cause: new Slot('cause'),
  version: new Slot('definition version'),
  role: new Slot('judged role'),
  department: new Slot('judged department'),
  departments: new Slot('judged departments'),
} as const;

/** What stands in the author's slots, by their names. */
export function authorValues({ app, actor, cause, definitionVersion, rights }: Authorship): SlotValues {
  const judged = actor.kind === 'person' ? rights : undefined;
  return {
    [AUTHOR.app.name]: app,
    [AUTHOR.kind.name]: actor.kind,
    [AUTHOR.id.name]: actorId(actor),
    [AUTHOR.cause.name]: JSON.stringify(cause),
    [AUTHOR.version.name]: definitionVersion,
    [AUTHOR.role.name]: judged?.role.key ?? null,
    [AUTHOR.department.name]: judged?.department ?? null,
    [AUTHOR.departments.name]: judged?.departments ?? [],
  };
}

/** What the ledger writes down of who acted: a person's id, an automation's key, nothing for the product itself. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : actor.kind === 'automation' ? actor.key : null;
}

/**
 * True while a write stands as it was judged: by the version of the app that is published (a later one may ask for more, and keep more of the story), and by
 * the rights that the person has, read anew because who calls is remembered from one request to the next.
 */
export const asJudged: Fragment = sql`(exists (select 1 from pipewright.app a where a.key = ${AUTHOR.app}::text and a.version = ${AUTHOR.version}::integer)
  and (${AUTHOR.role}::text is null or exists (select 1 from pipewright.person p join pipewright.member m on m.user_id = p.user_id and m.app = ${AUTHOR.app}::text
    where p.user_id = ${AUTHOR.id}::text and p.active and m.role = ${AUTHOR.role}::text and p.department is not distinct from ${AUTHOR.department}::uuid
      and ${departmentsSql} = ${AUTHOR.departments}::text[])))`;

const stillJudged = compileSql(sql`select 1 where ${asJudged}`);

/** Asks whether a write would still stand as it was judged: one row if so, else none. */
export function asJudgedSql(authorship: Authorship): Statement {
  const values = authorValues(authorship);
  return fillSlots(stillJudged, (slot) => values[slot.name]);
}
