import { call } from '@pipewright/client';
import type { Entity, LookedAt, Member, RecordJson } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
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
  const app = openedApp();
  return useQuery({
    queryKey: ['look', app, entity, id, person],
    enabled: id !== undefined,
    queryFn: async (): Promise<LookedAt> => {
      const at = { app, entity, id: id ?? '' };
      if (person) return call('lookAs', { ...at, body: { person } });
      return { record: await call('readRecord', at), role: '', surroundings: {} };
    },
  }).data;
}
