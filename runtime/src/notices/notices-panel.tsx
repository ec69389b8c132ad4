import { call } from '@pipewright/client';
import type { Notice } from '@pipewright/definition';
import { Ago, look, Nothing, useText } from '@pipewright/ui';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App as AntApp, Button, Drawer, Grid, Skeleton } from 'antd';
import { useApp } from '../data/app-context.ts';
import { noticesQuery } from '../data/queries.ts';
import { AppealGrant } from './appeal-grant.tsx';
import { noticeInWords } from './notice-words.ts';
import * as css from './notices.module.css';

/** What a person was told, newest first, at the side of the page; choosing one leads to what it is about. */
export function NoticesPanel({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { key } = useApp();
  const { t } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const list = useInfiniteQuery(noticesQuery(key));
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? [];
  const again = () => queries.invalidateQueries({ queryKey: noticesQuery(key).queryKey });
  const readAll = async () => {
    const [newest] = notices;
    if (newest) await call('markNotices', { app: key, body: { until: newest.id } });
    await again();
  };
  const choose = async ({ id, read, about }: Notice) => {
    if (about) {
      onClose();
      const params = { app: key, entity: about.entity };
      if (about.record === null) void navigate({ to: '/a/$app/$entity', params });
      else void navigate({ to: '/a/$app/$entity/$id', params: { ...params, id: about.record } });
    }
    if (!read) await call('markNotice', { app: key, id });
    await again();
  };
  /** Lets the person see this record alone. */
  const allow = async ({ id, about }: Notice) => {
    if (!about?.person || about.record === null) return;
    const { entity, record, person, title } = about;
    try {
      await call('setShare', { app: key, entity, id: record, person: person.id, body: { level: 'read' } });
      await call('markNotice', { app: key, id });
      void message.success(t('notice.allowed', { person: person.name, record: title }));
    } catch (error) {
      void message.error((error as Error).message);
    }
    await again();
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
        unread && (
          <Button type="link" onClick={() => void readAll()}>
            {t('notice.all')}
          </Button>
        )
      }
    >
      {list.isPending && <Skeleton active title={false} className={css.waiting ?? ''} />}
      {list.isSuccess && notices.length === 0 && <Nothing of="links" small text={t('notice.none')} />}
      <ul className={look.plain}>
        {notices.map((notice) => (
          <li key={notice.id}>
            <Line notice={notice} onChoose={() => void choose(notice)} />
            {notice.kind === 'access' && !notice.read && notice.about?.person && (
              <div className={css.acts}>
                <Button size="small" onClick={() => void allow(notice)}>
                  {t('notice.allow')}
                </Button>
              </div>
            )}
            {notice.kind === 'appeal' && !notice.read && (
              <div className={css.acts}>
                <AppealGrant notice={notice} onDone={again} />
              </div>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={look.end}>
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('notice.more')}
          </Button>
        </div>
      )}
    </Drawer>
  );
}

function Line({ notice, onChoose }: { notice: Notice; onChoose: () => void }) {
  const { app } = useApp();
  const text = useText();
  const { at, read, about } = notice;
  return (
    <button type="button" className={read ? css.line : `${css.line} ${css.unread}`} onClick={onChoose}>
      <span className={css.words}>
        {noticeInWords(notice, app, text)}
        {!read && <span className={look.unseen}> ({text.t('notice.unread')})</span>}
      </span>
      {about?.note && <span className={css.note}>{about.note}</span>}
      <Ago at={at} className={`${look.quiet} ${look.small}`} />
    </button>
  );
}
