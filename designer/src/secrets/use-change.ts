import { Refused } from '@pipewright/client';
import { useDesignText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';

/** A change of what an app may ask: why it was refused is said, and all of it is asked for anew. */
export function useChange<Asked>(appKey: string, change: (asked: Asked) => Promise<unknown>) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onError: (error) => void message.error(error instanceof Refused ? error.message : t('state.offline')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['secrets', appKey] }),
  });
}
