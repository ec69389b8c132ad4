import { call } from '@pipewright/client';
import { type App, type Entity, fieldOf, type LookedAt, type Member, type RecordJson, targetOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { dayIn, factsFor, farFacts } from '@pipewright/process';
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { openedApp } from '../state/opened.ts';

const NOBODY: readonly Pick<Member, 'id' | 'name' | 'role'>[] = [];
const NONE: readonly RecordJson[] = [];

/** The people of the app; none until they are known. */
export function useMembers(): readonly Pick<Member, 'id' | 'name' | 'role'>[] {
  const app = openedApp();
  return useQuery({ queryKey: ['members', app], queryFn: () => call('listMembers', { app }) }).data?.members ?? NOBODY;
}

/** The records of an entity that a text finds, as the administrator sees them. */
export function useFound(entity: Entity, search: string): readonly RecordJson[] {
  const app = openedApp();
  const query = { limit: 20, fields: entity.title, ...(search ? { search } : {}) };
  const found = useQuery({
    queryKey: ['look', app, entity.key, query],
    queryFn: () => call('listRecords', { app, entity: entity.key, query }),
  });
  return found.data?.records ?? NONE;
}

/** A record as a person sees it, or without one as the administrator does; undefined while it is on its way. */
export function useLooked(entity: string, id: string | undefined, person: string | undefined): LookedAt | undefined {
  return useQuery(lookedQuery(openedApp(), entity, id, person)).data;
}

function lookedQuery(app: string, entity: string, id: string | undefined, person: string | undefined) {
  return queryOptions({
    queryKey: ['look', app, entity, id, person],
    enabled: id !== undefined,
    queryFn: async (): Promise<LookedAt> => {
      const at = { app, entity, id: id ?? '' };
      if (person) return call('lookAs', { ...at, body: { person } });
      return { record: await call('readRecord', at), role: '', surroundings: {} };
    },
  });
}

/** A record, and what a rule reads of it and of what it refers to. */
export interface RecordFacts {
  readonly record: RecordJson;
  readonly facts: Facts;
}

/**
 * What a rule of the draft reads of a record, as the administrator sees it: what is not published yet, or not to be seen, is unknown. Undefined while it is on its way.
 * @param names what the rule reads
 */
export function useRecordFacts(app: App, entity: Entity, id: string | undefined, names: readonly string[]): RecordFacts | undefined {
  const opened = openedApp();
  const record = useLooked(entity.key, id, undefined)?.record;
  const nears = [...new Set(names.flatMap((name) => (name.includes('.') ? [name.split('.')[0] ?? ''] : [])))];
  const near = nears.map((key) => ({ key, target: targetOf(app, fieldOf(entity, key))?.key ?? '', id: record?.[key] }));
  const asked = near.flatMap((each) => (each.target && typeof each.id === 'string' ? [{ ...each, id: each.id }] : []));
  const far = useQueries({
    // Who may not see a record knows nothing of it, however often that is asked.
    queries: asked.map((each) => ({ ...lookedQuery(opened, each.target, each.id, undefined), retry: false })),
  });
  if (!record || far.some(({ isPending }) => isPending)) return undefined;
  const factsOf = (key: string, of: string) => {
    const at = asked.findIndex((each) => each.key === key && each.id === of);
    return far[at]?.data?.record as Facts | undefined;
  };
  const own = Object.fromEntries(names.map((name) => [name, Object.hasOwn(record, name) ? record[name] : undefined]));
  const now = new Date().toISOString();
  const surroundings = { today: dayIn(app.timeZone, now), now };
  const distant = names.filter((name) => name.includes('.'));
  return { record, facts: factsFor(own as Facts, farFacts(distant, record as Facts, factsOf), surroundings) };
}
