import { call } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { useDuplicateQuestion } from '../data/duplicate-question.ts';
import { writeBeside } from './beside.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** Changes a few values of a record where it is shown; answers why not. */
export type ChangeInPlace = (
  record: Pick<RecordJson, 'id' | 'version'>,
  values: Readonly<Record<string, Value>>,
  /** What another record of the entity is made with, together with the change or not at all. */
  next?: Readonly<Record<string, Value>>,
) => Promise<Refusal | undefined>;

/**
 * Changes values of records of an entity without opening them. Where others changed other values of one meanwhile, which a line on a page need not have
 * heard of, the change is made all the same; where they changed the same ones, it is refused.
 */
export function useChanges(): (entity: Pick<Entity, 'key'>) => ChangeInPlace {
  const { key: app } = useApp();
  const { t } = useText();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  return (entity) =>
    async ({ id, version }, values, next) => {
      const more = next ? { next: { values: next } } : {};
      try {
        await ask(entity, (duplicates) =>
          writeBeside(version, values, (to) =>
            call('changeRecord', { app, entity: entity.key, id, body: { version: to, values, duplicates, ...more } }),
          ),
        );
        return undefined;
      } catch (error) {
        return refusalOf(error, t('state.offline'));
      } finally {
        await queries.invalidateQueries({ queryKey: ['records', app, entity.key] });
      }
    };
}

/** Changes values of records of one entity (see `useChanges`). */
export function useChange(entity: Entity): ChangeInPlace {
  return useChanges()(entity);
}
