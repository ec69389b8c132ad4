import { Switch } from 'antd';
import { type FieldInputs, known } from './input.ts';

/** Yes or no. */
export const boolean: FieldInputs = {
  form: (props) => (
    <Switch
      {...known(props)}
      disabled={props.disabled ?? false}
      checked={props.value === true}
      onChange={(checked) => props.onChange(checked)}
    />
  ),
};
