import { call } from '@pipewright/client';
import type { AppSecret } from '@pipewright/definition';
import { look, momentText, useDesignText } from '@pipewright/ui';
import { Button, Flex, Popconfirm } from 'antd';
import { useChange } from './use-change.ts';

/** One secret: for which hosts, who entered it, when it was last sent, where it is used; it is replaced or removed, and never shown. */
export function SecretRow({ appKey, secret, onReplace }: { appKey: string; secret: AppSecret; onReplace: () => void }) {
  const { t, say } = useDesignText();
  const { name, hosts, by, usedAt, uses } = secret;
  const comma = t('publish.comma');
  const used = uses.map((each) => t('publish.quoted', { name: say(each) })).join(comma);
  const remove = useChange(appKey, () =>
    call('removeSecret', { app: appKey, secret: name, query: uses.length > 0 ? { anyway: 'true' } : {} }),
  );
  const facts = [
    by ? t('secret.by', { name: by }) : '',
    usedAt ? t('secret.used', { at: momentText(usedAt) }) : t('secret.unused'),
    uses.length > 0 ? t('secret.uses', { uses: used }) : '',
  ];
  return (
    <li aria-label={name}>
      <Flex wrap gap={8} align="start" justify="space-between">
        <div className={look.roomy}>
          <strong className={look.breaks}>{name}</strong>
          <div className={`${look.small} ${look.breaks}`}>{t('secret.toLine', { hosts: hosts.join(comma) })}</div>
          <div className={`${look.quiet} ${look.small} ${look.breaks}`}>{facts.filter(Boolean).join(' · ')}</div>
        </div>
        <Flex wrap gap={4}>
          <Button size="small" onClick={onReplace}>
            {t('secret.replace')}
          </Button>
          <Popconfirm
            title={uses.length > 0 ? t('secret.removeUsed', { name, uses: used }) : t('secret.removeAsk', { name })}
            okText={t('secret.remove')}
            cancelText={t('action.cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => remove.mutateAsync(undefined).catch(() => undefined)}
          >
            <Button size="small" danger>
              {t('secret.remove')}
            </Button>
          </Popconfirm>
        </Flex>
      </Flex>
    </li>
  );
}
