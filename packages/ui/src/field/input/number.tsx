import { formatValue } from '../faces.ts';
import { grouped } from '../grouped.ts';
import { currencySign } from '../typed-number.ts';
import type { FieldInputs, Input, InputProps } from './input.ts';
import { TypedInput } from './typed-input.tsx';

const number =
  (groups: boolean, decorate: (props: InputProps) => { prefix?: string; suffix?: string }): Input =>
  (props, { language }) => {
    const { field, currency } = props;
    const show = groups ? grouped : String;
    return (
      <TypedInput
        {...props}
        {...decorate(props)}
        groups={groups}
        show={show}
        understood={(value, text) => (show(value) === text ? undefined : formatValue(field, value, { language, currency }))}
      />
    );
  };

/** A whole number, without separators as it may be a year. */
export const integer: FieldInputs = { form: number(false, () => ({})) };

/** An exact decimal. */
export const decimal: FieldInputs = { form: number(true, () => ({})) };

/** An exact percentage. */
export const percent: FieldInputs = { form: number(true, () => ({ suffix: '%' })) };

/** Money, with the sign of its currency. */
export const money: FieldInputs = { form: number(true, ({ field, currency }) => ({ prefix: currencySign(field.currency ?? currency) })) };
