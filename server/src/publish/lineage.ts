import { type App, diff, type FormerKeys, type Label, type PartChange, stagesOf } from '@pipewright/definition';
import { type Ahead, indexSet, type Table } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { storedApp } from '../published/stored.ts';

/** What publishing builds on: the current version with everything ever published, or nothing yet. */
export interface Lineage {
  readonly version: number;
  readonly app: App | undefined;
  readonly tables: readonly Table[];
  readonly formerStages: Readonly<Record<string, Label>>;
  /** What a publish under way, or one that never ended, made ahead of its version. */
  readonly ahead?: Ahead | undefined;
}

interface Row {
  version: number;
  definition: string | null;
  tables: Table[] | null;
  former_stages: Record<string, Label> | null;
  ahead: Ahead | null;
}

/** Reads the current version of an app; with `lock` nobody else can publish until the transaction ends. */
export async function readLineage(db: Queryable, app: string, lock = false): Promise<Lineage | undefined> {
  const { rows } = await db.query<Row>(
    `select a.version, a.ahead, v.definition, v.tables, v.former_stages from pipewright.app a left join pipewright.version v on v.app = a.key and v.version = a.version
     where a.key = $1 ${lock ? 'for update of a' : ''}`,
    [app],
  );
  const [row] = rows;
  if (!row) return undefined;
  const published = row.definition ? storedApp(row.definition, app, row.version) : undefined;
  return {
    version: row.version,
    app: published,
    tables: (row.tables ?? []).map((table) => indexed(table, published)),
    ...(row.ahead ? { ahead: row.ahead } : {}),
    formerStages: row.former_stages ?? {},
  };
}

/** A table with the indexes that this build derives from the definition, whichever build published it; none on what has no column yet. */
function indexed(table: Table, app: App | undefined): Table {
  const entity = app?.entities.find((each) => each.key === table.name);
  if (!app || !entity) return table;
  const wanted = Object.entries(indexSet(app, entity).indexes);
  return { ...table, indexes: Object.fromEntries(wanted.filter(([, { columns }]) => columns.every((name) => table.columns[name]))) };
}

/** The keys of every entity there ever was. */
export function formerKeys(past: Pick<Lineage, 'tables'>): FormerKeys {
  return new Set(past.tables.map((table) => table.name));
}

/** Names of every stage there ever was, by `entity.stage`, so that a record in a stage that is gone can still say where it stands. */
export function formerStages(past: Lineage, next: App): Record<string, Label> {
  const names: Record<string, Label> = { ...past.formerStages };
  for (const entity of next.entities) for (const stage of stagesOf(entity)) names[`${entity.key}.${stage.key}`] = stage.name;
  return names;
}

/** The changes a publish would make, in the words of people. */
export function changesSince(past: Lineage, next: App): PartChange[] {
  return past.app ? diff(past.app, next) : [];
}
