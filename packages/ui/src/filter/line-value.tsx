import type { Field } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { FieldInput } from '../field/input/field-input.tsx';
import { type Operator, SHAPES } from '../field/operator.ts';
import { useText } from '../text/language.ts';
import { useBuilding } from './building.ts';
import * as css from './condition.module.css';
import { DaysInput } from './days-input.tsx';
import { OperandInput } from './operand-input.tsx';

/** What a line is compared with, asked for in the shape of its comparison. */
export function LineValue({
  field,
  operator,
  value,
  onChange,
}: {
  field: Field;
  operator: Operator;
  value: Rule;
  onChange: (value: Rule) => void;
}) {
  const { t } = useText();
  const { currency } = useBuilding();
  switch (SHAPES[operator]) {
    case 'none':
      return null;
    case 'days':
      return (
        <DaysInput
          className={css.days}
          suffix={t('filter.days')}
          value={value as number | null}
          onChange={(days) => onChange(days ?? null)}
        />
      );
    case 'several':
      return (
        <div className={css.value}>
          <FieldInput
            {...{ field, operator, value, currency, label: t('filter.value') }}
            onChange={(next) => onChange((next ?? null) as Rule)}
          />
        </div>
      );
    case 'pair': {
      const [from = null, to = null] = Array.isArray(value) ? (value as readonly Rule[]) : [];
      return (
        <div className={css.pair}>
          <OperandInput {...{ field, operator, label: t('filter.from'), value: from }} onChange={(next) => onChange([next, to])} />
          <span>{t('filter.and')}</span>
          <OperandInput {...{ field, operator, label: t('filter.to'), value: to }} onChange={(next) => onChange([from, next])} />
        </div>
      );
    }
    case 'one':
      return <OperandInput {...{ field, operator, label: t('filter.value'), value, onChange }} />;
  }
}
