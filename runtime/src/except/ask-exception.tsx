import { type Fault, MOST_EXCEPTION } from '@pipewright/definition';
import { bringWords, laterWords, look, useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { NoteForm } from '../data/note-form.tsx';

bringWords(laterWords);

/** What speaks against asking; undefined where it was asked. */
export type Asking = (note: string) => Promise<readonly Fault[] | undefined>;

/** Asks to be let past what is missing: one press opens the reason, another sends it to whoever may grant it. */
export function AskException({ onAsk, onAsked }: { onAsk: Asking; onAsked: () => void }) {
  const { t } = useText();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const send = async (note: string) => {
    setBusy(true);
    const found = await onAsk(note);
    setBusy(false);
    setFaults(found ?? []);
    if (found) return;
    void message.success(t('except.sent'));
    onAsked();
  };
  return (
    <div className={look.note}>
      <NoteForm
        beside
        label={t('except.ask')}
        note={t('except.note')}
        send={t('except.send')}
        most={MOST_EXCEPTION}
        busy={busy}
        faults={faults}
        onSend={(note) => void send(note)}
      />
    </div>
  );
}
