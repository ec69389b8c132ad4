import { newTrigger, ruleFields, setTrigger, type Trigger, type TriggerKind, triggerNames, updateAutomation } from '@pipewright/definition';
import { ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';
import { TriggerSettings } from './trigger-settings.tsx';

const KINDS = Object.keys(triggerNames) as TriggerKind[];

/** When an automation begins, and for which records only. */
export function TriggerEditor({ editing }: { editing: Editing }) {
  const { t, say } = useDesignText();
  const { draft, automation, entity, path, change } = editing;
  const { app, faults } = draft;
  const start = automation.start;
  const offered = KINDS.filter((kind) => kind === automation.on.kind || newTrigger(app, entity, kind, start));
  const set = (on: Trigger) => change((each) => setTrigger(each, on));
  return (
    <Panel title={t('automate.begins')}>
      <Property label={t('automate.trigger')} htmlFor="trigger_kind">
        <Select
          id="trigger_kind"
          className={look.wide}
          value={automation.on.kind}
          options={offered.map((kind) => ({ value: kind, label: say(triggerNames[kind]) }))}
          onChange={(kind: TriggerKind) => {
            const on = newTrigger(app, entity, kind, start);
            if (on) set(on);
          }}
        />
      </Property>
      <TriggerSettings editing={editing} set={set} />
      {automation.on.kind !== 'since' && <PlaceFaults faults={faults} path={`${path}.on`} />}
      <Property label={t('automate.onlyIf')} help={t('automate.onlyIfHelp')}>
        <ConditionBuilder
          key={automation.key}
          fields={ruleFields(app, entity)}
          rule={automation.when}
          currency={app.currency}
          label={t('automate.onlyIf')}
          onChange={(when) => draft.set(updateAutomation(app, automation.key, { when }))}
        />
        <PlaceFaults faults={faults} path={`${path}.when`} />
      </Property>
    </Panel>
  );
}
