import { call, Refused } from '@pipewright/client';
import type { Entity, Fault, FaultBody, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';

/** Where a record is to go. */
export interface MoveWish {
  readonly stage?: string | undefined;
  readonly status?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly values?: Readonly<Record<string, Value>>;
  /** One of many that are moved together. */
  readonly bulk?: true;
}

/** Why the server did not do it: what speaks against it, and the move to another pipeline it asks about. */
export interface Refusal {
  readonly faults: readonly Fault[];
  readonly asks?: FaultBody['asks'];
}

/** Moves a record; answers why not where it stays. */
export type Move = (record: Pick<RecordJson, 'id' | 'version'>, wish: MoveWish) => Promise<Refusal | undefined>;

/** The refusal in an error of a call; `offline` is said where no answer came. */
export function refusalOf(error: unknown, offline: string): Refusal {
  if (!(error instanceof Refused)) return { faults: [{ path: '', code: 'offline', message: offline }] };
  return { faults: error.issues, asks: error.body.asks };
}

/** Moves records of an entity and lets every list, board and page of them know. */
export function useMove(entity: Entity): Move {
  const { key } = useApp();
  const { t } = useText();
  const queries = useQueryClient();
  return async ({ id, version }, wish) => {
    try {
      await call('moveRecord', { app: key, entity: entity.key, id, body: { version, ...wish } });
      return undefined;
    } catch (error) {
      return refusalOf(error, t('state.offline'));
    } finally {
      // What a batch changes is shown once, at its end.
      if (!wish.bulk) await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
    }
  };
}
