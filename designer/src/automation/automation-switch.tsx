import { call } from '@pipewright/client';
import type { Automation, AutomationState, Beginning } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Modal, Switch } from 'antd';
import { useState } from 'react';
import { BeginningList } from '../kit/beginning-list.tsx';

/** Switches a published automation on or off at once. Where many would be told the moment it is switched on, one is asked first, with how many. */
export function AutomationSwitch({ appKey, automation, state }: { appKey: string; automation: Automation; state: AutomationState }) {
  const { t, say } = useDesignText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<readonly Beginning[]>();
  const name = say(automation.name);
  const failed = (error: Error) => void message.error(error.message);
  const turn = useMutation({
    mutationFn: (on: boolean) => call('switchAutomation', { app: appKey, automation: automation.key, body: { off: !on } }),
    onError: failed,
    onSuccess: (fresh, on) => {
      setAsked(undefined);
      queries.setQueryData<AutomationState[]>(['automations', appKey], (all) =>
        all?.map((each) => (each.key === fresh.key ? fresh : each)),
      );
      void message.success(t(on ? 'automate.switchedOn' : 'automate.switchedOff', { name }));
    },
  });
  const ask = useMutation({
    mutationFn: () => call('countBeginnings', { app: appKey, body: { automation: automation.key } }),
    onError: failed,
    onSuccess: ({ beginnings }) => (beginnings.some(({ records }) => records > 0) ? setAsked(beginnings) : turn.mutate(true)),
  });
  return (
    <>
      <Switch
        checked={!state.off}
        loading={ask.isPending || turn.isPending}
        aria-label={t('automate.switch', { name })}
        onChange={(on) => (on ? ask.mutate() : turn.mutate(false))}
      />
      <Modal
        open={asked !== undefined}
        title={t('begin.switch')}
        okText={t('begin.switchOk')}
        cancelText={t('action.cancel')}
        confirmLoading={turn.isPending}
        onOk={() => turn.mutate(true)}
        onCancel={() => setAsked(undefined)}
        destroyOnHidden
      >
        {asked && <BeginningList beginnings={asked} />}
      </Modal>
    </>
  );
}
