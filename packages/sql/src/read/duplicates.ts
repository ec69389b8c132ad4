import { type DuplicateRule, duplicateFields, type Entity, isFolded } from '@pipewright/definition';
import { sql } from 'kysely';
import { typeSql } from '../ground/column-type.ts';
import { compileSql } from '../ground/compile.ts';
import { fieldStorage } from '../ground/field-storage.ts';
import { searchFold } from '../ground/search.ts';
import type { RoleSight } from '../ground/sight.ts';
import { Slot } from '../ground/slot.ts';
import type { Statement } from '../ground/statement.ts';
import { inReach } from './reach.ts';
import { unfinished } from './waiting.ts';

/** A duplicate of one of the records that were asked about, which is the one at this place. */
export interface DuplicateRow {
  readonly place: number;
  readonly id: string;
  readonly seen: boolean;
  readonly owner: string | null;
}

/**
 * Compiles the question which records that are not closed have the values of others by a rule, one for each: in sight where there is one, else the oldest. The slots are lists
 * of the same length: `duplicate.id` the records that ask, which are no duplicates of themselves, and `duplicate.<field>` their values as texts.
 */
export function duplicatesSql(view: RoleSight, entity: Entity, rule: DuplicateRule): Statement {
  const fields = duplicateFields(entity, rule) ?? [];
  const lists = [sql`${new Slot('duplicate.id')}::text[]`, ...fields.map(({ key }) => sql`${new Slot(`duplicate.${key}`)}::text[]`)];
  const names = ['id', ...fields.map((_, i) => `v${i}`)].map((name) => sql.id(name));
  const tests = fields.map((field, i) => {
    const [column, value] = [sql.id('t', field.key), sql.id('w', `v${i}`)];
    if (!isFolded(field)) return sql`${column} = ${value}::${typeSql[fieldStorage[field.type].column]}`;
    return sql`(${searchFold(column)} = ${searchFold(value)} and ${searchFold(value)} <> '')`;
  });
  const seen = sql`coalesce(${inReach(view, entity, 'read')}, false)`;
  return compileSql(sql`select w.place::integer as place, d.id::text as id, d.seen, d.owner
    from unnest(${sql.join(lists)}) with ordinality as w(${sql.join(names)}, place)
    cross join lateral (select t.id, t.owner, ${seen} as seen from ${sql.id(view.schema, entity.key)} as t
      where t.deleted_at is null and ${unfinished(entity, 't')} and ${sql.join(tests, sql` and `)} and t.id::text <> w.id
      order by ${seen} desc, t.id limit 1) d order by w.place`);
}
