import { entityOf, kindsOf, NOTICE_SHELVES, NOTICE_TOPICS, type Notice, type NoticeShelf, type NoticeTopic } from '@pipewright/definition';
import { bringWords, laterWords, look, Nothing, Page, Toolbar, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { noticesQuery } from '../data/queries.ts';
import { RecordPanel } from '../record/record-panel.tsx';
import { byDay, dayInWords, dayOfNotice } from './by-day.ts';
import { EarlierNotices } from './earlier-notices.tsx';
import * as css from './inbox.module.css';
import { InboxLine } from './inbox-line.tsx';
import { askedOf, type InboxSearch } from './inbox-search.ts';
import { placeOfMany } from './place-of-many.ts';
import { useLineKeys } from './use-line-keys.ts';
import { useNoticeActs } from './use-notice-acts.ts';

bringWords(laterWords);

/** The page of what one was told: by day, what is unread or all of it or what was put off; each is opened beside, done, or put off where it stands. */
export function InboxPage() {
  const { key, app } = useApp();
  const { t, language } = useText();
  const navigate = useNavigate();
  const acts = useNoticeActs();
  const search = useSearch({ from: '/a/$app/notices' });
  const { entity, record } = search;
  const { show, topic } = askedOf(search);
  const kinds = topic ? kindsOf(topic) : [];
  const list = useInfiniteQuery(noticesQuery(key, { show, kinds }));
  const [gone, setGone] = useState<readonly string[]>([]);
  const notices = list.data?.pages.flatMap((page) => page.notices).filter(({ id }) => !gone.includes(id)) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  const keys = useLineKeys(notices.length);
  const set = (patch: { [K in keyof InboxSearch]?: InboxSearch[K] | undefined }) =>
    void navigate({
      to: '/a/$app/notices',
      params: { app: key },
      search: (kept) => Object.fromEntries(Object.entries({ ...kept, ...patch }).filter(([, each]) => each !== undefined)) as InboxSearch,
    });
  /** Acts on one; where that takes it off this list, it is gone at once and comes back only where it failed. */
  const act = async (notice: Notice, leaves: boolean, does: () => Promise<void>) => {
    const { id } = notice;
    if (leaves) {
      keys.hold(notices.indexOf(notice));
      setGone((some) => [...some, id]);
    }
    await does();
    setGone((some) => some.filter((each) => each !== id));
  };
  const open = async (notice: Notice) => {
    const { about, read } = notice;
    if (about?.record) set({ entity: about.entity, record: about.record });
    else if (about) void navigate(placeOfMany(key, notice, about.entity));
    if (!read && show !== 'later') await acts.read(notice);
  };
  const beside = entityOf(app, entity ?? '');
  const [newest] = notices;
  const today = dayOfNotice(new Date().toISOString());
  const close = () => set({ entity: undefined, record: undefined });
  return (
    <Page
      title={t('notice.title')}
      actions={
        newest &&
        unread > 0 &&
        show !== 'later' && <Button onClick={() => void acts.readAll(newest, kinds)}>{t(topic ? 'inbox.allOfKind' : 'notice.all')}</Button>
      }
    >
      <Toolbar label={t('inbox.which')}>
        <Segmented<NoticeShelf>
          aria-label={t('inbox.which')}
          value={show}
          options={NOTICE_SHELVES.map((value) => ({
            value,
            label: value === 'unread' && unread > 0 ? `${t('inbox.unread')} ${unread > 99 ? '99+' : unread}` : t(`inbox.${value}`),
          }))}
          onChange={(next) => set({ show: next })}
        />
        <Select<NoticeTopic | ''>
          aria-label={t('inbox.kind')}
          className={css.topic ?? ''}
          value={topic ?? ''}
          options={[{ value: '', label: t('inbox.kindAll') }, ...NOTICE_TOPICS.map((value) => ({ value, label: t(`topic.${value}`) }))]}
          onChange={(next) => set({ topic: next || undefined })}
        />
      </Toolbar>
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {list.isError && <Nothing of="links" text={t('state.offline')} />}
      {list.isSuccess && notices.length === 0 && <Nothing of="links" text={t(topic ? 'inbox.noneOfKind' : `inbox.${show}None`)} />}
      <div ref={keys.box}>
        {byDay(notices).map(([day, some]) => (
          <section key={day}>
            <h2 className={css.day}>{dayInWords(day, today, language)}</h2>
            <ul className={`${look.plain} ${css.lines}`}>
              {some.map((notice) => (
                <InboxLine
                  key={notice.id}
                  notice={notice}
                  off={show === 'later'}
                  onOpen={() => void open(notice)}
                  onDone={() => void act(notice, show === 'unread', () => acts.read(notice))}
                  onLater={(until) => void act(notice, true, () => acts.putOff(notice, until))}
                  onAllow={() => void acts.allow(notice)}
                  onGrant={() => void acts.grant(notice)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <EarlierNotices list={list} />
      {notices.length > 0 && <p className={`${css.keys} ${look.quiet} ${look.small}`}>{t('inbox.keys')}</p>}
      {beside && (
        <RecordPanel entity={beside} id={record} ids={[]} onGo={(next) => set({ entity: beside.key, record: next })} onClose={close} />
      )}
    </Page>
  );
}
