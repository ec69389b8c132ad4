import { DeleteOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import { look, Nothing, Panel, useDesignText } from '@pipewright/ui';
import { Button, Flex, Input, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';
import { useChange } from './use-change.ts';

/** The hosts that the automations of an app may ask; undefined until they are known. */
export function HostList({ appKey, hosts }: { appKey: string; hosts: readonly string[] | undefined }) {
  const { t } = useDesignText();
  const [host, setHost] = useState('');
  const save = useChange(appKey, (next: readonly string[]) => call('setCallHosts', { app: appKey, body: { hosts: [...next] } }));
  const add = () =>
    hosts &&
    host.trim() &&
    save.mutateAsync([...hosts, host.trim()]).then(
      () => setHost(''),
      () => undefined,
    );
  return (
    <Panel title={t('secret.hosts')}>
      <p className={look.lead}>{t('secret.hostLead')}</p>
      {!hosts && <Skeleton active title={false} />}
      {hosts?.length === 0 && <Nothing small of="links" text={t('secret.hostNone')} />}
      {hosts && hosts.length > 0 && (
        <ul className={`${look.plain} ${look.ruled}`} aria-label={t('secret.hosts')}>
          {hosts.map((each) => (
            <li key={each}>
              <Flex gap={8} align="center" justify="space-between">
                <span className={look.breaks}>{each}</span>
                <Button
                  type="text"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={t('secret.hostRemove', { host: each })}
                  disabled={save.isPending}
                  onClick={() => save.mutate(hosts.filter((other) => other !== each))}
                />
              </Flex>
            </li>
          ))}
        </ul>
      )}
      <div className={look.after}>
        <Property label={t('secret.host')} htmlFor="call_host" help={t('secret.hostHelp')}>
          <Space.Compact className={look.wide}>
            <Input
              id="call_host"
              maxLength={255}
              autoComplete="off"
              spellCheck={false}
              value={host}
              onChange={({ target }) => setHost(target.value)}
              onPressEnter={() => void add()}
            />
            <Button disabled={!hosts || host.trim() === ''} loading={save.isPending} onClick={() => void add()}>
              {t('secret.hostAdd')}
            </Button>
          </Space.Compact>
        </Property>
      </div>
    </Panel>
  );
}
