import { call } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import type { FormValues } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { writeBeside } from '../act/beside.ts';
import { useApp } from '../data/app-context.ts';
import { useDuplicateQuestion } from '../data/duplicate-question.ts';
import { recordQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';

/**
 * The way to store changes of a record: whatever shows it hears of them. What somebody else changed meanwhile is no reason to ask while it is other
 * values. Throws what a call throws.
 */
export function useStore(entity: Entity, id: string) {
  const inApp = useApp();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  return async (values: FormValues, version: number, pipeline?: string): Promise<RecordJson> => {
    const saved = await ask(entity, (duplicates) =>
      writeBeside(version, values, (to) =>
        call('changeRecord', {
          ...{ app: inApp.key, entity: entity.key, id },
          body: { version: to, values, pipeline, duplicates },
          query: { expand: namedFields(inApp, entity).join() },
        }),
      ),
    );
    queries.setQueryData(recordQuery(inApp.key, entity.key, id, []).queryKey, saved);
    void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
    return saved;
  };
}
