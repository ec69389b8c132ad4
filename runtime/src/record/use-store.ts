import { call, Refused } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import type { FormValues } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { recordQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';

/** The ways to store changes of a record: whatever shows it hears of them. They throw what a call throws. */
export function useStore(entity: Entity, id: string) {
  const inApp = useApp();
  const queries = useQueryClient();
  const store = async (values: FormValues, version: number, pipeline?: string): Promise<RecordJson> => {
    const saved = await call('changeRecord', {
      ...{ app: inApp.key, entity: entity.key, id },
      body: { version, values, pipeline },
      query: { expand: namedFields(inApp, entity).join() },
    });
    queries.setQueryData(recordQuery(inApp.key, entity.key, id, []).queryKey, saved);
    void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
    return saved;
  };
  /** As `store`; what somebody else changed meanwhile is no reason to ask while it is other values. */
  const storeBeside = async (values: FormValues, version: number): Promise<RecordJson> => {
    try {
      return await store(values, version);
    } catch (error) {
      const { current, changed } = error instanceof Refused && error.status === 409 ? error.body : {};
      if (!current || !changed || changed.some((key) => key in values)) throw error;
      return store(values, current.version);
    }
  };
  return { store, storeBeside };
}
