import { entriesSql, fillFor, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import type { Lookups } from './field-text.ts';
import type { Cells } from './mapping.ts';
import { namedFields, type Reading } from './read-row.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
}

/** Finds the ids of everything the rows name: records by title, people and departments by name; one query per field. */
export async function lookUp(db: Queryable, view: Sight, reading: Reading, all: readonly Cells[]): Promise<Lookups> {
  const found = new Map<string, Map<string, string[]>>();
  for (const field of namedFields(reading)) {
    const textOf = reading.texts.get(field.key);
    const names = [...new Set(all.flatMap((cells) => textOf?.(cells) ?? []))];
    const entries = entriesSql(view, field, 'name');
    const ids = new Map<string, string[]>();
    const known = names.length > 0 && 'value' in entries ? await rows<Entry>(db, fillFor(view, entries.value, { named: names })) : [];
    for (const row of known) ids.set(row.name, [...(ids.get(row.name) ?? []), row.id]);
    found.set(field.key, ids);
  }
  return found;
}
