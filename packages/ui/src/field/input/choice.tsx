import type { Language } from '@pipewright/definition';
import { Select } from 'antd';
import * as look from '../../frame/look.module.css';
import { common, type FieldInputs, type Input, type InputProps } from './input.ts';

const select = (props: InputProps, language: Language) => {
  const chosen = new Set(Array.isArray(props.value) ? props.value : [props.value]);
  return {
    ...common(props),
    className: look.wide,
    allowClear: true,
    showSearch: { optionFilterProp: 'label' },
    options: (props.field.options ?? [])
      .filter((option) => !option.retired || chosen.has(option.key))
      .map((option) => ({ value: option.key, label: option.name[language] })),
  };
};

const one: Input = (props, { language }) => (
  <Select {...select(props, language)} value={(props.value as string | null) ?? null} onChange={(value) => props.onChange(value ?? null)} />
);

const several: Input = (props, { language }) => (
  <Select
    {...select(props, language)}
    mode="multiple"
    value={(props.value as string[] | null) ?? []}
    onChange={(value) => props.onChange(value.length > 0 ? value : null)}
  />
);

/** One of the options; a filter may look for one of several. */
export const choice: FieldInputs = { form: one, filter: (operator) => (operator === 'one_of' ? several : one) };

/** Several of the options; a filter looks for one at a time. */
export const choices: FieldInputs = { form: several, filter: (operator) => (operator === 'includes' ? one : several) };
