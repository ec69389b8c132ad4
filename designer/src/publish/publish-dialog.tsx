import { call, Refused } from '@pipewright/client';
import { look, useDesignText } from '@pipewright/ui';
import { useMutation } from '@tanstack/react-query';
import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { DryRunView } from './dry-run-view.tsx';
import { relabelOf, useDryRun } from './use-dry-run.ts';

/** What publishing means to do, before it does it: changes in words, effect on records, the SQL for who wants to see it. */
export function PublishDialog({
  open,
  appKey,
  base,
  revision,
  onClose,
  onPublished,
}: {
  open: boolean;
  appKey: string;
  base: number;
  revision: () => number;
  onClose: () => void;
  /** Called with the version, and whether records of before get what its rules say. */
  onPublished: (version: number, relabels: boolean) => Promise<void>;
}) {
  const { t } = useDesignText();
  const [note, setNote] = useState('');
  const state = useDryRun({ app: appKey }, open ? `${base} ${revision()}` : undefined);
  const publish = useMutation({
    mutationFn: () =>
      call('publish', {
        app: appKey,
        body: { base, revision: revision(), places: state.places, ...relabelOf(state), ...(note ? { note } : {}) },
      }),
    onError: state.refresh,
    onSuccess: async ({ version }) => {
      setNote('');
      await onPublished(version, state.relabel.length > 0);
      onClose();
    },
  });
  const ready = state.ready && state.dry && state.dry.changes.length > 0;
  return (
    <Modal
      open={open}
      width={720}
      title={t('publish.title', { version: base + 1 })}
      okText={t('design.publish')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate()}
      onCancel={onClose}
      destroyOnHidden
    >
      {publish.error instanceof Refused && <Alert type="error" role="alert" showIcon className={look.note} title={publish.error.message} />}
      <DryRunView appKey={appKey} state={state} />
      <Input.TextArea
        aria-label={t('publish.note')}
        placeholder={t('publish.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        className={look.after}
      />
    </Modal>
  );
}
