import { type Fault, MOST_EXCEPTION } from '@pipewright/definition';
import { bringWords, laterWords, look, useText } from '@pipewright/ui';
import { App as AntApp, Button, Flex, Input } from 'antd';
import { useState } from 'react';

bringWords(laterWords);

/** What speaks against asking; undefined where it was asked. */
export type Asking = (note: string) => Promise<readonly Fault[] | undefined>;

/** Asks to be let past what is missing: one press opens the reason, another sends it to whoever may grant it. */
export function AskException({ onAsk, onAsked }: { onAsk: Asking; onAsked: () => void }) {
  const { t } = useText();
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const send = async () => {
    if (!note.trim()) return;
    setBusy(true);
    const found = await onAsk(note.trim());
    setBusy(false);
    setFaults(found ?? []);
    if (found) return;
    void message.success(t('except.sent'));
    onAsked();
  };
  if (!open)
    return (
      <p className={look.note}>
        <Button size="small" onClick={() => setOpen(true)}>
          {t('except.ask')}
        </Button>
      </p>
    );
  return (
    <Flex vertical gap={8} role="group" aria-label={t('except.ask')} className={look.note}>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={MOST_EXCEPTION}
        aria-label={t('except.note')}
        placeholder={t('except.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {faults.map(({ message: text }) => (
        <div key={text} role="alert" className={look.bad}>
          {text}
        </div>
      ))}
      <Flex gap={8} wrap>
        <Button type="primary" ghost size="small" loading={busy} disabled={!note.trim()} onClick={() => void send()}>
          {t('except.send')}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t('action.cancel')}
        </Button>
      </Flex>
    </Flex>
  );
}
