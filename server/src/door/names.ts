import { compileOnce, entriesSql, type Naming, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';

/** What people, departments or records of one kind are called, by id; those that this person may not see are left out. */
export async function namesOf(db: Queryable, view: Sight, by: Naming, ids: readonly string[]): Promise<Record<string, string>> {
  const compiled = compileOnce(view, `names ${by.type} ${by.target}`, { named: ids }, (each) => entriesSql(each, by, 'id'));
  if ('issues' in compiled) return {};
  const found = await rows<{ id: string; name: string | null }>(db, compiled.value);
  return Object.fromEntries(found.map(({ id, name }): [string, string] => [id, name ?? '']).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The titles of the records that something is about, by id, of each entity in one statement; those that this person may not see are left out. */
export async function titlesOf(
  db: Queryable,
  view: Sight,
  about: readonly { readonly entity: string | null; readonly record: string | null }[],
): Promise<Readonly<Record<string, string>>> {
  const titles: Record<string, string> = {};
  for (const [target, some] of Map.groupBy(about, ({ entity }) => entity)) {
    const ids = [...new Set(some.flatMap(({ record }) => record ?? []))];
    if (target !== null && ids.length > 0) Object.assign(titles, await namesOf(db, view, { type: 'reference', target }, ids));
  }
  return titles;
}
