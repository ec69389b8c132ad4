import { call, Refused } from '@pipewright/client';
import { type AppSecret, keySchema, SECRET_SIGNS } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';

/** Adds a secret, or replaces one: its value and its hosts are entered together, and the value is never shown again. */
export function SecretDialog({
  appKey,
  secret,
  taken,
  hosts,
  onClose,
}: {
  appKey: string;
  /** Left out for a new one. */
  secret: AppSecret | undefined;
  taken: readonly string[];
  /** The hosts that the app may ask. */
  hosts: readonly string[];
  onClose: () => void;
}) {
  const { t } = useDesignText();
  const queries = useQueryClient();
  const [name, setName] = useState(secret?.name ?? '');
  const [value, setValue] = useState('');
  const [to, setTo] = useState<string[]>([...(secret?.hosts ?? (hosts.length === 1 ? hosts : []))]);
  const save = useMutation({
    mutationFn: () => call('keepSecret', { app: appKey, secret: name, body: { value: value.trim(), hosts: to } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['secrets', appKey] });
      onClose();
    },
  });
  const fits = secret !== undefined || (keySchema.safeParse(name).success && !taken.includes(name));
  return (
    <Modal
      open
      title={secret ? t('secret.replaceOf', { name: secret.name }) : t('secret.add')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !fits || value.trim().length < SECRET_SIGNS.least || to.length === 0 }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      {save.error && (
        <Alert
          type="error"
          role="alert"
          showIcon
          className={look.note}
          title={save.error instanceof Refused ? save.error.message : t('state.offline')}
        />
      )}
      {!secret && (
        <Property label={t('secret.name')} htmlFor="secret_name" help={t('secret.nameHelp')}>
          <Input
            id="secret_name"
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            status={name !== '' && !fits ? 'error' : ''}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Property>
      )}
      <Property label={t('secret.value')} htmlFor="secret_value" help={t('secret.valueHelp', { least: SECRET_SIGNS.least })}>
        <Input.Password
          id="secret_value"
          maxLength={SECRET_SIGNS.most}
          autoComplete="new-password"
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
      </Property>
      <Property label={t('secret.to')} htmlFor="secret_to" help={t('secret.toHelp')}>
        <Select
          id="secret_to"
          mode="tags"
          className={look.wide}
          value={to}
          tokenSeparators={[',', ' ']}
          options={[...new Set([...hosts, ...to])].map((host) => ({ value: host, label: host }))}
          onChange={setTo}
        />
      </Property>
    </Modal>
  );
}
