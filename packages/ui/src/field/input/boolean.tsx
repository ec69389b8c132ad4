import { Switch } from 'antd';
import type { FieldInputs } from './input.ts';

/** Yes or no. */
export const boolean: FieldInputs = {
  form: (props) => (
    <Switch
      {...(props.id ? { id: props.id } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      disabled={props.disabled ?? false}
      checked={props.value === true}
      onChange={(checked) => props.onChange(checked)}
    />
  ),
};
