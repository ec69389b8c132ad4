import { Refused } from '@pipewright/client';
import { useDesignText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';

/** Something that is done with channels or deliveries: why it was refused is said, and both lists are asked for anew. */
export function useAct<Asked, Answer>(appKey: string, act: (asked: Asked) => Promise<Answer>, onDone?: (answer: Answer) => void) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onError: (error) => void message.error(error instanceof Refused ? error.message : t('state.offline')),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['channels', appKey] }),
        queries.invalidateQueries({ queryKey: ['deliveries', appKey] }),
      ]),
  });
}
