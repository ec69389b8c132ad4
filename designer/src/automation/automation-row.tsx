import {
  ApiOutlined,
  BellOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  DeleteOutlined,
  EditOutlined,
  FlagOutlined,
  LoginOutlined,
  LogoutOutlined,
  PlusCircleOutlined,
  SelectOutlined,
} from '@ant-design/icons';
import { call } from '@pipewright/client';
import type { Automation, AutomationState, TriggerKind } from '@pipewright/definition';
import { triggerNames } from '@pipewright/definition';
import { Ago, automationInWords, look, useDesignText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Switch, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Draft } from '../state/draft.ts';
import * as css from './automation.module.css';

const ICONS: Readonly<Record<TriggerKind, ReactNode>> = {
  created: <PlusCircleOutlined />,
  changed: <EditOutlined />,
  deleted: <DeleteOutlined />,
  entered: <LoginOutlined />,
  left: <LogoutOutlined />,
  status: <FlagOutlined />,
  since: <BellOutlined />,
  date: <CalendarOutlined />,
  schedule: <ClockCircleOutlined />,
  webhook: <ApiOutlined />,
  button: <SelectOutlined />,
};

/** One automation in the list: what it says, whether it is on, how often it began and why it last failed. */
export function AutomationRow({
  appKey,
  draft,
  automation,
  published,
  state,
  go,
}: {
  appKey: string;
  draft: Draft;
  automation: Automation;
  published: boolean;
  state: AutomationState | undefined;
  go: (place: string) => void;
}) {
  const { t, say, language } = useDesignText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const name = say(automation.name);
  const turn = async (on: boolean) => {
    try {
      const fresh = await call('switchAutomation', { app: appKey, automation: automation.key, body: { off: !on } });
      queries.setQueryData<AutomationState[]>(['automations', appKey], (all) =>
        all?.map((each) => (each.key === fresh.key ? fresh : each)),
      );
      void message.success(t(on ? 'automate.switchedOn' : 'automate.switchedOff', { name }));
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return (
    <li className={css.row}>
      <span className={css.icon} title={say(triggerNames[automation.on.kind])}>
        {ICONS[automation.on.kind]}
      </span>
      <div className={look.rest}>
        <Button type="link" className={css.name} onClick={() => go(`automation/${automation.key}`)}>
          {name}
        </Button>
        <div className={look.breaks}>{automationInWords(draft.app, automation, { language, t })}</div>
        <div className={look.aside}>{published ? <Doing state={state} /> : <Tag>{t('automate.unpublished')}</Tag>}</div>
      </div>
      {published && state && <Switch checked={!state.off} aria-label={t('automate.switch', { name })} onChange={turn} />}
    </li>
  );
}

/** How a published automation is doing. */
function Doing({ state }: { state: AutomationState | undefined }) {
  const { t } = useDesignText();
  if (!state) return null;
  return (
    <>
      {t('automate.fired', { count: state.fired })}
      {state.lastAt && (
        <>
          {' · '}
          <Ago at={state.lastAt} />
        </>
      )}
      {state.waiting > 0 && ` · ${t('automate.waiting', { count: state.waiting })}`}
      {state.off && state.switchedBy && ` · ${t('automate.offBy', { name: state.switchedBy.name })}`}
      {state.failed > 0 && <div className={look.bad}>{t('automate.failed', { count: state.failed, why: state.failure ?? '' })}</div>}
    </>
  );
}
