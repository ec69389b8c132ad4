import { type Entity, fieldsOf, isDerived } from '@pipewright/definition';
import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import { appKeyOf } from './reach.ts';
import { jsonColumn } from './visible.ts';

/**
 * A record that changed: the asked fields as they are now, what each change since replaced, the latest first, as rules see them, and the people with whom
 * it is shared, or was before.
 */
export interface ChangedRow {
  readonly id: string;
  readonly now: Readonly<Record<string, unknown>>;
  readonly replaced: readonly Readonly<Record<string, unknown>>[];
  readonly people: readonly string[];
}

/**
 * Reads records that changed, deleted ones too, to find out who could see them before or after. Nothing of it is for anybody's eyes.
 * @param changes records, and the version that each had after the first change of interest
 * @param names the fields to give
 */
export function changedSql(
  schema: string,
  entity: Entity,
  changes: readonly { readonly id: string; readonly version: number }[],
  names: ReadonlySet<string>,
): Statement {
  const fields = fieldsOf(entity).filter((field) => names.has(field.key) && !isDerived(field));
  const columns = fields.map((field) => sql`${field.key}::text, ${jsonColumn(field, sql.id('t', field.key))}`);
  const ledger = sql`${sql.id(schema, '_ledger')} as l where l.record = t.id and l.entity = ${entity.key} and l.record_version >= c.version`;
  return compileSql(sql`select t.id, jsonb_build_object(${sql.join(columns)}) as now,
      array(select l.before from ${ledger} order by l.id desc) as replaced,
      array(select s.person from pipewright.share s where s.app = ${appKeyOf(schema)} and s.entity = ${entity.key} and s.record = t.id
        union select l.cause->>'person' from ${ledger} and l.kind = 'share') as people
    from unnest(${changes.map(({ id }) => id)}::uuid[], ${changes.map(({ version }) => version)}::integer[]) as c(id, version)
    join ${sql.id(schema, entity.key)} as t on t.id = c.id`);
}
