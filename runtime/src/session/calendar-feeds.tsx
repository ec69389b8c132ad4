import { call, Refused } from '@pipewright/client';
import type { AppSummary, Feed } from '@pipewright/definition';
import { bringWords, feedWords, Panel, useText } from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Popconfirm, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { appsQuery } from '../data/queries.ts';

bringWords(feedWords);

const day = (instant: string) => dayjs(instant).format('YYYY-MM-DD');

/** One's own tasks and dates in other calendars: an address for each app, made, shown once, made anew and closed here. */
export function CalendarFeeds() {
  const { t, say } = useText();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const feeds = useQuery({ queryKey: ['feeds'], queryFn: async () => (await call('listFeeds', {})).feeds });
  const apps = useQuery(appsQuery);
  const [made, setMade] = useState<{ readonly app: string; readonly token: string }>();
  const act = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    }
    await queries.invalidateQueries({ queryKey: ['feeds'] });
  };
  const make = (app: string) => act(async () => setMade(await call('makeFeed', { app })));
  const end = (app: string) =>
    act(async () => {
      await call('endFeed', { app });
      setMade((shown) => (shown?.app === app ? undefined : shown));
      void message.success(t('feed.ended'));
    });
  const line = ({ key, name }: AppSummary) => {
    const feed: Feed | undefined = feeds.data?.find(({ app }) => app === key);
    const called = say(name);
    return (
      <Flex key={key} vertical gap={4}>
        <Flex gap={8} wrap align="center">
          <Typography.Text strong>{called}</Typography.Text>
          {feed && (
            <Typography.Text type="secondary">
              {t('feed.since', { day: day(feed.since) })} · {feed.used ? t('feed.used', { day: day(feed.used) }) : t('feed.unused')}
            </Typography.Text>
          )}
          {feed ? (
            <>
              <Popconfirm title={t('feed.againAsk')} okText={t('feed.again')} onConfirm={() => make(key)}>
                <Button size="small" aria-label={t('feed.againOf', { app: called })}>
                  {t('feed.again')}
                </Button>
              </Popconfirm>
              <Popconfirm title={t('feed.endAsk')} okText={t('feed.end')} okButtonProps={{ danger: true }} onConfirm={() => end(key)}>
                <Button size="small" danger aria-label={t('feed.endOf', { app: called })}>
                  {t('feed.end')}
                </Button>
              </Popconfirm>
            </>
          ) : (
            <Button size="small" aria-label={t('feed.makeOf', { app: called })} onClick={() => void make(key)}>
              {t('feed.make')}
            </Button>
          )}
        </Flex>
        {made?.app === key && (
          <>
            <Typography.Text>{t('feed.once')}</Typography.Text>
            <Typography.Paragraph copyable code>
              {`${window.location.origin}/api/calendar/${made.token}.ics`}
            </Typography.Paragraph>
            {(['outlook', 'apple', 'google', 'feishu', 'wecom'] as const).map((where) => (
              <Typography.Text key={where} type="secondary">
                {t(`feed.in.${where}`)}
              </Typography.Text>
            ))}
          </>
        )}
      </Flex>
    );
  };
  if (!feeds.data) return null;
  return (
    <Panel title={t('feed.title')}>
      <Typography.Paragraph>{t('feed.lead')}</Typography.Paragraph>
      <Flex vertical gap={12}>
        {(apps.data?.apps ?? []).map(line)}
      </Flex>
    </Panel>
  );
}
