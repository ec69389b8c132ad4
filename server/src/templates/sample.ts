import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Queryable } from '../db/pool.ts';
import type { InApp, Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { byPerson } from '../records/by-person.ts';
import type { Change, SaveTerms } from '../records/change.ts';
import { makeTasksOfAll } from '../records/running-tasks.ts';
import { save } from '../records/save.ts';

/** A record of a template's sample data. `@key` values refer to other records, `#-30` is a day relative to today; `steps` is its later life. */
export interface SampleRecord {
  readonly key: string;
  readonly owner: string;
  readonly at: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stage?: string;
  readonly steps?: readonly {
    readonly at: number;
    readonly stage?: string;
    readonly status?: string;
    /** Why it was set aside, and until which day. */
    readonly reason?: string;
    readonly until?: string;
    readonly values?: Readonly<Record<string, unknown>>;
  }[];
}

/** A template's sample organisation. */
export interface SampleOrg {
  readonly departments: readonly { readonly key: string; readonly name: string; readonly parent?: string; readonly manager?: string }[];
  readonly people: readonly {
    readonly key: string;
    readonly name: string;
    readonly department: string;
    readonly role: string;
    readonly email?: string;
    readonly installationAdmin?: boolean;
  }[];
}

const CHUNK = 500;
const DAY = 86_400_000;
/** For how many days the tasks of open records have been there at most. */
const LATELY = 5;

/** Reads a file of a template's sample. */
export function readSample<T>(templatesDir: string, template: string, name: string): T {
  return JSON.parse(readFileSync(join(templatesDir, template, 'sample', `${name}.json`), 'utf8')) as T;
}

/** Writes a template's sample records through the writing door in the caller's transaction, each step of a record's life with the day it happened on. */
export async function loadSample(server: Server, db: Queryable, inApp: InApp, template: string): Promise<void> {
  const org = readSample<SampleOrg>(server.templatesDir, template, 'org');
  const owners = await ownersByKey(db, inApp, org);
  const { order } = readSample<{ order: string[] }>(server.templatesDir, template, 'index');
  const by = byPerson(server, inApp, { by: 'sample' });
  const context = { ...by, db, announce: () => undefined, past: 'sample' as const, inTransaction: true };
  const ids = new Map<string, string>();
  const today = Date.parse(`${inApp.view.principal.today}T00:00:00Z`);
  const day = (offset: number) => new Date(today + offset * DAY).toISOString().slice(0, 10);
  const value = (raw: unknown): unknown => {
    if (typeof raw !== 'string') return raw;
    if (raw.startsWith('@')) return ids.get(raw.slice(1)) ?? owners.get(raw.slice(1)) ?? null;
    return /^#-?\d+$/.test(raw) ? day(Number(raw.slice(1))) : raw;
  };
  const values = (raw: Readonly<Record<string, unknown>> = {}) =>
    Object.fromEntries(Object.entries(raw).map(([key, each]) => [key, value(each)]));
  for (const entity of order) {
    const records = readSample<SampleRecord[]>(server.templatesDir, template, entity);
    for (const record of records) ids.set(record.key, newId(today + record.at * DAY));
    const versions = new Map(records.map((record) => [record.key, 0]));
    const instant = (at: number) => `${day(at)}T0${1 + (Math.abs(at) % 8)}:30:00Z`;
    const longest = Math.max(0, ...records.map((record) => record.steps?.length ?? 0));
    for (let wave = 0; wave <= longest; wave += 1) {
      const changes = records.flatMap((record): [string, Change][] => {
        const id = ids.get(record.key);
        if (wave === 0)
          return [
            [
              record.key,
              {
                kind: 'create',
                id,
                values: { ...values(record.values), owner: owners.get(record.owner) },
                stage: record.stage,
                validAt: instant(record.at),
              },
            ],
          ];
        const step = record.steps?.[wave - 1];
        if (!step) return [];
        const { at, stage, status, reason, until } = step;
        const closedOn = status === 'won' || status === 'lost' ? day(at) : undefined;
        return [
          [
            record.key,
            {
              kind: 'update',
              id,
              version: versions.get(record.key),
              values: values(step.values),
              ...{ stage, status, closedOn, reason, until: value(until) as string | undefined },
              validAt: instant(at),
            },
          ],
        ];
      });
      for (let i = 0; i < changes.length; i += CHUNK) await writeChunk(context, entity, changes.slice(i, i + CHUNK), versions);
    }
  }
  // As if people had come into their stages lately: some tasks are late, most are still to come.
  const lately = new Date(Date.parse(inApp.view.principal.now) - LATELY * DAY).toISOString();
  await makeTasksOfAll(context, (since) => (Date.parse(since) < Date.parse(lately) ? lately : since));
}

async function writeChunk(
  context: SaveTerms,
  entity: string,
  changes: readonly [string, Change][],
  versions: Map<string, number>,
): Promise<void> {
  const outcomes = await save(
    context,
    changes.map(([, change]) => ({ entity, change })),
  );
  for (const [i, outcome] of outcomes.entries()) {
    const key = changes[i]?.[0] ?? '';
    if ('issues' in outcome) throw new Error(`The sample record ${key} of ${entity} is refused: ${JSON.stringify(outcome.issues)}`);
    versions.set(key, outcome.version);
  }
}

/** Sample owners are the people of the same name in the workspace; where they are missing, the records belong to whoever installs them. */
async function ownersByKey(db: Queryable, { caller }: InApp, org: SampleOrg): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>('select user_id as id, name from pipewright.person where workspace = $1', [
    caller.workspace,
  ]);
  const byName = new Map(rows.map((row) => [row.name, row.id]));
  return new Map(org.people.map((person) => [person.key, byName.get(person.name) ?? caller.user]));
}
