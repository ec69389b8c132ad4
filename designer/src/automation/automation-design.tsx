import { ArrowLeftOutlined } from '@ant-design/icons';
import { type App, removeAutomation } from '@pipewright/definition';
import { automationInWords, look, Nothing, Panel, useDesignText } from '@pipewright/ui';
import { Button, Col, Flex, Row } from 'antd';
import { useState } from 'react';
import type { Draft } from '../state/draft.ts';
import * as css from './automation.module.css';
import { AutomationProperties } from './automation-properties.tsx';
import { BacktestPanel } from './backtest-panel.tsx';
import { editingOf } from './editing.ts';
import { Steps } from './flow/steps.tsx';
import { useStepsFace } from './flow/use-steps-face.ts';
import { HookPanel } from './hook-panel.tsx';
import { type Chosen, LadderEditor } from './ladder-editor.tsx';
import { LadderPart } from './ladder-part.tsx';
import { PlaceFaults } from './place-faults.tsx';
import { RunLog } from './run-log.tsx';

import { TrialPanel } from './trial-panel.tsx';
import { TriggerEditor } from './trigger-editor.tsx';

/** One automation under design: the sentence it makes, when it begins, its ladder, and its steps. */
export function AutomationDesign({
  appKey,
  draft,
  base,
  automationKey,
  go,
}: {
  appKey: string;
  draft: Draft;
  /** What is published. */
  base: App;
  automationKey: string;
  go: (place: string) => void;
}) {
  const { t, say, language } = useDesignText();
  const [chosen, setChosen] = useState<Chosen>();
  const [face] = useStepsFace();
  const editing = editingOf(draft, automationKey, base);
  const back = (
    <Button type="link" icon={<ArrowLeftOutlined />} onClick={() => go('automations')}>
      {t('automate.all')}
    </Button>
  );
  if (!editing) {
    const orphan = draft.app.automations?.some(({ key }) => key === automationKey);
    const remove = () => {
      draft.set(removeAutomation(draft.app, automationKey));
      go('automations');
    };
    return (
      <Nothing text={t(orphan ? 'automate.noEntity' : 'automate.gone')}>
        {back}
        {orphan && (
          <Button danger onClick={remove}>
            {t('automate.remove')}
          </Button>
        )}
      </Nothing>
    );
  }
  const { automation, path } = editing;
  const { on } = automation;
  const shown: Chosen | undefined = on.kind === 'since' ? (chosen ?? { kind: 'level', key: on.levels[0]?.key ?? '' }) : undefined;
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} xl={face === 'canvas' ? 24 : 16}>
        <Flex vertical gap={16}>
          <Panel title={say(automation.name)} actions={back}>
            <output className={css.sentence} aria-label={t('automate.sentence')}>
              {automationInWords(draft.app, automation, { language, t })}
            </output>
            <PlaceFaults faults={draft.faults} path={`${path}.entity`} />
          </Panel>
          <TriggerEditor editing={editing} />
          {on.kind === 'since' ? (
            <Panel title={t('automate.ladder')}>
              <LadderEditor editing={editing} on={on} chosen={shown} onChoose={setChosen} />
              {shown && (
                <div className={look.after}>
                  <LadderPart editing={editing} on={on} chosen={shown} />
                </div>
              )}
            </Panel>
          ) : (
            <Panel title={t('automate.steps')}>
              <Steps editing={editing} />
            </Panel>
          )}
          {on.kind === 'webhook' && (
            <HookPanel
              key={`hook ${automationKey}`}
              {...{ appKey, editing, on }}
              published={base.automations?.some(({ key, on: was }) => key === automationKey && was.kind === 'webhook') === true}
            />
          )}
          <TrialPanel key={`try ${automationKey}`} appKey={appKey} editing={editing} />
          <BacktestPanel key={`back ${automationKey}`} appKey={appKey} editing={editing} />
          {base.automations?.some(({ key }) => key === automationKey) && <RunLog appKey={appKey} editing={editing} />}
        </Flex>
      </Col>
      <Col xs={24} xl={face === 'canvas' ? 24 : 8}>
        <AutomationProperties editing={editing} go={go} />
      </Col>
    </Row>
  );
}
