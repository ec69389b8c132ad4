import { call } from '@pipewright/client';
import { type Channel, DELIVERY_STATES, type DeliveryState } from '@pipewright/definition';
import { look, Nothing, Panel, Toolbar, useDesignText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App as AntApp, Button, Popconfirm, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { DeliveryRow } from './delivery-row.tsx';
import { useAct } from './use-act.ts';

const FRESH_MS = 10_000;
const FILTERS = ['all', ...DELIVERY_STATES] as const;

/** What left the house or is to leave it, newest first, and why not; what was given up can be sent again. */
export function DeliveryList({ appKey, channels }: { appKey: string; channels: readonly Channel[] }) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const [state, setState] = useState<DeliveryState | 'all'>('all');
  const asked = useInfiniteQuery({
    queryKey: ['deliveries', appKey, state],
    queryFn: ({ pageParam }) =>
      call('listDeliveries', {
        app: appKey,
        query: { limit: 20, ...(state === 'all' ? {} : { state }), ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: FRESH_MS,
  });
  const deliveries = asked.data?.pages.flatMap((page) => page.deliveries);
  const again = useAct(
    appKey,
    () => call('redriveDeliveries', { app: appKey, body: {} }),
    ({ count }) => void message.success(t('delivery.againDone', { count })),
  );
  return (
    <Panel title={t('delivery.list')}>
      <p className={look.lead}>{t('delivery.lead')}</p>
      {(state !== 'all' || (deliveries?.length ?? 0) > 0) && (
        <Toolbar label={t('delivery.show')}>
          <Select
            aria-label={t('delivery.show')}
            className={look.search}
            value={state}
            options={FILTERS.map((each) => ({ value: each, label: t(`delivery.state.${each}`) }))}
            onChange={setState}
          />
          {deliveries?.some((each) => each.state === 'dead') && (
            <Popconfirm
              title={t('delivery.againAsk')}
              okText={t('delivery.againAll')}
              cancelText={t('action.cancel')}
              onConfirm={() => again.mutateAsync(undefined).catch(() => undefined)}
            >
              <Button loading={again.isPending}>{t('delivery.againAll')}</Button>
            </Popconfirm>
          )}
        </Toolbar>
      )}
      {!deliveries && <Skeleton active />}
      {deliveries?.length === 0 && <Nothing small of="matches" text={t(state === 'all' ? 'delivery.none' : 'delivery.noneSuch')} />}
      <ul className={`${look.plain} ${look.ruled}`} aria-label={t('delivery.list')}>
        {deliveries?.map((delivery) => (
          <DeliveryRow key={delivery.id} appKey={appKey} delivery={delivery} channels={channels} />
        ))}
      </ul>
      {asked.hasNextPage && (
        <div className={look.end}>
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t('delivery.more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
