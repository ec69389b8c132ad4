import { accessTo, type Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import type { Statement } from '../ground/statement.ts';
import { visible } from './visible.ts';

/** The ledger of one visible record, newest first, with the definition's version of that time: only the fields this person may read. An entry about nothing that may be read is left out. */
export function historySql(view: RoleSight, entity: Entity, id: string, limit: number): Statement {
  return compileSql(
    sql`select h.id, h.kind, h.actor, h.cause, h.version, h.at, h.before, h.after from ${entriesOf(view, entity, id)} h where ${isTold('h')} order by h.place desc limit ${limit}`,
  );
}

/** The entries of the ledger about one visible record, both sides cut to what this person may read; `place` is their order, `moment` when each came to be true. */
export function entriesOf(view: RoleSight, entity: Entity, id: string): Fragment {
  const readable = [...new Set([...accessTo(view.app, entity, view.principal).fields.map((field) => field.key)])];
  const cut = (column: 'before' | 'after') =>
    sql`coalesce((select jsonb_object_agg(key, value) from jsonb_each(l.${sql.id(column)}) where key = any(${readable}::text[])), '{}'::jsonb)`;
  return sql`(
      select l.record_version::text as id, l.kind, jsonb_build_object('kind', l.actor_kind, case l.actor_kind when 'automation' then 'key' else 'id' end, l.actor) as actor, l.cause - 'request' as cause, l.definition_version as version, to_char(l.valid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, ${cut('before')} as before, ${cut('after')} as after, l.id as place, l.valid_at as moment
      from ${sql.id(view.schema, '_ledger')} as l where l.record = ${id}::uuid and l.entity = ${entity.key} and ${inSight(view, entity, sql`l.record`)}
    )`;
}

/** True for a record of an entity that this person may see, by its id. */
export function inSight(view: RoleSight, entity: Entity, id: Fragment): Fragment {
  return sql`exists (select 1 from ${visible(view, entity, { each: true, only: new Set() })} r where r.id = ${id})`;
}

/** True for an entry, under its alias, of which something may be read: beginnings and ends always. */
export function isTold(alias: string): Fragment {
  const of = (column: string) => sql.id(alias, column);
  return sql`${of('kind')} in ('create', 'import', 'delete', 'restore', 'share') or ${of('before')} <> '{}'::jsonb or ${of('after')} <> '{}'::jsonb`;
}
