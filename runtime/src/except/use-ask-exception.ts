import { call, Refused } from '@pipewright/client';
import type { Entity, ExceptionWish, Fault } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';

/** Asks for an exception about records of an entity; answers what speaks against it, undefined where it was asked. */
export function useAskException(entity: Pick<Entity, 'key'>): (wish: ExceptionWish) => Promise<readonly Fault[] | undefined> {
  const { key: app } = useApp();
  const { t } = useText();
  const queries = useQueryClient();
  return async (wish) => {
    try {
      await call('askException', { app, entity: entity.key, body: wish });
    } catch (error) {
      if (error instanceof Refused) return error.issues;
      return [{ path: '', code: 'offline', message: t('state.offline') }];
    }
    await queries.invalidateQueries({ queryKey: ['records', app] });
    return undefined;
  };
}
