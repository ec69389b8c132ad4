import { call, Refused } from '@pipewright/client';
import type { Asked } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { awayQuery } from './approval-queries.ts';

/** Says when one is away, or with null that one is back; answers whether it was taken, and says why not where it was not. */
export function useSetAway() {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const set = async (away: Asked<'setAway'>['body']['away'], done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await call('setAway', { app: key, body: { away } });
      await queries.invalidateQueries({ queryKey: awayQuery(key).queryKey });
      void message.success(done);
      return true;
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, set };
}
