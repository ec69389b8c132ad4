import { type Notice, noticeInWords } from '@pipewright/definition';
import { Ago, look, momentText, useText } from '@pipewright/ui';
import { useApp } from '../data/app-context.ts';
import * as css from './notices.module.css';

/** A notice in words: who tells what, what was written with it, its step and by when, and how long ago; a press leads to what it is about. */
export function NoticeLine({ notice, onChoose }: { notice: Notice; onChoose: () => void }) {
  const { app } = useApp();
  const text = useText();
  const { at, read, about } = notice;
  return (
    <button type="button" className={read ? css.line : `${css.line} ${css.unread}`} onClick={onChoose}>
      <span className={css.words}>
        {noticeInWords(notice, app, text.language)}
        {!read && <span className={look.unseen}> ({text.t('notice.unread')})</span>}
      </span>
      {about?.text && <span className={css.words}>{text.say(about.text)}</span>}
      {about?.note && <span className={css.note}>{about.note}</span>}
      <span className={`${css.facts} ${look.quiet} ${look.small}`}>
        <Ago at={at} className="" />
        {about?.level && <span>{text.t('notice.level', { level: about.level })}</span>}
        {about?.due && <span>{text.t('notice.due', { due: momentText(about.due) })}</span>}
      </span>
    </button>
  );
}
