import { useText } from '@pipewright/ui';
import { Button, Flex } from 'antd';

/** The ways out of a dialog that asks before a record changes where it stands: not, at the first stage of another pipeline, or as it was meant. */
export function AskFooter({
  cancel,
  ok,
  danger,
  busy,
  onCancel,
  onFirst,
  onOk,
}: {
  cancel: string;
  ok: string;
  danger: boolean;
  busy: 'ok' | 'first' | undefined;
  onCancel: () => void;
  /** Left out where there is no lower stage to begin at. */
  onFirst: (() => void) | undefined;
  onOk: () => void;
}) {
  const { t } = useText();
  return (
    <Flex gap={8} wrap justify="end">
      <Button onClick={onCancel}>{cancel}</Button>
      {onFirst && (
        <Button loading={busy === 'first'} disabled={busy !== undefined} onClick={onFirst}>
          {t('ask.first')}
        </Button>
      )}
      <Button type="primary" danger={danger} loading={busy === 'ok'} disabled={busy !== undefined} onClick={onOk}>
        {ok}
      </Button>
    </Flex>
  );
}
