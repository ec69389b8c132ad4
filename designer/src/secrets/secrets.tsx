import { call } from '@pipewright/client';
import type { AppSecret } from '@pipewright/definition';
import { look, Nothing, Panel, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { HostList } from './host-list.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { SecretRow } from './secret-row.tsx';

/** What the automations of an app may ask of other programs: which hosts, and with which secrets. No part of the definition: what is changed here holds at once. */
export function Secrets({ appKey }: { appKey: string }) {
  const { t } = useDesignText();
  const [open, setOpen] = useState<AppSecret | 'new'>();
  const asked = useQuery({ queryKey: ['secrets', appKey], queryFn: () => call('listSecrets', { app: appKey }) });
  const { data } = asked;
  return (
    <Flex vertical gap={16}>
      <HostList appKey={appKey} hosts={data?.hosts} />
      <Panel
        title={t('secret.list')}
        actions={
          <Button type="primary" onClick={() => setOpen('new')} disabled={!data}>
            {t('secret.add')}
          </Button>
        }
      >
        <p className={look.lead}>{t('secret.lead')}</p>
        {!data && <Skeleton active title={false} />}
        {data?.secrets.length === 0 && <Nothing of="links" text={t('secret.none')} small />}
        {data && data.secrets.length > 0 && (
          <ul className={`${look.plain} ${look.ruled}`} aria-label={t('secret.list')}>
            {data.secrets.map((secret) => (
              <SecretRow key={secret.name} appKey={appKey} secret={secret} onReplace={() => setOpen(secret)} />
            ))}
          </ul>
        )}
      </Panel>
      {open && data && (
        <SecretDialog
          appKey={appKey}
          secret={open === 'new' ? undefined : open}
          taken={data.secrets.map(({ name }) => name)}
          hosts={data.hosts}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Flex>
  );
}
