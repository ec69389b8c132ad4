import { Select } from 'antd';
import * as look from '../../frame/look.module.css';
import { ClearSign } from '../../shell/clear-sign.tsx';
import { emptied } from './emptied.tsx';
import { common, type FieldInputs, type Input, type InputProps } from './input.ts';

const select = (props: InputProps, { language, t }: Parameters<Input>[1]) => {
  const chosen = new Set([props.value].flat());
  const options = props.field.options ?? [];
  const gone = [...chosen].filter((key) => typeof key === 'string' && !options.some((option) => option.key === key));
  return {
    ...common(props),
    className: look.wide,
    placeholder: props.placeholder ?? t('form.choose'),
    allowClear: { clearIcon: <ClearSign /> },
    defaultOpen: props.opened ?? false,
    showSearch: { optionFilterProp: 'label' },
    options: [
      ...options
        .filter((option) => !option.retired || chosen.has(option.key))
        .map((option) => ({ value: option.key, label: option.name[language] })),
      // A key is never shown, not even that of an option the definition no longer has.
      ...gone.map((key) => ({ value: key as string, label: t('value.gone') })),
    ],
  };
};

const one: Input = (props, words) => (
  <Select
    {...select(props, words)}
    {...emptied(props)}
    value={(props.value as string | null) ?? null}
    onChange={(value) => props.onChange(value ?? null)}
  />
);

const several: Input = (props, words) => (
  <Select
    {...select(props, words)}
    mode="multiple"
    value={(props.value as string[] | null) ?? []}
    onChange={(value) => props.onChange(value.length > 0 ? value : null)}
  />
);

/** One of the options; a filter may look for one of several. */
export const choice: FieldInputs = { chosen: true, form: one, filter: (operator) => (operator === 'one_of' ? several : one) };

/** Several of the options; a filter looks for one at a time. */
export const choices: FieldInputs = { form: several, filter: (operator) => (operator === 'includes' ? one : several) };
