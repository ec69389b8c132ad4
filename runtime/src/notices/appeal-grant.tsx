import { call } from '@pipewright/client';
import { APPEAL_DAYS, type Notice } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { App as AntApp, Button } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';

/** Grants the appeal that a notice tells of, with one press; who would rather answer otherwise opens the record. */
export function AppealGrant({ notice: { id, about }, onDone }: { notice: Notice; onDone: () => Promise<void> }) {
  const { key } = useApp();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  if (!about || about.record === null) return null;
  const place = { app: key, entity: about.entity, id: about.record };
  const grant = async () => {
    setBusy(true);
    try {
      await call('answerAppeal', { ...place, body: { grant: true } });
      await call('markNotice', { app: key, id });
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
    await onDone();
  };
  return (
    <Button size="small" loading={busy} onClick={() => void grant()}>
      {t('pool.grant', { count: APPEAL_DAYS.usual })}
    </Button>
  );
}
