import { Select, Switch } from 'antd';
import * as look from '../../frame/look.module.css';
import { common, type FieldInputs, known } from './input.ts';

/** Yes or no; a filter asks for one of them, where a switch would say no before it is asked. */
export const boolean: FieldInputs = {
  chosen: true,
  form: (props) => (
    <Switch
      {...known(props)}
      disabled={props.disabled ?? false}
      checked={props.value === true}
      onChange={(checked) => props.onChange(checked)}
    />
  ),
  filter:
    () =>
    (props, { t }) => (
      <Select
        {...common(props)}
        className={look.wide}
        placeholder={props.placeholder ?? t('form.choose')}
        value={(props.value as boolean | null) ?? null}
        options={[true, false].map((value) => ({ value, label: t(value ? 'value.yes' : 'value.no') }))}
        onChange={(value) => props.onChange(value)}
      />
    ),
};
