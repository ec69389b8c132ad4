import { call } from '@pipewright/client';
import { MOST_APPEAL } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { usePoolAct } from './use-pool-act.ts';

/** Asks to keep a record that is about to be taken back: one press opens the note, another sends it. */
export function AppealForm({ place }: { place: { app: string; entity: string; id: string } }) {
  const { t } = useText();
  const { busy, act } = usePoolAct();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t('pool.appeal')}
      </Button>
    );
  return (
    <form
      aria-label={t('pool.appeal')}
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim()) void act(() => call('appealReclaim', { ...place, body: { note: note.trim() } }));
      }}
    >
      <Flex vertical gap={8}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={MOST_APPEAL}
          aria-label={t('pool.appealNote')}
          placeholder={t('pool.appealNote')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Flex gap={8}>
          <Button type="primary" size="small" htmlType="submit" loading={busy} disabled={!note.trim()}>
            {t('pool.send')}
          </Button>
          <Button size="small" onClick={() => setOpen(false)}>
            {t('action.cancel')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
