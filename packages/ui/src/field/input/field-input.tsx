import { useText } from '../../text/language.ts';
import type { Operator } from '../operator.ts';
import type { InputProps } from './input.ts';
import { inputs } from './inputs.ts';

/** The input for a field's value: in a form, or in a line of a filter with an operator. */
export function FieldInput({ operator, ...props }: InputProps & { readonly operator?: Operator }) {
  const { language, t } = useText();
  const { form, filter } = inputs[props.field.type];
  const input = (operator && filter?.(operator)) ?? form;
  // A filter asks for what is there.
  return input({ ...props, makes: operator === undefined }, { language, t });
}
