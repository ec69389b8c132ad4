import { accessTo, entityOf, type Field } from '@pipewright/definition';
import { compileSql, type Fragment, fillFor, type View, visible } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import type { Lookups } from './field-text.ts';
import type { Cells } from './mapping.ts';
import { namedFields, type Reading } from './read-row.ts';

/** Finds the ids of everything the rows name: records by title, people and departments by name; one query per field. */
export async function lookUp(db: Queryable, view: View, reading: Reading, all: readonly Cells[]): Promise<Lookups> {
  const found = new Map<string, Map<string, string[]>>();
  for (const field of namedFields(reading)) {
    const textOf = reading.texts.get(field.key);
    const names = [...new Set(all.flatMap((cells) => textOf?.(cells) ?? []))];
    const query = names.length > 0 ? nameQuery(view, field, names) : undefined;
    const ids = new Map<string, string[]>();
    for (const row of query ? await rows<{ id: string; name: string }>(db, fillFor(view, compileSql(query))) : [])
      ids.set(row.name, [...(ids.get(row.name) ?? []), row.id]);
    found.set(field.key, ids);
  }
  return found;
}

function nameQuery(view: View, field: Field, names: readonly string[]): Fragment | undefined {
  const { workspace } = view.principal;
  const wanted = sql`any(${[...names]}::text[])`;
  if (field.type === 'person')
    return sql`select user_id as id, name from pipewright.person where workspace = ${workspace}::uuid and active and name = ${wanted}`;
  if (field.type === 'department')
    return sql`select id::text, name from pipewright.department where workspace = ${workspace}::uuid and name = ${wanted}`;
  const target = field.target ? entityOf(view.app, field.target) : undefined;
  if (!target || !accessTo(view.app, target, view.principal).fields.some((each) => each.key === target.title)) return undefined;
  const title = sql`v.${sql.id(target.title)}`;
  // Titles are indexed as people read them. The same text is the same in this order as in any, and the index of their parts takes a hundred times as long.
  return sql`select v.id::text, ${title} as name from ${visible(view, target)} v where ${title} collate "zh-x-icu" = ${wanted}`;
}
