import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { Button, Flex, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { operatorsFor } from '../field/faces.ts';
import { FieldInput } from '../field/input/field-input.tsx';
import type { Operator } from '../field/operator.ts';
import { useText } from '../text/language.ts';
import { type Condition, type ConditionGroup, fromRule, needsNoValue, toRule } from './condition.ts';
import * as css from './filter.module.css';

/** What a condition is built from and where it goes. */
export interface FilterBuilderProps {
  readonly fields: readonly Field[];
  readonly rule: Rule | undefined;
  readonly currency: string;
  readonly onChange: (rule: Rule | undefined) => void;
}

/** Builds a condition by clicking: field, operator, value, as many lines as wanted. */
export function FilterBuilder({ fields, rule, currency, onChange }: FilterBuilderProps) {
  const { t, say } = useText();
  const [group, setGroup] = useState<ConditionGroup | undefined>(() => fromRule(rule, fields));
  const [names, setNames] = useState<Record<string, string>>({});
  if (!group) {
    return (
      <Flex vertical gap={8} align="start">
        <span>{t('filter.tooRich')}</span>
        <Button onClick={() => setGroup({ match: 'all', conditions: [] })}>{t('filter.startAnew')}</Button>
      </Flex>
    );
  }
  const change = (next: ConditionGroup) => {
    setGroup(next);
    onChange(toRule(next));
  };
  const set = (index: number, patch: Partial<Condition>) =>
    change({ ...group, conditions: group.conditions.map((each, i) => (i === index ? { ...each, ...patch } : each)) });
  const add = () => {
    const field = fields[0];
    const operator = field ? operatorsFor(field)[0] : undefined;
    if (field && operator) change({ ...group, conditions: [...group.conditions, { field: field.key, operator, value: null }] });
  };
  return (
    <Flex vertical gap={8}>
      {group.conditions.length > 1 && (
        <Segmented
          value={group.match}
          onChange={(match) => change({ ...group, match: match as ConditionGroup['match'] })}
          options={[
            { value: 'all', label: t('filter.all') },
            { value: 'any', label: t('filter.any') },
          ]}
          className={css.start}
        />
      )}
      {group.conditions.map((condition, i) => {
        const field = fields.find((each) => each.key === condition.field);
        if (!field) return null;
        return (
          <Flex key={i} gap={8} wrap align="center">
            <Select
              aria-label={t('filter.field')}
              className={css.field}
              showSearch={{ optionFilterProp: 'label' }}
              value={condition.field}
              options={fields.map((each) => ({ value: each.key, label: say(each.name) }))}
              onChange={(key) => {
                const next = fields.find((each) => each.key === key);
                set(i, { field: key, operator: (next && operatorsFor(next)[0]) ?? 'is', value: null });
              }}
            />
            <Select
              aria-label={t('filter.operator')}
              className={css.operator}
              value={condition.operator}
              options={operatorsFor(field).map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
              onChange={(operator: Operator) =>
                set(i, {
                  operator,
                  value: condition.operator === 'one_of' || operator === 'one_of' || needsNoValue(operator) ? null : condition.value,
                })
              }
            />
            <div className={css.value}>
              <ConditionValue
                condition={condition}
                field={field}
                currency={currency}
                name={names[String(condition.value)]}
                label={t('filter.value')}
                onName={(id, name) => setNames({ ...names, [id]: name })}
                onChange={(value) => set(i, { value })}
              />
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('filter.remove')}
              onClick={() => change({ ...group, conditions: group.conditions.filter((_, j) => j !== i) })}
            />
          </Flex>
        );
      })}
      <Button icon={<PlusOutlined />} onClick={add} className={css.start}>
        {t('filter.add')}
      </Button>
    </Flex>
  );
}

function ConditionValue({
  condition,
  field,
  currency,
  name,
  label,
  onName,
  onChange,
}: {
  condition: Condition;
  field: Field;
  currency: string;
  name: string | undefined;
  label: string;
  onName: (id: string, name: string) => void;
  onChange: (value: Rule) => void;
}) {
  const { operator, value } = condition;
  if (needsNoValue(operator)) return null;
  if (operator === 'within_days')
    return <InputNumber aria-label={label} min={0} max={3650} value={value as number | null} onChange={(next) => onChange(next)} />;
  return (
    <FieldInput
      field={field}
      operator={operator}
      value={value}
      currency={currency}
      name={name}
      label={label}
      onChange={(next, title) => {
        if (title && typeof next === 'string') onName(next, title);
        onChange((next ?? null) as Rule);
      }}
    />
  );
}
