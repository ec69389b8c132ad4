import { call, Refused } from '@pipewright/client';
import type { Entity, Share, ShareLevel, Shares } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useApp } from '../../data/app-context.ts';

/** The team of a record as its parts hold it. */
export interface Team {
  readonly shares: readonly Share[];
  readonly may: boolean;
  /** Gives or changes a share, or withdraws it for null; answers what speaks against it. */
  readonly set: (person: string, level: ShareLevel | null) => Promise<string | undefined>;
}

/** The people with whom a record is shared, and the way to change that. */
export function useTeam(entity: Entity, id: string): Team {
  const { key: app } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const place = { app, entity: entity.key, id };
  const queryKey = ['records', app, entity.key, 'shares', id];
  const found = useQuery({ queryKey, queryFn: () => call('listShares', place) });
  const set: Team['set'] = async (person, level) => {
    try {
      const body = level === null ? undefined : { level };
      const answer: Shares = body ? await call('setShare', { ...place, person, body }) : await call('endShare', { ...place, person });
      queries.setQueryData(queryKey, answer);
      void message.success(t(level === null ? 'team.ended' : 'team.saved'));
      void queries.invalidateQueries({ queryKey: ['records', app, entity.key] });
      return undefined;
    } catch (error) {
      return error instanceof Refused ? error.issues[0]?.message : t('state.offline');
    }
  };
  return { shares: found.data?.shares ?? [], may: found.data?.may ?? false, set };
}
