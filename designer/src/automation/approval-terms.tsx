import {
  APPROVAL_LAPSES,
  APPROVAL_MODES,
  APPROVER_ACTS,
  type Deadline,
  fieldsOf,
  isDerived,
  MOST_TIME,
  TIME_UNITS,
  type TimeUnit,
} from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Checkbox, Flex, InputNumber, Select } from 'antd';
import { Property } from '../kit/property.tsx';
import { PlaceFaults } from './place-faults.tsx';
import type { StepProps } from './record-steps.tsx';

const HALF = 50;
const FIRST: Deadline = { after: 2, unit: 'workdays', lapse: 'remind' };

/** How many have to agree, what approvers may do besides, what their decision is bound to, and how long it may take. */
export function ApprovalTerms(props: StepProps<'approve'>) {
  const { editing, node, path, set } = props;
  const { t, say } = useDesignText();
  const { faults } = editing.draft;
  const bindable = fieldsOf(editing.entity).filter((field) => !field.retired && !isDerived(field));
  return (
    <>
      <Property label={t('approve.mode')} htmlFor={`${path}.mode`}>
        <Flex gap={8} wrap>
          <Select
            id={`${path}.mode`}
            className={look.roomy}
            popupMatchSelectWidth={false}
            value={node.mode}
            options={APPROVAL_MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
            onChange={(mode) => set({ mode, percent: mode === 'share' ? (node.percent ?? HALF) : undefined })}
          />
          {node.mode === 'share' && (
            <InputNumber
              aria-label={t('property.percent')}
              min={1}
              max={100}
              precision={0}
              suffix="%"
              value={node.percent ?? HALF}
              onChange={(percent) => percent && set({ percent })}
            />
          )}
        </Flex>
        <PlaceFaults faults={faults} path={`${path}.percent`} />
      </Property>
      <Property label={t('property.allows')}>
        <Checkbox.Group
          value={node.allows ?? []}
          options={APPROVER_ACTS.map((act) => ({ value: act, label: t(`allow.${act}`) }))}
          onChange={(allows) => set({ allows: allows.length > 0 ? allows : undefined })}
        />
      </Property>
      <Property label={t('approve.binds')} htmlFor={`${path}.binds`} help={t('approve.bindsHelp')}>
        <Select
          id={`${path}.binds`}
          mode="multiple"
          className={look.wide}
          placeholder={t('approve.bindsAll')}
          value={node.binds ?? []}
          options={bindable.map((field) => ({ value: field.key, label: say(field.name) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(binds: string[]) => set({ binds: binds.length > 0 ? binds : undefined })}
        />
        <PlaceFaults faults={faults} path={`${path}.binds`} />
      </Property>
      <Flex vertical gap={4}>
        <Checkbox checked={node.unlocked === true} onChange={({ target }) => set({ unlocked: target.checked || undefined })}>
          {t('approve.unlocked')}
        </Checkbox>
        <Checkbox checked={node.own === true} onChange={({ target }) => set({ own: target.checked || undefined })}>
          {t('approve.own')}
        </Checkbox>
        <Checkbox checked={node.deadline !== undefined} onChange={({ target }) => set({ deadline: target.checked ? FIRST : undefined })}>
          {t('approve.deadline')}
        </Checkbox>
      </Flex>
      {node.deadline && <InTime {...props} deadline={node.deadline} />}
    </>
  );
}

function InTime({ path, set, deadline }: StepProps<'approve'> & { deadline: Deadline }) {
  const { t } = useDesignText();
  const change = (patch: Partial<Deadline>) => set({ deadline: { ...deadline, ...patch } });
  return (
    <>
      <Property label={t('property.deadline')} htmlFor={`${path}.deadline`}>
        <Flex gap={8} wrap>
          <InputNumber
            id={`${path}.deadline`}
            min={1}
            max={MOST_TIME}
            precision={0}
            value={deadline.after}
            onChange={(after) => after && change({ after })}
          />
          <Select
            aria-label={t('automate.unit')}
            className={look.roomy}
            value={deadline.unit}
            options={TIME_UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
            onChange={(unit: TimeUnit) => change({ unit })}
          />
        </Flex>
      </Property>
      <Property label={t('approve.then')} htmlFor={`${path}.then`}>
        <Select
          id={`${path}.then`}
          className={look.wide}
          value={deadline.lapse}
          options={APPROVAL_LAPSES.map((lapse) => ({ value: lapse, label: t(`lapse.${lapse}`) }))}
          onChange={(lapse) => change({ lapse })}
        />
      </Property>
    </>
  );
}
