import { call } from '@pipewright/client';
import type { Channel } from '@pipewright/definition';
import { Badge, look, useDesignText } from '@pipewright/ui';
import { Alert, App as AntApp, Button, Flex, Popconfirm } from 'antd';
import { Outcome } from './outcome.tsx';
import { useAct } from './use-act.ts';

/** One channel: where it leads, what waits for it, and what can be done with it. */
export function ChannelRow({ appKey, channel, onEdit }: { appKey: string; channel: Channel; onEdit: () => void }) {
  const { t, say } = useDesignText();
  const { message } = AntApp.useApp();
  const { id, kind, address, off, waiting, dead, hasSecret, by } = channel;
  const name = say(channel.name);
  const test = useAct(appKey, () => call('testChannel', { app: appKey, id }));
  const turn = useAct(appKey, () => call('changeChannel', { app: appKey, id, body: { off: !off } }));
  const remove = useAct(appKey, () => call('removeChannel', { app: appKey, id }));
  const again = useAct(
    appKey,
    () => call('redriveDeliveries', { app: appKey, body: { channel: channel.key } }),
    ({ count }) => void message.success(t('delivery.againDone', { count })),
  );
  const facts = [
    by ? t('channel.by', { name: by }) : '',
    hasSecret ? t('channel.sign') : '',
    waiting > 0 ? t('channel.waiting', { count: waiting }) : '',
  ];
  return (
    <li aria-label={name}>
      <Flex wrap gap={8} align="start" justify="space-between">
        <div className={look.roomy}>
          <Flex wrap gap={8} align="center">
            <strong>{name}</strong>
            <Badge color="blue">{t(`channel.kind.${kind}`)}</Badge>
            {off && <Badge>{t('channel.off')}</Badge>}
            {dead > 0 && <Badge color="red">{t('channel.dead', { count: dead })}</Badge>}
          </Flex>
          <div className={`${look.quiet} ${look.small} ${look.breaks}`}>{address}</div>
          <div className={`${look.quiet} ${look.small}`}>{facts.filter(Boolean).join(' · ')}</div>
          {off && <div className={`${look.quiet} ${look.small}`}>{t('channel.offLead')}</div>}
        </div>
        <Flex wrap gap={4}>
          <Button size="small" loading={test.isPending} onClick={() => test.mutate(undefined)}>
            {t('channel.test')}
          </Button>
          {dead > 0 && !off && (
            <Button size="small" loading={again.isPending} onClick={() => again.mutate(undefined)}>
              {t('delivery.againAll')}
            </Button>
          )}
          <Button size="small" onClick={onEdit}>
            {t('action.edit')}
          </Button>
          <Button size="small" loading={turn.isPending} onClick={() => turn.mutate(undefined)}>
            {t(off ? 'channel.turnOn' : 'channel.turnOff')}
          </Button>
          <Popconfirm
            title={t('channel.removeAsk', { name })}
            okText={t('channel.remove')}
            cancelText={t('action.cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => remove.mutateAsync(undefined).catch(() => undefined)}
          >
            <Button size="small" danger>
              {t('channel.remove')}
            </Button>
          </Popconfirm>
        </Flex>
      </Flex>
      {test.data && (
        <Alert
          className={look.after}
          role="status"
          type={test.data.sent ? 'success' : 'error'}
          showIcon
          title={t(test.data.sent ? 'channel.testGood' : 'channel.testBad')}
          description={<Outcome {...test.data} />}
          closable
        />
      )}
    </li>
  );
}
