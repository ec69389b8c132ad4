import { Refused } from '@pipewright/client';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { useApp } from './app-context.ts';

/** Does something with a record that is no change of its values, and looks at the records anew; what speaks against it is said, and that it is done where there are words for that. */
export function useRecordAct() {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true);
    try {
      await work();
      if (done !== undefined) void message.success(done);
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      await queries.invalidateQueries({ queryKey: ['records', key] });
      setBusy(false);
    }
  };
  return { busy, act };
}
