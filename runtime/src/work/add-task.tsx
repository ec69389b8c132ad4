import { PlusOutlined } from '@ant-design/icons';
import { call, Refused } from '@pipewright/client';
import { type Entity, fieldOf } from '@pipewright/definition';
import { FieldInput, look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';

/** A line in which another task of a record is written down: what, and by when. */
export function AddTask({ tasks, of }: { tasks: Entity; of: string }) {
  const { key, app } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [day, setDay] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { title, taskOf = '', due } = tasks;
  const field = due === undefined ? undefined : fieldOf(tasks, due);
  const send = async () => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    try {
      const values = { [title]: text.trim(), [taskOf]: of, ...(due && day ? { [due]: day as string } : {}) };
      await call('createRecord', { app: key, entity: tasks.key, body: { values } });
      setText('');
      setDay(null);
      await queries.invalidateQueries({ queryKey: ['records', key, tasks.key] });
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex gap={8} wrap>
      <Input
        size="small"
        className={look.roomy}
        value={text}
        maxLength={200}
        prefix={<PlusOutlined />}
        placeholder={t('stageWork.another')}
        aria-label={t('stageWork.another')}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => void send()}
      />
      {text.trim() !== '' && (
        <>
          {field && <FieldInput field={field} value={day as never} onChange={setDay as never} currency={app.currency} />}
          <Button size="small" type="primary" loading={busy} onClick={() => void send()}>
            {t('action.add')}
          </Button>
        </>
      )}
    </Flex>
  );
}
