import { type App, anyField, type Label } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import type { Catalog } from './catalog.ts';
import { indexSet } from './index-set.ts';
import type { Table } from './table.ts';

/** An index that no question was answered by for a long time, by the database's own count. */
export interface IdleIndex {
  readonly table: string;
  readonly name: string;
  /** The day since when, `2026-11-03`. */
  readonly since: string;
  readonly megabytes: string;
}

/** How long an index may rest before it is spoken of. */
const IDLE_DAYS = 14;

/**
 * Finds the idle indexes of an app, the largest first. The database counts from its last reset and does not say when an index was made, but none that
 * a version wants is older than that: so it is idle since the latest of the two at least, or since its last use where the database (16 and newer) knows.
 */
export function idleIndexesSql(schema: string, app: string): Statement {
  return compileSql(sql`select x."table", x.name, to_char(x.since, 'YYYY-MM-DD') as since, round(x.bytes / 1e6, 1)::text as megabytes from (
      select s.relname as "table", s.indexrelname as name, pg_relation_size(s.indexrelid)::numeric as bytes,
        greatest(d.stats_reset, v.published_at, (to_jsonb(s) ->> 'last_idx_scan')::timestamptz) as since
      from pg_stat_user_indexes s join pg_index i on i.indexrelid = s.indexrelid join pg_stat_database d on d.datname = current_database()
        join pipewright.app a on a.key = ${app} join pipewright.version v on v.app = a.key and v.version = a.version
      where s.schemaname = ${schema} and left(s.relname, 1) <> '_' and not i.indisunique and (s.idx_scan = 0 or to_jsonb(s) ->> 'last_idx_scan' is not null)
    ) x where x.since < now() - ${IDLE_DAYS} * interval '1 day' order by x.bytes desc, x.name`);
}

/** A wanted index below this size is no burden, and a small table is read without any. */
const BURDEN_MB = 1;

/**
 * What is said of idle indexes: that something in the app would use it, or that nothing wants it any more. Those that stand by references are left out:
 * they are used when something is deleted.
 */
export function idleIssues(app: App, tables: readonly Table[], catalog: Catalog, idle: readonly IdleIndex[]): Issue[] {
  return idle.flatMap(({ table, name, since, megabytes }) => {
    const entity = app.entities.find((each) => each.key === table);
    const wanted = tables.find((each) => each.name === table)?.indexes[name];
    const stands = wanted?.kind === 'btree' && entity && !indexSet(app, entity).listed.includes(name);
    if (wanted && (stands || Number(megabytes) < BURDEN_MB)) return [];
    const columns = catalog.indexes.find((each) => each.name === name)?.columns ?? [];
    const fields = columns.flatMap((column) => (entity && column ? (anyField(entity, column)?.name ?? []) : []));
    const joined: Label = { en: fields.map(({ en }) => en).join(', '), 'zh-CN': fields.map((field) => field['zh-CN']).join('、') };
    const params = {
      entity: entity?.name ?? table,
      fields: fields.length > 0 ? joined : name,
      since,
      megabytes,
      object: `${table}.${name}`,
    };
    return [issue(`tables.${table}.${name}`, wanted ? 'index.idle' : 'index.left', params)];
  });
}
