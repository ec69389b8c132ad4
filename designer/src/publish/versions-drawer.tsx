import { call, Refused } from '@pipewright/client';
import { look, momentText, Panel, useDesignText } from '@pipewright/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Flex, Modal, Tag } from 'antd';
import { useState } from 'react';
import { ChangeList } from './change-list.tsx';
import { DryRunView } from './dry-run-view.tsx';
import * as css from './publish.module.css';
import { RelabelProgress } from './relabel-progress.tsx';
import { relabelOf, useDryRun } from './use-dry-run.ts';

/** Every published version; an older one can be published again. */
export function VersionsDrawer({
  open,
  appKey,
  current,
  onClose,
  onPublished,
}: {
  open: boolean;
  appKey: string;
  current: number;
  onClose: () => void;
  onPublished: (version: number) => Promise<void>;
}) {
  const { t } = useDesignText();
  const [back, setBack] = useState<number>();
  const versions = useQuery({
    queryKey: ['versions', appKey, current, open],
    queryFn: () => call('listVersions', { app: appKey }),
    enabled: open,
  });
  const state = useDryRun({ app: appKey, version: back }, back === undefined ? undefined : `${current} ${back}`);
  const roll = useMutation({
    mutationFn: (version: number) =>
      call('rollBack', {
        app: appKey,
        body: { base: current, version, note: t('version.backNote', { version }), places: state.places, ...relabelOf(state) },
      }),
    onError: state.refresh,
    onSuccess: async ({ version }) => {
      setBack(undefined);
      await onPublished(version);
      // How far records of before are is told here.
      if (state.relabel.length === 0) onClose();
    },
  });
  return (
    <Drawer open={open} onClose={onClose} size={560} title={t('design.history')}>
      {open && <RelabelProgress appKey={appKey} version={current} />}
      <Flex vertical gap={12}>
        {versions.data?.versions.map((each) => (
          <Panel
            key={each.version}
            size="small"
            title={
              <>
                {t('version.name', { version: each.version })} {each.version === current && <Tag color="green">{t('version.current')}</Tag>}
              </>
            }
            actions={each.version !== current && <Button onClick={() => setBack(each.version)}>{t('version.back')}</Button>}
          >
            <div className={look.aside}>
              {momentText(each.publishedAt)} · {each.publishedBy}
            </div>
            {each.note && <p className={css.words}>{each.note}</p>}
            {each.version > 1 && <ChangeList changes={each.changes} />}
          </Panel>
        ))}
      </Flex>
      <Modal
        open={back !== undefined}
        width={680}
        title={t('version.backTitle', { version: back })}
        okText={t('version.back')}
        cancelText={t('action.cancel')}
        okButtonProps={{ disabled: !state.ready }}
        confirmLoading={roll.isPending}
        onOk={() => back !== undefined && roll.mutate(back)}
        onCancel={() => setBack(undefined)}
      >
        <p>{t('version.backLead')}</p>
        {roll.error instanceof Refused && <Alert type="error" role="alert" title={roll.error.message} />}
        <DryRunView appKey={appKey} state={state} />
      </Modal>
    </Drawer>
  );
}
