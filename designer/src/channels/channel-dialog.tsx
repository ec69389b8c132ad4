import { call, Refused } from '@pipewright/client';
import { CHANNEL_KINDS, type Channel, type ChannelKind, type Label } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import { keyFor } from '../state/key.ts';
import { usePinyin } from '../state/pinyin.ts';

/** A secret that nobody guesses, in the form in which ready libraries for webhooks take one. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** Makes a channel, or changes one. Its secret is entered and never shown again. */
export function ChannelDialog({
  appKey,
  channel,
  taken,
  onClose,
}: {
  appKey: string;
  /** Left out for a new one. */
  channel: Channel | undefined;
  taken: readonly Channel[];
  onClose: () => void;
}) {
  const { t, say } = useDesignText();
  const queries = useQueryClient();
  const romanise = usePinyin();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'feishu');
  const [name, setName] = useState<Label>(channel?.name ?? { en: '', 'zh-CN': '' });
  const [address, setAddress] = useState(channel?.address ?? '');
  const [secret, setSecret] = useState('');
  const save = useMutation({
    mutationFn: (): Promise<unknown> => {
      const given = { name, address: address.trim(), ...(secret.trim() ? { secret: secret.trim() } : {}) };
      if (channel) return call('changeChannel', { app: appKey, id: channel.id, body: given });
      const key = keyFor(name, new Set(taken.map((each) => each.key)), romanise);
      return call('addChannel', { app: appKey, body: { ...given, key, kind } });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['channels', appKey] });
      onClose();
    },
  });
  const choose = (next: ChannelKind) => {
    setKind(next);
    setSecret(next === 'webhook' ? newSecret() : '');
  };
  const said = t(kind === 'webhook' ? 'channel.secretWebhook' : 'channel.secretRobot');
  return (
    <Modal
      open
      title={channel ? t('channel.edit', { name: say(channel.name) }) : t('channel.add')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !name.en || !name['zh-CN'] || !address.trim() }}
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
      <Property label={t('channel.kind')} htmlFor="channel_kind" help={t(`channel.how.${kind}`)}>
        <Select
          id="channel_kind"
          className={look.wide}
          value={kind}
          disabled={channel !== undefined}
          options={CHANNEL_KINDS.map((each) => ({ value: each, label: t(`channel.kind.${each}`) }))}
          onChange={choose}
        />
      </Property>
      <Property label={t('design.name')} htmlFor="channel_name">
        <LabelInput id="channel_name" value={name} onChange={setName} />
      </Property>
      <Property label={t('channel.address')} htmlFor="channel_address">
        <Input
          id="channel_address"
          type="url"
          maxLength={2000}
          placeholder="https://"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </Property>
      {(kind !== 'wecom' || channel?.hasSecret) && (
        <Property label={t('channel.secret')} htmlFor="channel_secret" help={channel?.hasSecret ? t('channel.secretKept') : said}>
          <Input
            id="channel_secret"
            maxLength={200}
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Property>
      )}
    </Modal>
  );
}
