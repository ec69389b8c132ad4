import { call } from '@pipewright/client';
import { APPEAL_DAYS, MOST_APPEAL } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { NoteAnswer } from '../../data/note-answer.tsx';
import { useRecordAct } from '../../data/use-record-act.ts';

/** Answers an appeal with one press, with a word to it or without. */
export function AppealAnswer({ place }: { place: { app: string; entity: string; id: string } }) {
  const { t } = useText();
  const { busy, act } = useRecordAct();
  return (
    <NoteAnswer
      most={MOST_APPEAL}
      yes={t('pool.grant', { count: APPEAL_DAYS.usual })}
      no={t('pool.deny')}
      busy={busy}
      onAnswer={(body) => void act(() => call('answerAppeal', { ...place, body }))}
    />
  );
}
