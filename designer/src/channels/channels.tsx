import { call } from '@pipewright/client';
import type { Channel } from '@pipewright/definition';
import { look, Nothing, Panel, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { ChannelDialog } from './channel-dialog.tsx';
import { ChannelRow } from './channel-row.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { HowTo } from './how-to.tsx';

/** Whoever looks at the page sees what becomes of things without asking again. */
const FRESH_MS = 10_000;

/** The channels of an app and what went through them. They are no part of the definition: what is changed here holds at once. */
export function Channels({ appKey }: { appKey: string }) {
  const { t } = useDesignText();
  const [open, setOpen] = useState<Channel | 'new'>();
  const asked = useQuery({
    queryKey: ['channels', appKey],
    queryFn: () => call('listChannels', { app: appKey }),
    refetchInterval: FRESH_MS,
  });
  const channels = asked.data?.channels;
  return (
    <Flex vertical gap={16}>
      <Panel
        title={t('channel.list')}
        actions={
          <Button type="primary" onClick={() => setOpen('new')} disabled={!channels}>
            {t('channel.add')}
          </Button>
        }
      >
        <p className={look.lead}>{t('channel.lead')}</p>
        {!channels && <Skeleton active />}
        {channels?.length === 0 && (
          <>
            <Nothing of="links" text={t('channel.none')} small />
            <HowTo />
          </>
        )}
        {channels && channels.length > 0 && (
          <ul className={`${look.plain} ${look.ruled}`}>
            {channels.map((channel) => (
              <ChannelRow key={channel.id} appKey={appKey} channel={channel} onEdit={() => setOpen(channel)} />
            ))}
          </ul>
        )}
      </Panel>
      <DeliveryList appKey={appKey} channels={channels ?? []} />
      {open && (
        <ChannelDialog
          appKey={appKey}
          channel={open === 'new' ? undefined : open}
          taken={channels ?? []}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Flex>
  );
}
