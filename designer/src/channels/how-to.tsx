import { CHANNEL_KINDS } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Collapse } from 'antd';

/** How to come by the address of each kind of channel. */
export function HowTo() {
  const { t } = useDesignText();
  const kinds = [...CHANNEL_KINDS.slice(1), CHANNEL_KINDS[0]];
  return (
    <Collapse
      size="small"
      items={kinds.map((kind) => ({
        key: kind,
        label: `${t(`channel.kind.${kind}`)} · ${t('channel.how')}`,
        children: t(`channel.how.${kind}`),
      }))}
    />
  );
}
