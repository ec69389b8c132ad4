import { call } from '@pipewright/client';
import { APPEAL_DAYS, MOST_APPEAL } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { usePoolAct } from './use-pool-act.ts';

/** Answers an appeal with one press, with a word to it or without. */
export function AppealAnswer({ place }: { place: { app: string; entity: string; id: string } }) {
  const { t } = useText();
  const { busy, act } = usePoolAct();
  const [note, setNote] = useState('');
  const answer = (grant: boolean) =>
    void act(() => call('answerAppeal', { ...place, body: { grant, ...(note.trim() ? { note: note.trim() } : {}) } }));
  return (
    <Flex vertical gap={8}>
      <Input
        size="small"
        maxLength={MOST_APPEAL}
        aria-label={t('assign.note')}
        placeholder={t('assign.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Flex gap={8} wrap>
        <Button type="primary" size="small" loading={busy} onClick={() => answer(true)}>
          {t('pool.grant', { count: APPEAL_DAYS.usual })}
        </Button>
        <Button size="small" disabled={busy} onClick={() => answer(false)}>
          {t('pool.deny')}
        </Button>
      </Flex>
    </Flex>
  );
}
