import { useText } from '@pipewright/ui';
import { Button, Flex, Input } from 'antd';
import { useState } from 'react';

/** Answers what somebody asks for with one press, yes or no, with a word to it or without. */
export function NoteAnswer({
  most,
  yes,
  no,
  busy,
  onAnswer,
}: {
  /** The most letters of the word to it. */
  most: number;
  yes: string;
  no: string;
  busy: boolean;
  onAnswer: (answer: { readonly grant: boolean; readonly note?: string }) => void;
}) {
  const { t } = useText();
  const [note, setNote] = useState('');
  const answer = (grant: boolean) => onAnswer({ grant, ...(note.trim() ? { note: note.trim() } : {}) });
  return (
    <Flex vertical gap={8}>
      <Input
        size="small"
        maxLength={most}
        aria-label={t('assign.note')}
        placeholder={t('assign.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Flex gap={8} wrap>
        <Button type="primary" size="small" loading={busy} onClick={() => answer(true)}>
          {yes}
        </Button>
        <Button size="small" disabled={busy} onClick={() => answer(false)}>
          {no}
        </Button>
      </Flex>
    </Flex>
  );
}
