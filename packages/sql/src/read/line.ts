import { accessTo, type Entity, fieldTypes, type LineKind, readsEntity } from '@pipewright/definition';
import { sql } from 'kysely';
import { columnsRead } from '../ground/columns-read.ts';
import { compileSql, type Fragment } from '../ground/compile.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import type { RoleSight } from '../ground/sight.ts';
import type { Statement } from '../ground/statement.ts';
import { entriesOf, inSight, isTold } from './history.ts';
import { recordJson } from './record-json.ts';
import { visible } from './visible.ts';

/** The place after which a page of a time line begins: instant, order at that instant, id. */
export type LinePlace = readonly [at: string, order: number, id: string];

/** What of a time line is asked for. */
export interface LineQuestion {
  /** The key of the app, under which its comments are kept. */
  readonly app: string;
  readonly id: string;
  readonly kinds: readonly LineKind[];
  readonly after?: LinePlace | undefined;
  readonly limit: number;
}

/** One thing on a time line as it is stored: `j` is an entry of the ledger, a comment, or a record of the entity that `source` names. */
export interface LineRow<J = unknown> {
  readonly kind: LineKind;
  readonly source: string;
  readonly at: string;
  readonly place: LinePlace;
  readonly j: J;
}

const instant = (moment: Fragment, precision: string) =>
  sql`to_char(${moment} at time zone 'UTC', ${`YYYY-MM-DD"T"HH24:MI:SS.${precision}"Z"`}::text)`;

/**
 * The time line of one visible record, newest first, in one statement: what the ledger says of it, comments on it, and the visible records that are
 * activities of it; one row more than the limit, to know whether there is more.
 */
export function lineSql(view: RoleSight, entity: Entity, { app, id, kinds, after, limit }: LineQuestion): Statement {
  const sources = [ledger(view, entity, id), comments(view, entity, app, id), ...activities(view, entity, id)];
  const later = after ? sql`and (x.moment, x.n, x.id) < (${after[0]}::timestamptz, ${after[1]}::integer, ${after[2]}::text)` : sql``;
  return compileSql(sql`select x.kind, x.source, ${instant(sql`x.moment`, 'MS')} as at, jsonb_build_array(${instant(sql`x.moment`, 'US')}, x.n, x.id) as place, x.j
    from (${sql.join(sources, sql` union all `)}) x where x.kind = any(${kinds}::text[]) ${later}
    order by x.moment desc, x.n desc, x.id desc limit ${limit + 1}::integer`);
}

function ledger(view: RoleSight, entity: Entity, id: string): Fragment {
  const told = ['id', 'kind', 'actor', 'cause', 'version', 'at', 'before', 'after'].map((name) => sql`${name}::text, ${sql.id('h', name)}`);
  return sql`select case h.kind when 'move' then 'move' else 'change' end as kind, ''::text as source, h.moment, h.id::integer as n, h.id, jsonb_build_object(${sql.join(told)})::json as j
    from ${entriesOf(view, entity, id)} h where ${isTold('h')}`;
}

function comments(view: RoleSight, entity: Entity, app: string, id: string): Fragment {
  return sql`select 'comment'::text as kind, ''::text as source, c.created_at as moment, 0 as n, c.id::text as id,
      json_build_object('id', c.id, 'author', c.author, 'body', case when c.deleted_at is null then c.body end, 'edited', c.edited_at is not null) as j
    from pipewright.comment as c where c.app = ${app}::text and c.entity = ${entity.key}::text and c.record = ${id}::uuid and ${inSight(view, entity, sql`c.record`)}`;
}

/** The records of each entity whose records are activities of this one; when each happened is its first point in time, else when it was written down. */
function activities(view: RoleSight, entity: Entity, id: string): Fragment[] {
  return view.app.entities.flatMap((activity) => {
    if (activity.retired || !activity.activityOf || !readsEntity(view.principal.role, activity)) return [];
    const { fields } = accessTo(view.app, activity, view.principal);
    const by = fields.find(({ key, target }) => key === activity.activityOf && target === entity.key);
    const own = new Set(activity.fields.map(({ key }) => key));
    const times = fields.filter(({ key, type }) => fieldStorage[type].column === 'timestamptz' && (own.has(key) || key === 'created_at'));
    if (!by || times.length === 0) return [];
    const record = recordJson(
      view,
      fields,
      fields.filter(({ type }) => fieldTypes[type].names !== null),
    );
    const moment = sql`coalesce(${sql.join(times.map(({ key }) => sql.id('r', key)))})`;
    const parent = sql.id('r', by.key);
    const rows = visible(view, activity, { only: columnsRead('r', [record, moment, parent]) });
    return [
      sql`select 'activity'::text as kind, ${activity.key}::text as source, ${moment} as moment, 0 as n, r.id::text as id, ${record} as j
        from ${rows} as r where ${parent} = ${id}::uuid and ${inSight(view, entity, sql`${id}::uuid`)}`,
    ];
  });
}
