import { call } from '@pipewright/client';
import { MOST_APPEAL } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { NoteForm } from '../../data/note-form.tsx';
import { useRecordAct } from '../../data/use-record-act.ts';

/** Asks to keep a record that is about to be taken back: one press opens the note, another sends it. */
export function AppealForm({ place }: { place: { app: string; entity: string; id: string } }) {
  const { t } = useText();
  const { busy, act } = useRecordAct();
  return (
    <NoteForm
      label={t('pool.appeal')}
      note={t('pool.appealNote')}
      send={t('pool.send')}
      most={MOST_APPEAL}
      busy={busy}
      onSend={(note) => void act(() => call('appealReclaim', { ...place, body: { note } }))}
    />
  );
}
