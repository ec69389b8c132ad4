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
  NodeIndexOutlined,
  PlusCircleOutlined,
  SelectOutlined,
} from '@ant-design/icons';
import type { Automation, AutomationState, TriggerKind } from '@pipewright/definition';
import { triggerNames } from '@pipewright/definition';
import { Ago, automationInWords, look, useDesignText } from '@pipewright/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Draft } from '../state/draft.ts';
import * as css from './automation.module.css';
import { AutomationSwitch } from './automation-switch.tsx';

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
  called: <NodeIndexOutlined />,
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
  const name = say(automation.name);
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
        <div className={look.aside}>
          {published ? (
            <Doing state={state} onArrivals={() => go(`automation/${automation.key}`)} />
          ) : (
            <Tag>{t('automate.unpublished')}</Tag>
          )}
        </div>
      </div>
      {published && state && <AutomationSwitch appKey={appKey} automation={automation} state={state} />}
    </li>
  );
}

/** How a published automation is doing. */
function Doing({ state, onArrivals }: { state: AutomationState | undefined; onArrivals: () => void }) {
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
      {state.refused > 0 && (
        <div>
          <Button type="link" size="small" danger className={css.name} onClick={onArrivals}>
            {t('automate.refused', { count: state.refused })}
          </Button>
        </div>
      )}
    </>
  );
}
