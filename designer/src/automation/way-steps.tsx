import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Case, freshKey, MOST_TIME, ruleFields, TIME_UNITS, type TimeUnit, type Wait } from '@pipewright/definition';
import { ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Flex, InputNumber, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import { DateOffset, datesOf } from './date-offset.tsx';
import { PlaceFaults } from './place-faults.tsx';
import type { StepProps } from './record-steps.tsx';

const MOST_CASES = 9;

/** The cases of a branch: the first whose condition holds is gone on with. */
export function Branch({ editing, node, path, set }: StepProps<'branch'>) {
  const { t } = useDesignText();
  const { app, faults } = editing.draft;
  const { cases } = node;
  const change = (key: string, patch: Partial<Case>) =>
    set({ cases: cases.map((each) => (each.key === key ? { ...each, ...patch } : each)) });
  const add = () => {
    const key = freshKey(
      cases.map((each) => each.key),
      'case',
    );
    const n = Number(key.slice('case_'.length));
    set({ cases: [...cases, { key, name: { en: `Case ${n}`, 'zh-CN': `情况 ${n}` }, when: cases[0]?.when ?? true }] });
  };
  return (
    <Flex vertical gap={8}>
      {cases.map((each, i) => (
        <Panel key={each.key} size="small">
          <Property label={t('automate.caseName')} htmlFor={`${path}.${each.key}`}>
            <LabelInput id={`${path}.${each.key}`} value={each.name} onChange={(name) => change(each.key, { name })} />
          </Property>
          <Property label={t('automate.caseWhen')}>
            <ConditionBuilder
              key={each.key}
              fields={ruleFields(app, editing.entity)}
              rule={each.when}
              currency={app.currency}
              label={`${t('automate.caseWhen')} ${i + 1}`}
              onChange={(rule) => change(each.key, { when: rule ?? true })}
            />
          </Property>
          <PlaceFaults faults={faults} path={`${path}.cases.${i}`} />
          {cases.length > 1 && (
            <Button
              type="text"
              danger
              icon={<DeleteOutlined />}
              onClick={() => set({ cases: cases.filter(({ key }) => key !== each.key) })}
            >
              {t('automate.caseRemove')}
            </Button>
          )}
        </Panel>
      ))}
      <div>
        <Button icon={<PlusOutlined />} disabled={cases.length >= MOST_CASES} onClick={add}>
          {t('automate.caseAdd')}
        </Button>
      </div>
    </Flex>
  );
}

/** What a run waits for: a time, a date of the record, or that something holds. */
export function WaitFor({ editing, node, path, set }: StepProps<'wait'>) {
  const { t } = useDesignText();
  const { draft, entity } = editing;
  const { for: waits } = node;
  const [date] = datesOf(entity);
  const first: Readonly<Record<Wait['kind'], Wait | undefined>> = {
    time: { kind: 'time', after: 1, unit: 'workdays' },
    date: date && { kind: 'date', field: date.key, offset: 0, unit: 'days', at: '09:00' },
    rule: { kind: 'rule', when: true, after: 5, unit: 'workdays' },
  };
  const kinds = (['time', 'date', 'rule'] as const).filter((kind) => first[kind]);
  const change = (next: Wait | undefined) => next && set({ for: next });
  return (
    <>
      <Property label={t('automate.waitFor')} htmlFor={`${path}.for`}>
        <Select
          id={`${path}.for`}
          className={look.wide}
          value={waits.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`wait.${kind}`) }))}
          onChange={(kind) => change(first[kind])}
        />
      </Property>
      {waits.kind === 'date' && <DateOffset id={`${path}.date`} entity={entity} value={waits} onChange={change} />}
      {waits.kind === 'rule' && (
        <Property label={t('automate.waitUntil')}>
          <ConditionBuilder
            fields={ruleFields(draft.app, entity)}
            rule={waits.when === true ? undefined : waits.when}
            currency={draft.app.currency}
            label={t('automate.waitUntil')}
            onChange={(rule) => change({ ...waits, when: rule ?? true })}
          />
        </Property>
      )}
      {waits.kind !== 'date' && (
        <Time
          label={t(waits.kind === 'rule' ? 'automate.waitMost' : 'automate.waitLong')}
          id={`${path}.after`}
          value={waits}
          onChange={change}
        />
      )}
      <PlaceFaults faults={draft.faults} path={`${path}.for`} />
    </>
  );
}

type Timed = Extract<Wait, { after: number }>;

function Time({ label, id, value, onChange }: { label: string; id: string; value: Timed; onChange: (value: Timed) => void }) {
  const { t } = useDesignText();
  return (
    <Property label={label} htmlFor={id}>
      <Flex gap={8} wrap>
        <InputNumber
          id={id}
          min={1}
          max={MOST_TIME}
          precision={0}
          value={value.after}
          onChange={(after) => after && onChange({ ...value, after })}
        />
        <Select
          aria-label={t('automate.unit')}
          className={look.roomy}
          value={value.unit}
          options={TIME_UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
          onChange={(unit: TimeUnit) => onChange({ ...value, unit })}
        />
      </Flex>
    </Property>
  );
}
