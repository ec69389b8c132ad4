import { call } from '@pipewright/client';
import type { Run } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { App as AntApp, Button, Input, Modal } from 'antd';
import { useState } from 'react';

type Act = 'skip' | 'end';

/** What an administrator may do with a run that failed or waits: try again, skip the step at which it stands, or end it, with a reason. */
export function RunActs({ appKey, run, onDone }: { appKey: string; run: Run; onDone: () => void }) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const [act, setAct] = useState<Act>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const at = { app: appKey, id: run.id };
  const doing = async (what: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await what();
      setAct(undefined);
      onDone();
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const acted = () => {
    const { node } = run;
    if (act === 'end') return call('endRun', { ...at, body: { note } });
    return node === null ? Promise.resolve() : call('skipStep', { ...at, body: { node, note } });
  };
  const begin = (next: Act) => () => {
    setNote('');
    setAct(next);
  };
  if (run.state !== 'failed' && run.state !== 'asleep') return null;
  return (
    <>
      {run.state === 'failed' && (
        <Button size="small" onClick={() => doing(() => call('retryRun', at))}>
          {t('run.retry')}
        </Button>
      )}
      <Button size="small" onClick={begin('skip')}>
        {t('run.skip')}
      </Button>
      <Button size="small" onClick={begin('end')}>
        {t('run.end')}
      </Button>
      <Modal
        open={act !== undefined}
        title={t(act === 'end' ? 'run.end' : 'run.skip')}
        okText={t(act === 'end' ? 'run.end' : 'run.skip')}
        okButtonProps={{ disabled: note.trim() === '' }}
        cancelText={t('action.cancel')}
        confirmLoading={busy}
        onOk={() => doing(acted)}
        onCancel={() => setAct(undefined)}
        destroyOnHidden
      >
        <p>{t(act === 'end' ? 'run.endWhy' : 'run.skipWhy')}</p>
        <Input.TextArea
          aria-label={t('run.why')}
          rows={2}
          maxLength={500}
          autoFocus
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </Modal>
    </>
  );
}
