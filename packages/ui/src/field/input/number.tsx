import { InputNumber } from 'antd';
import * as look from '../../frame/look.module.css';
import { common, type FieldInputs, type InputProps } from './input.ts';

// What an input method for Chinese types is read as well: １２，３４５．６.
const parser = (text: string | undefined) => (text ?? '').normalize('NFKC').replace(/[,\s]/g, '').replace('。', '.');

/** A whole number. */
export const integer: FieldInputs = {
  form: (props) => (
    <InputNumber
      {...common(props)}
      className={look.wide}
      precision={0}
      parser={(text) => parser(text) as unknown as number}
      value={(props.value as number | null) ?? null}
      onChange={(value) => props.onChange(value)}
    />
  ),
};

// Exact: the number stays a text from the key press to the server.
const exact = (decorate: (props: InputProps) => object): FieldInputs => ({
  form: (props) => (
    <InputNumber
      {...common(props)}
      {...decorate(props)}
      stringMode
      className={look.wide}
      value={(props.value as string | null) ?? null}
      formatter={(value) => String(value ?? '').replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')}
      parser={parser}
      onChange={(value) => props.onChange(value === null || value === '' ? null : String(value))}
    />
  ),
});

/** An exact decimal. */
export const decimal = exact(() => ({}));

/** An exact percentage. */
export const percent = exact(() => ({ suffix: '%' }));

/** Money, with the sign of its currency. */
export const money = exact(({ field, currency }) => ({ prefix: symbol(field.currency ?? currency) }));

function symbol(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}
