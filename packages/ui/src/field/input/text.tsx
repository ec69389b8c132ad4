import { Input } from 'antd';
import { common, type FieldInputs, type InputProps, type Input as Typed } from './input.ts';

const written = ({ value, onChange }: InputProps) => ({
  value: (value as string | null) ?? '',
  onChange: (event: { target: { value: string } }) => onChange(event.target.value === '' ? null : event.target.value),
});

const line: Typed = (props) => <Input {...common(props)} {...written(props)} maxLength={props.field.maxLength ?? 2000} />;

/** A text of one line. */
export const text: FieldInputs = { form: line };

/** A text of several lines, found by a part of it. */
export const longText: FieldInputs = {
  form: (props) => <Input.TextArea {...common(props)} {...written(props)} autoSize={{ minRows: 3, maxRows: 12 }} />,
  filter: () => line,
};

/** A text that the system writes, found like any other. */
export const automatic: FieldInputs = {
  form: (props, { t }) => (
    <Input {...common(props)} disabled value={(props.value as string | null) ?? ''} placeholder={t('form.automatic')} />
  ),
  filter: () => line,
};
