import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import * as look from '../../frame/look.module.css';
import { common, type FieldInputs } from './input.ts';

/** A day has its hour written out, or one of the first century would be read as one of the twentieth. */
function read(value: unknown) {
  const text = String(value ?? '');
  return text ? dayjs(new Date(text.includes('T') ? text : `${text}T00:00:00`)) : null;
}

const time = (withTime: boolean): FieldInputs => ({
  form: (props) => (
    <DatePicker
      {...common(props)}
      className={look.wide}
      // Enter takes the day that was typed; it must not send the form besides.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      showTime={withTime ? { format: 'HH:mm' } : false}
      format={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      value={read(props.value)}
      onChange={(value) => {
        const day = Array.isArray(value) ? value[0] : value;
        props.onChange(day ? (withTime ? day.toDate().toISOString() : day.format('YYYY-MM-DD')) : null);
      }}
    />
  ),
});

/** A day. */
export const date = time(false);

/** An instant. */
export const datetime = time(true);
