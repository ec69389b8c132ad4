import type { Value } from '@pipewright/logic';
import { sql } from 'kysely';
import { typeSql } from './column-type.ts';
import { compileSql, type Fragment, type Statement } from './compile.ts';
import type { Table } from './table.ts';
import type { Row } from './write.ts';

/** A change of many rows at once: the same values for every row that `where` (over `t`) holds for. */
export interface Rewrite {
  readonly schema: string;
  readonly table: Table;
  /** What the ledger keeps of it. */
  readonly set: Row;
  /** Set too, but not part of the story. */
  readonly stamps: Row;
  readonly where: Fragment;
  readonly kind: string;
  readonly actor: string | null;
  readonly cause: Readonly<Record<string, Value>>;
  readonly definitionVersion: number;
}

/** Rows, versions and ledger entries of a rewrite in one statement. Answers one row: `n`, how many were written. */
export function rewriteSql({ schema, table, set, stamps, where, kind, actor, cause, definitionVersion }: Rewrite): Statement {
  const type = (name: string) => table.columns[name]?.type ?? 'text';
  const assign = Object.entries({ ...set, ...stamps }).map(
    ([name, value]) => sql`${sql.id(name)} = ${value}::text::${typeSql[type(name)]}`,
  );
  const plain = (name: string) => (type(name) === 'numeric' ? sql`trim_scale(${sql.id('t', name)})::text` : sql.id('t', name));
  const was = Object.keys(set).map((name) => sql`${name}::text, ${plain(name)}`);
  return compileSql(sql`with was as (
      select t.id, jsonb_build_object(${sql.join(was)}) as before from ${sql.id(schema, table.name)} as t where t.deleted_at is null and ${where} for update
    ), written as (
      update ${sql.id(schema, table.name)} as u set ${sql.join(assign)}, version = u.version + 1 from was where u.id = was.id returning u.id, u.version
    ), noted as (
      insert into ${sql.id(schema, '_ledger')} (entity, record, kind, actor, cause, valid_at, before, after, record_version, definition_version)
      select ${table.name}::text, w.id, ${kind}::text, ${actor}::text, ${JSON.stringify(cause)}::jsonb, now(), was.before, ${JSON.stringify(set)}::jsonb,
        w.version, ${definitionVersion}::integer from written w join was on was.id = w.id
    ) select count(*)::int as n from written`);
}
