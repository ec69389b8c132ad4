import { call } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Space } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { useDuplicateQuestion } from '../data/duplicate-question.ts';

/** Deletes a record, with the way to take that back, and brings one back from the recycle bin; says why where it cannot. */
export function useRemoval(entity: Entity, id: string, onGone: () => void) {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  // A record that leaves where it is is not asked for there again, though it still stands on the screen.
  const [going, setGoing] = useState(false);
  const place = { app: key, entity: entity.key, id };
  const again = () => queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
  const tell = (error: unknown) => void message.error((error as Error).message);
  const restore = async (version: number) => {
    setGoing(true);
    try {
      await ask(entity, (duplicates) => call('restoreRecord', { ...place, body: { version, duplicates } }));
    } catch (error) {
      setGoing(false);
      return tell(error);
    }
    await again();
    void message.success(t('record.restored'));
  };
  const remove = async (version: number) => {
    setGoing(true);
    try {
      const gone = await call('deleteRecord', { ...place, query: { version } });
      void again();
      onGone();
      const close = message.success({
        duration: 8,
        content: (
          <Space>
            {t('record.deleted')}
            <Button size="small" onClick={() => void restore(gone.version).then(close)}>
              {t('action.undo')}
            </Button>
          </Space>
        ),
      });
    } catch (error) {
      setGoing(false);
      tell(error);
    }
  };
  return { going, remove, restore };
}
