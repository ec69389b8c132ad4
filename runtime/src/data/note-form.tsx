import type { Fault } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Button, Flex, Input } from 'antd';
import { useState } from 'react';

const NONE: readonly Fault[] = [];

/** Asks for something with a reason: one press opens the note, another sends it. */
export function NoteForm({
  label,
  note: asked,
  send,
  most,
  busy,
  beside = false,
  faults = NONE,
  onSend,
}: {
  /** What is asked for, what the note says, and the word for sending it. */
  label: string;
  note: string;
  send: string;
  /** The most letters of the note. */
  most: number;
  busy: boolean;
  /** True where something else is what one came to do. */
  beside?: boolean;
  faults?: readonly Fault[];
  onSend: (note: string) => void;
}) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {label}
      </Button>
    );
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim()) onSend(note.trim());
      }}
    >
      <Flex vertical gap={8}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={most}
          aria-label={asked}
          placeholder={asked}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {faults.map(({ message }) => (
          <div key={message} role="alert" className={look.bad}>
            {message}
          </div>
        ))}
        <Flex gap={8} wrap>
          <Button type="primary" ghost={beside} size="small" htmlType="submit" loading={busy} disabled={!note.trim()}>
            {send}
          </Button>
          <Button size="small" onClick={() => setOpen(false)}>
            {t('action.cancel')}
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
