import { PlusOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import type { App, Automation } from '@pipewright/definition';
import { look, Nothing, Panel, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Modal } from 'antd';
import { useState } from 'react';
import type { Draft } from '../state/draft.ts';
import { AutomationRow } from './automation-row.tsx';
import { GroupSwitch } from './group-switch.tsx';
import { Starters } from './starters.tsx';

const byPhase = (automations: readonly Automation[]) => {
  const phases = [...new Set(automations.map(({ phase }) => phase))].sort((a, b) => (a ?? 99) - (b ?? 99));
  return phases.map((phase) => ({ phase, automations: automations.filter((each) => each.phase === phase) }));
};

/** Everything that the app does by itself, by the phase it belongs to: what it says, whether it is on, how it is doing. */
export function Automations({ appKey, draft, base, go }: { appKey: string; draft: Draft; base: App; go: (place: string) => void }) {
  const { t } = useDesignText();
  const [adding, setAdding] = useState(false);
  const states = useQuery({ queryKey: ['automations', appKey], queryFn: () => call('listAutomations', { app: appKey }) });
  const automations = draft.app.automations ?? [];
  const made = (key: string) => {
    setAdding(false);
    go(`automation/${key}`);
  };
  if (automations.length === 0)
    return (
      <Panel title={t('automate.title')}>
        <Nothing text={t('automate.none')} />
        <Starters draft={draft} onMade={made} />
      </Panel>
    );
  const groups = byPhase(automations);
  const published = new Set(base.automations?.map(({ key }) => key));
  const titleOf = (phase: number | undefined) =>
    phase === undefined ? t(groups.length === 1 ? 'automate.title' : 'automate.noPhase') : t('automate.phaseOf', { phase });
  return (
    <Flex vertical gap={16}>
      {groups.map(({ phase, automations: members }, i) => (
        <Panel
          key={phase ?? 0}
          title={titleOf(phase)}
          actions={
            i === 0 && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                {t('automate.new')}
              </Button>
            )
          }
        >
          {/* Not beside the title, for which a phone would have no room left. */}
          <GroupSwitch
            {...{ appKey, title: titleOf(phase), states: states.data ?? [] }}
            automations={members.filter(({ key }) => published.has(key))}
          />
          <ul className={`${look.plain} ${look.ruled}`}>
            {members.map((automation) => (
              <AutomationRow
                key={automation.key}
                {...{ appKey, draft, automation, go }}
                published={published.has(automation.key)}
                state={states.data?.find(({ key }) => key === automation.key)}
              />
            ))}
          </ul>
        </Panel>
      ))}
      <Modal open={adding} title={t('automate.new')} footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
        <Starters draft={draft} onMade={made} />
      </Modal>
    </Flex>
  );
}
