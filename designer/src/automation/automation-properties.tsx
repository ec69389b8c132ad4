import { CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { type Automation, calendarsOf, copyAutomation, freshKey, removeAutomation, updateAutomation } from '@pipewright/definition';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Checkbox, Flex, InputNumber, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Editing } from './editing.ts';
import { PlaceFaults } from './place-faults.tsx';

const EMPTY = { en: '', 'zh-CN': '' };

/** What an automation is called, how often and by which calendar it goes, and in which phase it is brought in. */
export function AutomationProperties({ editing, go }: { editing: Editing; go: (place: string) => void }) {
  const { t, say } = useDesignText();
  const { draft, automation, path } = editing;
  const set = (
    patch:
      | Partial<Pick<Automation, 'name' | 'note'>>
      | { [Name in 'note' | 'once' | 'calendar' | 'phase' | 'off']?: Automation[Name] | undefined },
  ) => draft.set(updateAutomation(draft.app, automation.key, patch));
  const copy = () => {
    const key = freshKey([...draft.taken('automations')], automation.key.slice(0, 30));
    const name = { en: `${automation.name.en} (2)`, 'zh-CN': `${automation.name['zh-CN']}（2）` };
    draft.set(copyAutomation(draft.app, automation.key, { key, name }));
    go(`automation/${key}`);
  };
  const remove = () => {
    draft.set(removeAutomation(draft.app, automation.key));
    go('automations');
  };
  return (
    <Panel title={t('automate.properties')}>
      <Property label={t('design.name')} htmlFor="automation_name">
        <LabelInput id="automation_name" value={automation.name} onChange={(name) => set({ name })} />
      </Property>
      <Property label={t('automate.note')} htmlFor="automation_note">
        {automation.note ? (
          <>
            <LabelInput id="automation_note" value={automation.note} onChange={(note) => set({ note })} />
            <Button type="link" size="small" onClick={() => set({ note: undefined })}>
              {t('automate.noteRemove')}
            </Button>
          </>
        ) : (
          <Button id="automation_note" size="small" onClick={() => set({ note: EMPTY })}>
            {t('automate.noteAdd')}
          </Button>
        )}
      </Property>
      <Property label={t('automate.calendar')} htmlFor="automation_calendar">
        <Select
          id="automation_calendar"
          className={look.wide}
          value={automation.calendar ?? ''}
          options={[
            { value: '', label: t('automate.calendarMain') },
            ...calendarsOf(draft.app).map(({ key, name }) => ({ value: key, label: say(name) })),
          ]}
          onChange={(calendar) => set({ calendar: calendar || undefined })}
        />
        <PlaceFaults faults={draft.faults} path={`${path}.calendar`} />
      </Property>
      <Property label={t('automate.phase')} htmlFor="automation_phase" help={t('automate.phaseHelp')}>
        <InputNumber
          id="automation_phase"
          min={1}
          max={9}
          precision={0}
          value={automation.phase ?? null}
          onChange={(phase) => set({ phase: phase ?? undefined })}
        />
      </Property>
      <Flex vertical gap={8} className={look.note}>
        <Checkbox checked={automation.once === 'record'} onChange={({ target }) => set({ once: target.checked ? 'record' : undefined })}>
          {t('automate.once')}
        </Checkbox>
        <Checkbox checked={automation.off === true} onChange={({ target }) => set({ off: target.checked ? true : undefined })}>
          {t('automate.offAtFirst')}
        </Checkbox>
      </Flex>
      <Flex gap={8} wrap>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {t('automate.copy')}
        </Button>
        <Button danger icon={<DeleteOutlined />} onClick={remove}>
          {t('automate.remove')}
        </Button>
      </Flex>
    </Panel>
  );
}
