import { CheckOutlined, ClockCircleOutlined, UndoOutlined } from '@ant-design/icons';
import { APPEAL_DAYS, type Notice, noticeInWords } from '@pipewright/definition';
import { momentText, useText } from '@pipewright/ui';
import { Button, Dropdown } from 'antd';
import { useApp } from '../data/app-context.ts';
import * as css from './inbox.module.css';
import { laterChoices } from './later.ts';
import { NoticeLine } from './notice-line.tsx';

/** What can be done with a notice on its page. */
export interface InboxActs {
  readonly onOpen: () => void;
  readonly onDone: () => void;
  /** Puts it off until an instant; null brings it back now. */
  readonly onLater: (until: string | null) => void;
  readonly onAllow: () => void;
  readonly onGrant: () => void;
}

/** A notice on the page of notices, with what can be done about it under the thumb: open, done, later. */
export function InboxLine({ notice, off, onOpen, onDone, onLater, onAllow, onGrant }: { notice: Notice; off: boolean } & InboxActs) {
  const { app } = useApp();
  const { t, language } = useText();
  const name = noticeInWords(notice, app, language);
  const now = new Date().toISOString();
  return (
    <li className={css.row} aria-label={name}>
      <NoticeLine notice={notice} onChoose={onOpen} />
      <div className={css.acts}>
        {notice.kind === 'access' && !notice.read && notice.about?.person && <Button onClick={onAllow}>{t('notice.allow')}</Button>}
        {notice.kind === 'appeal' && !notice.read && <Button onClick={onGrant}>{t('pool.grant', { count: APPEAL_DAYS.usual })}</Button>}
        {!notice.read && !off && (
          <Button icon={<CheckOutlined aria-hidden />} onClick={onDone} data-act="done">
            {t('inbox.done')}
          </Button>
        )}
        {off ? (
          <Button icon={<UndoOutlined aria-hidden />} onClick={() => onLater(null)} data-act="later">
            {t('inbox.back')}
          </Button>
        ) : (
          <Dropdown
            trigger={['click']}
            autoFocus
            menu={{
              items: laterChoices(now).map(({ name: key, at }) => ({
                key: at,
                label: (
                  <span className={css.choice}>
                    {t(`inbox.${key}`)} <span>{momentText(at)}</span>
                  </span>
                ),
              })),
              onClick: ({ key }) => onLater(key),
            }}
          >
            <Button icon={<ClockCircleOutlined aria-hidden />} data-act="later">
              {t('inbox.later')}
            </Button>
          </Dropdown>
        )}
      </div>
    </li>
  );
}
