import { call } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { recordQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';

/** The record, also one in the recycle bin. */
export function useRecord(entity: Entity, id: string, deleted: boolean, enabled: boolean) {
  const inApp = useApp();
  const expand = namedFields(inApp, entity);
  return useQuery({
    ...recordQuery(inApp.key, entity.key, id, expand),
    enabled,
    ...(deleted
      ? {
          queryKey: ['records', inApp.key, entity.key, 'gone', id],
          queryFn: () => call('readRecord', { app: inApp.key, entity: entity.key, id, query: { deleted: true, expand: expand.join() } }),
        }
      : {}),
  });
}
