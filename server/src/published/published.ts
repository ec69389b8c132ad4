import { type App, type Entity, entityOf, fieldOf, type Label, type Language, numberFormat, readStored } from '@pipewright/definition';
import { type PreparedEntity, prepare } from '@pipewright/process';
import { type Numbered, Recent, type Table } from '@pipewright/sql';
import type { Queryable } from '../db/pool.ts';
import { USUAL } from '../ground/language.ts';
import { storedApp } from './stored.ts';

/** A published version of an app, with what depends only on it made ready once. */
export interface Published {
  readonly key: string;
  readonly version: number;
  readonly schema: string;
  readonly app: App;
  readonly tables: readonly Table[];
  /** By `entity.stage`. */
  readonly formerStages: Readonly<Record<string, Label>>;
  readonly entity: (key: string) => ReadyEntity | undefined;
  /** The language of what it writes by itself. */
  readonly language: Language;
}

/** An entity with its rules compiled. */
export interface ReadyEntity {
  readonly entity: Entity;
  readonly prepared: PreparedEntity;
  readonly table: Table;
  readonly numbered: readonly Numbered[];
}

interface VersionRow {
  definition: string;
  tables: Table[];
  former_stages: Record<string, Label>;
}

/** The Postgres schema of an app. */
export function schemaOf(key: string): string {
  return `app_${key}`;
}

function numberedOf(entity: Entity, table: Table): Numbered[] {
  return table.numbered.flatMap((column) => {
    const field = fieldOf(entity, column);
    return field ? [{ column, ...numberFormat(field) }] : [];
  });
}

/** Makes a definition ready to work with. */
export function makePublished(
  key: string,
  version: number,
  app: App,
  tables: readonly Table[],
  formerStages: Readonly<Record<string, Label>>,
  language: Language = USUAL,
): Published {
  const ready = new Map<string, ReadyEntity>();
  const entity = (name: string) => {
    const found = entityOf(app, name);
    const table = tables.find((each) => each.name === name);
    if (!found || !table) return undefined;
    const known = ready.get(name);
    if (known) return known;
    const made = {
      entity: found,
      prepared: prepare(app, found),
      table,
      numbered: numberedOf(found, table),
    };
    ready.set(name, made);
    return made;
  };
  return { key, version, schema: schemaOf(key), app, tables, formerStages, entity, language };
}

/** The most definitions of earlier versions that are kept in memory. */
const MOST_PAST = 50;

/** Keeps the latest published versions in memory. The version to use is read with the caller at each request, so it is never stale. */
export class PublishedApps {
  private readonly known = new Map<string, Published>();
  private readonly former = new Recent<string, App>(MOST_PAST);
  private readonly language: Language;

  /** @param language of what the apps write by themselves */
  constructor(language: Language = USUAL) {
    this.language = language;
  }

  /** The app at a version; undefined where that was never published. */
  async get(db: Queryable, key: string, version: number): Promise<Published | undefined> {
    const found = this.known.get(key);
    if (found?.version === version) return found;
    const { rows } = await db.query<VersionRow>(
      'select definition, tables, former_stages from pipewright.version where app = $1 and version = $2',
      [key, version],
    );
    if (!rows[0]) return undefined;
    const { definition, tables, former_stages } = rows[0];
    const made = makePublished(key, version, storedApp(definition, key, version), tables, former_stages, this.language);
    if (!found || found.version < version) this.known.set(key, made);
    return made;
  }

  /** The definition of an earlier version, to say what was called how then; undefined where there is none that can be read. */
  async past(db: Queryable, key: string, version: number): Promise<App | undefined> {
    const name = `${key} ${version}`;
    const found = this.known.get(key);
    const known = found?.version === version ? found.app : this.former.get(name);
    if (known) return known;
    const { rows } = await db.query<{ definition: string }>('select definition from pipewright.version where app = $1 and version = $2', [
      key,
      version,
    ]);
    const read = rows[0] && readStored(JSON.parse(rows[0].definition));
    if (!read || 'issues' in read) return undefined;
    this.former.set(name, read.value);
    return read.value;
  }
}
