import type { RecordJson } from '@pipewright/definition';
import { bringWords, laterWords, useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { PersonSelect } from '../act/assign/person-select.tsx';
import type { ChangeInPlace } from '../act/change.ts';

bringWords(laterWords);

/** Chooses the colleague whom a task is handed to: it is theirs as soon as they are chosen, and they are told. */
export function HandOver({
  task,
  name,
  change,
  onDone,
}: {
  task: RecordJson;
  /** What the task is called by whoever hands it over. */
  name: string;
  change: ChangeInPlace;
  onDone: () => void;
}) {
  const { t } = useText();
  const { message } = AntApp.useApp();
  const [to, setTo] = useState<string>();
  const give = async (owner: string) => {
    setTo(owner);
    const refusal = await change(task, { owner });
    if (refusal) {
      setTo(undefined);
      void message.error(refusal.faults[0]?.message ?? t('state.offline'));
      return;
    }
    void message.success(t('handOver.done', { name }));
    onDone();
  };
  return <PersonSelect label={t('handOver.to')} value={to} except={[String(task.owner ?? '')]} onChange={(owner) => void give(owner)} />;
}
