import { ChoiceSelect } from './choice-select.tsx';
import { common, type FieldInputs } from './input.ts';

/** Something that goes by a name. */
export const named: FieldInputs = {
  form: (props) => (
    <ChoiceSelect
      {...common(props)}
      field={props.field}
      value={(props.value as string | null) ?? null}
      name={props.name}
      invalid={props.invalid ?? false}
      label={props.label}
      onChange={props.onChange}
    />
  ),
};
