import { sql } from 'kysely';
import { compileSql, type Fragment } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';

/** The name of the index by which a request that comes again is known. */
export const REQUEST_INDEX = 'ledger_request';

const KEY = sql`cause #>> '{request,key}'`;

/** The index that lets one person have one entry per key of a request: two that come at the same time cannot both be written. */
export function requestIndexDdl(schema: string): Fragment {
  return sql`create unique index if not exists ${sql.id(REQUEST_INDEX)} on ${sql.id(schema, '_ledger')} (actor, (${KEY})) where ${KEY} is not null`;
}

/** The entry that a person's request with a key has written: a row with `id` (of the record), `version` (the record's after it) and `hash`, or none. */
export function requestSql(schema: string, actor: string, key: string): Statement {
  return compileSql(sql`select l.record::text as id, l.record_version as version, l.cause #>> '{request,hash}' as hash
    from ${sql.id(schema, '_ledger')} as l where l.actor = ${actor} and l.cause #>> '{request,key}' = ${key}`);
}
