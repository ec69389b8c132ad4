import { call } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import type { Value } from '@pipewright/logic';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { useDuplicateQuestion } from '../data/duplicate-question.ts';
import { writeBeside } from './beside.ts';
import { useNextStepOffer } from './next-step-offer.tsx';
import { type Refusal, refusalOf } from './refusal.ts';

/** Where a record is to go. */
export interface MoveWish {
  readonly stage?: string | undefined;
  readonly status?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly values?: Readonly<Record<string, Value>>;
}

// Where somebody else has brought the record, nobody means to take it from without having seen it there.
const STANDING = { pipeline: undefined, stage: undefined, status: undefined };

/** Moves a record; answers why not where it stays. */
export type Move = (record: Pick<RecordJson, 'id' | 'version'>, wish: MoveWish) => Promise<Refusal | undefined>;

/** Moves records of an entity and lets every list, board and page of them know. */
export function useMove(entity: Entity): Move {
  const { key } = useApp();
  const { t } = useText();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  const offerNextStep = useNextStepOffer(entity);
  return async ({ id, version }, wish) => {
    try {
      const touched = { ...STANDING, ...wish.values };
      const moved = await ask(entity, (duplicates) =>
        writeBeside(version, touched, (to) =>
          call('moveRecord', { app: key, entity: entity.key, id, body: { version: to, ...wish, duplicates } }),
        ),
      );
      if ((wish.stage ?? wish.pipeline) !== undefined) offerNextStep(moved);
      return undefined;
    } catch (error) {
      return refusalOf(error, t('state.offline'));
    } finally {
      await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
    }
  };
}
