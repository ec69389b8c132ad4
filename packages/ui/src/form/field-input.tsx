import type { Field, FieldType } from '@pipewright/definition';
import { DatePicker, Input, InputNumber, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useText } from '../text/language.ts';
import { ChoiceSelect } from './choice-select.tsx';

/** What every input gets. */
export interface InputProps {
  readonly field: Field;
  readonly id?: string;
  readonly value: unknown;
  readonly name?: string | undefined;
  readonly currency: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  /** Read by screen readers where no visible label belongs to the input. */
  readonly label?: string | undefined;
  readonly onChange: (value: unknown, name?: string) => void;
}

type Render = (props: InputProps, extra: { language: 'en' | 'zh-CN'; t: (key: string) => string }) => ReactNode;

const common = ({ id, invalid, disabled, label }: InputProps) => ({
  ...(id ? { id } : {}),
  ...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
  ...(label ? { 'aria-label': label } : {}),
  disabled: disabled ?? false,
});

const line: Render = (props) => (
  <Input
    {...common(props)}
    value={(props.value as string | null) ?? ''}
    maxLength={props.field.maxLength ?? 2000}
    onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
  />
);

/** Exact: the number stays a text from the key press to the server. */
const decimal =
  (decorate: (props: InputProps) => object): Render =>
  (props) => (
    <InputNumber
      {...common(props)}
      {...decorate(props)}
      stringMode
      style={{ width: '100%' }}
      value={(props.value as string | null) ?? null}
      formatter={(value) => String(value ?? '').replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')}
      parser={(text) => (text ?? '').replace(/[,，\s]/g, '')}
      onChange={(value) => props.onChange(value === null || value === '' ? null : String(value))}
    />
  );

const choiceOptions = ({ field, value }: InputProps, language: 'en' | 'zh-CN') => {
  const chosen = new Set(Array.isArray(value) ? value : [value]);
  return (field.options ?? [])
    .filter((option) => !option.retired || chosen.has(option.key))
    .map((option) => ({ value: option.key, label: option.name[language] }));
};

const lookup: Render = (props) => (
  <ChoiceSelect
    {...common(props)}
    field={props.field}
    value={(props.value as string | null) ?? null}
    name={props.name}
    invalid={props.invalid ?? false}
    label={props.label}
    onChange={props.onChange}
  />
);

const date =
  (withTime: boolean): Render =>
  (props) => (
    <DatePicker
      {...common(props)}
      style={{ width: '100%' }}
      showTime={withTime ? { format: 'HH:mm' } : false}
      format={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      value={props.value ? dayjs(props.value as string) : null}
      onChange={(value) => {
        const day = Array.isArray(value) ? value[0] : value;
        props.onChange(day ? (withTime ? day.toDate().toISOString() : day.format('YYYY-MM-DD')) : null);
      }}
    />
  );

/** The input of each field type. */
const INPUTS: Readonly<Record<FieldType, Render>> = {
  text: line,
  email: line,
  phone: line,
  url: line,
  company_id: line,
  auto_number: (props, { t }) => (
    <Input {...common(props)} disabled value={(props.value as string | null) ?? ''} placeholder={t('form.automatic')} />
  ),
  long_text: (props) => (
    <Input.TextArea
      {...common(props)}
      autoSize={{ minRows: 3, maxRows: 12 }}
      value={(props.value as string | null) ?? ''}
      onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
    />
  ),
  integer: (props) => (
    <InputNumber
      {...common(props)}
      style={{ width: '100%' }}
      precision={0}
      value={(props.value as number | null) ?? null}
      onChange={(value) => props.onChange(value)}
    />
  ),
  decimal: decimal(() => ({})),
  money: decimal(({ field, currency }) => ({ prefix: symbol(field.currency ?? currency) })),
  percent: decimal(() => ({ suffix: '%' })),
  date: date(false),
  datetime: date(true),
  boolean: (props) => (
    <Switch
      {...(props.id ? { id: props.id } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      disabled={props.disabled ?? false}
      checked={props.value === true}
      onChange={(checked) => props.onChange(checked)}
    />
  ),
  choice: (props, { language }) => (
    <Select
      {...common(props)}
      style={{ width: '100%' }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={(props.value as string | null) ?? null}
      options={choiceOptions(props, language)}
      onChange={(value) => props.onChange(value ?? null)}
    />
  ),
  choices: (props, { language }) => (
    <Select
      {...common(props)}
      style={{ width: '100%' }}
      mode="multiple"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={(props.value as string[] | null) ?? []}
      options={choiceOptions(props, language)}
      onChange={(value) => props.onChange(value.length > 0 ? value : null)}
    />
  ),
  person: lookup,
  department: lookup,
  reference: lookup,
};

function symbol(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** The input for a field's value. */
export function FieldInput(props: InputProps) {
  const { language, t } = useText();
  return INPUTS[props.field.type](props, { language, t });
}
