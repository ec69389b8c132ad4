import { callApi, Refused } from '@pipewright/client';
import type { DryRun } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Collapse, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { FaultList } from '../shell/fault-list.tsx';
import { ChangeList, ImpactList } from './change-list.tsx';

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
  onPublished: (version: number) => Promise<void>;
}) {
  const { t } = useText();
  const [note, setNote] = useState('');
  const dry = useQuery({
    queryKey: ['dry-run', appKey, open, open && revision()],
    queryFn: () => callApi<DryRun>(`/apps/${appKey}/dry-run`, { method: 'POST', body: {} }),
    enabled: open,
    gcTime: 0,
  });
  const publish = useMutation({
    mutationFn: () =>
      callApi<{ version: number }>(`/apps/${appKey}/publish`, {
        method: 'POST',
        body: { base, revision: revision(), ...(note ? { note } : {}) },
      }),
    onSuccess: async ({ version }) => {
      setNote('');
      await onPublished(version);
      onClose();
    },
  });
  const ready = dry.data && dry.data.issues.length === 0 && dry.data.changes.length > 0;
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
      {publish.error instanceof Refused && (
        <Alert type="error" role="alert" showIcon style={{ marginBottom: 12 }} title={publish.error.message} />
      )}
      <DryRunView dry={dry.data} />
      <Input.TextArea
        aria-label={t('publish.note')}
        placeholder={t('publish.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        style={{ marginTop: 8 }}
      />
    </Modal>
  );
}

/** The result of a dry run. */
export function DryRunView({ dry }: { dry: DryRun | undefined }) {
  const { t } = useText();
  if (!dry) return <Skeleton active />;
  return (
    <>
      <FaultList type="error" title={t('publish.refused')} faults={dry.issues} />
      <h3 style={{ fontSize: 14 }}>{t('publish.changes')}</h3>
      <ChangeList changes={dry.changes} />
      <h3 style={{ fontSize: 14 }}>{t('publish.impact')}</h3>
      <ImpactList impact={dry.impact} />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'sql',
            label: t('publish.sql', { count: dry.sql.length }),
            children: (
              <pre style={{ fontSize: 12, whiteSpace: 'pre-wrap', maxHeight: 200, overflow: 'auto' }}>
                {dry.sql.join(';\n') || t('publish.noSql')}
              </pre>
            ),
          },
        ]}
      />
    </>
  );
}
