import { useText } from '@pipewright/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';

/** How far something is that is done with many records: asked for, going on, over. */
export type RunPhase = 'before' | 'running' | 'after';

/** The buttons of a dialog that does something with many records: it is begun or left, can be stopped, and is closed. */
export function RunFooter({
  phase,
  start,
  disabled,
  danger = false,
  onStart,
  onStop,
  onClose,
}: {
  phase: RunPhase;
  /** What begins it is called. */
  start: ReactNode;
  disabled: boolean;
  danger?: boolean;
  onStart: () => void;
  onStop: () => void;
  /** Told whether anything was tried. */
  onClose: (tried: boolean) => void;
}) {
  const { t } = useText();
  if (phase === 'running') return <Button onClick={onStop}>{t('bulk.stop')}</Button>;
  if (phase === 'after')
    return (
      <Button type="primary" onClick={() => onClose(true)}>
        {t('bulk.close')}
      </Button>
    );
  return (
    <>
      <Button onClick={() => onClose(false)}>{t('action.cancel')}</Button>
      <Button type="primary" danger={danger} disabled={disabled} onClick={onStart}>
        {start}
      </Button>
    </>
  );
}
