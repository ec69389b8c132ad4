import { call } from '@pipewright/client';
import type { Channel, Color, Delivery, DeliveryState } from '@pipewright/definition';
import { Ago, Badge, look, momentText, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { Outcome } from './outcome.tsx';
import { useAct } from './use-act.ts';

const COLORS: Readonly<Record<DeliveryState, Color>> = { waiting: 'blue', sent: 'green', failed: 'orange', dead: 'red' };

/** One delivery: what it said, to whom, how it stands and why. */
export function DeliveryRow({ appKey, delivery, channels }: { appKey: string; delivery: Delivery; channels: readonly Channel[] }) {
  const { t, say } = useDesignText();
  const { id, title, state, to, at, sentAt, nextAt, attempts, fault, status, said } = delivery;
  const again = useAct(appKey, () => call('redriveDelivery', { app: appKey, id }));
  const channel = channels.find(({ key }) => key === to.target)?.name;
  const target = to.kind === 'mail' ? to.target : channel ? say(channel) : t('channel.removed');
  const facts = [
    t('delivery.to', { to: target }),
    attempts > 1 || state === 'failed' ? t('delivery.attempts', { count: attempts }) : '',
    state === 'failed' && nextAt ? t('delivery.next', { time: momentText(nextAt) }) : '',
  ];
  return (
    <li>
      <Flex wrap gap={8} align="start" justify="space-between">
        <div className={look.roomy}>
          <Flex wrap gap={8} align="center">
            <Badge color={COLORS[state]}>{t(`delivery.state.${state}`)}</Badge>
            <span className={look.breaks}>{title}</span>
          </Flex>
          <div className={`${look.quiet} ${look.small}`}>
            <Ago at={sentAt ?? at} /> · {facts.filter(Boolean).join(' · ')}
          </div>
          {state !== 'sent' && fault !== null && (
            <div className={look.small}>
              <Outcome fault={fault} status={status} said={said} />
            </div>
          )}
        </div>
        {state === 'dead' && (
          <Button
            size="small"
            aria-label={t('delivery.againOne', { title })}
            loading={again.isPending}
            onClick={() => again.mutate(undefined)}
          >
            {t('delivery.again')}
          </Button>
        )}
      </Flex>
    </li>
  );
}
