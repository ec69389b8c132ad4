import { CopyOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import type { TriggerOf } from '@pipewright/definition';
import { Ago, look, Panel, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, App as AntApp, Button, Flex, Input, Popconfirm, Skeleton, Space, Typography } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';
import { ArrivalLine } from './arrival-line.tsx';
import type { Editing } from './editing.ts';
import { sampleBody, sampleCommand } from './hook-sample.ts';

/** A line of text with a button that copies it. */
function Copied({ id, label, text, copy }: { id: string; label: string; text: string; copy: string }) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  // Browsers have a clipboard on secure pages only; elsewhere the line is there to be marked.
  const put = async () => {
    await navigator.clipboard?.writeText(text).then(
      () => message.success(t('hook.copied')),
      () => undefined,
    );
  };
  return (
    <Property label={label} htmlFor={id}>
      <Space.Compact block>
        <Input id={id} readOnly value={text} onFocus={({ target }) => target.select()} />
        <Button icon={<CopyOutlined />} aria-label={copy} onClick={() => void put()} />
      </Space.Compact>
    </Property>
  );
}

/** The address at which messages come in for an automation, with its secret while it is new, an example, and what came last. */
export function HookPanel({
  appKey,
  editing,
  on,
  published,
}: {
  appKey: string;
  editing: Editing;
  on: TriggerOf<'webhook'>;
  /** True where what is published waits for messages already. */
  published: boolean;
}) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const [secret, setSecret] = useState<string>();
  const automation = editing.automation.key;
  const at = { app: appKey, automation };
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['hook', appKey, automation],
    queryFn: () => call('readHook', at),
    enabled: published,
  });
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await refetch();
    } catch (fault) {
      void message.error((fault as Error).message);
    }
  };
  const renew = () => attempt(async () => setSecret((await call('renewHook', at)).secret));
  const end = () =>
    attempt(async () => {
      await call('endHook', at);
      setSecret(undefined);
      void message.success(t('hook.ended'));
    });
  if (!published)
    return (
      <Panel title={t('hook.title')}>
        <Typography.Text type="secondary">{t('hook.unpublished')}</Typography.Text>
      </Panel>
    );
  const hook = data?.hook;
  const address = `${window.location.origin}/api/hooks/${hook?.id}`;
  const command = sampleCommand(address, secret ?? 'whsec_…', sampleBody(editing, on));
  return (
    <Panel title={t('hook.title')}>
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && !hook && (
        <Button type="primary" onClick={() => void renew()}>
          {t('hook.make')}
        </Button>
      )}
      {hook && (
        <>
          <Copied id="hook_address" label={t('hook.address')} text={address} copy={t('hook.copyAddress')} />
          {secret && (
            <Alert
              type="success"
              title={t('hook.secretOnce')}
              description={<Copied id="hook_secret" label={t('hook.secret')} text={secret} copy={t('hook.copySecret')} />}
            />
          )}
          <p className={look.aside}>
            {t('hook.made', { name: hook.by ?? '…' })} <Ago at={hook.at} />
          </p>
          {hook.deniedAt && (
            <p className={look.bad}>
              {t('hook.denied')} <Ago at={hook.deniedAt} />
            </p>
          )}
          <Flex gap={8} wrap className={look.note}>
            <Popconfirm title={t('hook.renewAsk')} okText={t('hook.renew')} onConfirm={renew}>
              <Button>{t('hook.renew')}</Button>
            </Popconfirm>
            <Popconfirm title={t('hook.endAsk')} okText={t('hook.end')} okButtonProps={{ danger: true }} onConfirm={end}>
              <Button danger>{t('hook.end')}</Button>
            </Popconfirm>
          </Flex>
          <Property label={t('hook.sample')} htmlFor="hook_sample" help={t('hook.sampleHelp')}>
            <Input.TextArea id="hook_sample" readOnly autoSize value={command} onFocus={({ target }) => target.select()} />
          </Property>
          <Property label={t('hook.arrivals')}>
            {data.arrivals.length === 0 && <Typography.Text type="secondary">{t('hook.none')}</Typography.Text>}
            <ul className={`${look.plain} ${look.ruled}`}>
              {data.arrivals.map((arrival) => (
                <ArrivalLine key={arrival.id} appKey={appKey} arrival={arrival} />
              ))}
            </ul>
          </Property>
        </>
      )}
    </Panel>
  );
}
