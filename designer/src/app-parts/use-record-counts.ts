import { call } from '@pipewright/client';
import { type App, entityOf } from '@pipewright/definition';
import { useQueries } from '@tanstack/react-query';

/** How many records there are now of entities that are published and in use. */
export function useRecordCounts(appKey: string, base: App, entities: readonly string[]): ReadonlyMap<string, number> {
  const asked = entities.flatMap((key) => entityOf(base, key) ?? []);
  return useQueries({
    queries: asked.map(({ key: entity, title }) => ({
      queryKey: ['records', appKey, entity, 'all'],
      queryFn: () => call('listRecords', { app: appKey, entity, query: { limit: 1, count: true, fields: title } }),
    })),
    combine: (found) =>
      new Map(found.flatMap(({ data }, i) => (data?.count === undefined ? [] : [[asked[i]?.key ?? '', data.count] as const]))),
  });
}
