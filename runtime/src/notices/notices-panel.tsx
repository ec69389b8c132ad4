import { APPEAL_DAYS, type Notice } from '@pipewright/definition';
import { look, Nothing, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Drawer, Grid, Skeleton } from 'antd';
import { useApp } from '../data/app-context.ts';
import { noticesQuery } from '../data/queries.ts';
import { EarlierNotices } from './earlier-notices.tsx';
import { NoticeLine } from './notice-line.tsx';
import * as css from './notices.module.css';
import { placeOfMany } from './place-of-many.ts';
import { useNoticeActs } from './use-notice-acts.ts';

/** What a person was told, newest first, at the side of the page; choosing one leads to what it is about. */
export function NoticesPanel({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { key } = useApp();
  const { t } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const navigate = useNavigate();
  const acts = useNoticeActs();
  const list = useInfiniteQuery(noticesQuery(key));
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? [];
  const [newest] = notices;
  const choose = async (notice: Notice) => {
    const { read, about } = notice;
    if (about) {
      onClose();
      if (about.record === null) void navigate(placeOfMany(key, notice, about.entity));
      else void navigate({ to: '/a/$app/$entity/$id', params: { app: key, entity: about.entity, id: about.record } });
    }
    if (!read) await acts.read(notice);
  };
  const unread = (list.data?.pages[0]?.unread ?? 0) > 0;
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={wide ? 420 : '100%'}
      title={t('notice.title')}
      styles={{ body: { padding: 0 } }}
      extra={
        unread &&
        newest && (
          <Button type="link" onClick={() => void acts.readAll(newest)}>
            {t('notice.all')}
          </Button>
        )
      }
      footer={
        <Link to="/a/$app/notices" params={{ app: key }} onClick={onClose}>
          {t('inbox.open')}
        </Link>
      }
    >
      {list.isPending && <Skeleton active title={false} className={css.waiting ?? ''} />}
      {list.isSuccess && notices.length === 0 && <Nothing of="links" small text={t('notice.none')} />}
      <ul className={look.plain}>
        {notices.map((notice) => (
          <li key={notice.id}>
            <NoticeLine notice={notice} onChoose={() => void choose(notice)} />
            {notice.kind === 'access' && !notice.read && notice.about?.person && (
              <div className={css.acts}>
                <Button size="small" onClick={() => void acts.allow(notice)}>
                  {t('notice.allow')}
                </Button>
              </div>
            )}
            {notice.kind === 'appeal' && !notice.read && (
              <div className={css.acts}>
                <Button size="small" onClick={() => void acts.grant(notice)}>
                  {t('pool.grant', { count: APPEAL_DAYS.usual })}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <EarlierNotices list={list} />
    </Drawer>
  );
}
