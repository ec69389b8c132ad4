import { DeleteOutlined } from '@ant-design/icons';
import type { Rule } from '@pipewright/logic';
import { Button, Select } from 'antd';
import type { MouseEvent } from 'react';
import { type RuleProps, useRule } from 'react-querybuilder';
import { operatorsFor } from '../field/faces.ts';
import type { Operator } from '../field/operator.ts';
import { useText } from '../text/language.ts';
import { useBuilding } from './building.ts';
import * as css from './condition.module.css';
import { LineValue } from './line-value.tsx';
import { operatorWord } from './operator-words.ts';

/** A line of a condition: field, comparison, and what it is compared with. */
export function ConditionLineRow(props: RuleProps) {
  const { t, say } = useText();
  const { fields } = useBuilding();
  const { rule, path, onChangeField, onChangeOperator, onChangeValue, removeRule } = useRule(props);
  const field = fields.find((each) => each.key === rule.field);
  if (!field) return null;
  const remove = (event: MouseEvent<HTMLElement>) => {
    // The button is gone with its line; whoever came by keyboard goes on at the group.
    event.currentTarget.closest('[data-conditions]')?.querySelector<HTMLElement>(':scope > [data-more] button')?.focus();
    removeRule(event);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line
    <div role="group" aria-label={t('filter.line', { n: (path.at(-1) ?? 0) + 1 })} className={css.line}>
      <div className={css.inputs}>
        <Select
          aria-label={t('filter.field')}
          className={css.field}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          value={field.key}
          options={fields.map((each) => ({ value: each.key, label: say(each.name) }))}
          onChange={(key: string) => onChangeField(key)}
        />
        <Select
          aria-label={t('filter.operator')}
          className={css.operator}
          popupMatchSelectWidth={false}
          value={rule.operator as Operator}
          options={operatorsFor(field).map((each) => ({ value: each, label: operatorWord(field, each, t) }))}
          onChange={(operator: Operator) => onChangeOperator(operator)}
        />
        <LineValue field={field} operator={rule.operator as Operator} value={rule.value as Rule} onChange={onChangeValue} />
      </div>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('filter.remove')} onClick={remove} />
    </div>
  );
}
