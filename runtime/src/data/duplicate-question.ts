import { Refused } from '@pipewright/client';
import type { Entity, Fault } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useApp } from './app-context.ts';

/** Sends a change; `accepted` says that it is no duplicate though it looks like one. */
type Send<T> = (duplicates: 'accepted' | undefined) => Promise<T>;

/** True for a refusal that only warns of duplicates, so that who knows better may go on. */
function onlyWarns(error: unknown): error is Refused {
  return error instanceof Refused && onlyWarnsOf(error.issues);
}

/** True for faults that only warn of duplicates. */
export function onlyWarnsOf(faults: readonly Fault[]): boolean {
  return faults.length > 0 && faults.every(({ code }) => code.startsWith('duplicate.warned'));
}

/**
 * Sends a change and, where it is refused with a warning of a duplicate, asks whether it is meant all the same, and sends it again. Throws what the call
 * throws.
 */
export function useDuplicateQuestion(): <T>(entity: Pick<Entity, 'key'>, send: Send<T>) => Promise<T> {
  const { modal } = AntApp.useApp();
  const { key } = useApp();
  const { t } = useText();
  return async (entity, send) => {
    try {
      return await send(undefined);
    } catch (error) {
      if (!onlyWarns(error)) throw error;
      // Few are ever asked: what asks comes when it is needed.
      const { askAllTheSame } = await import('./ask-all-the-same.tsx');
      if (!(await askAllTheSame(modal, t, { app: key, entity: entity.key }, error))) throw error;
      return send('accepted');
    }
  };
}
