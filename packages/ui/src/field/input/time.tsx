import { CalendarOutlined } from '@ant-design/icons';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState } from 'react';
import { useText } from '../../text/language.ts';
import { momentAt, momentText } from '../../text/moment.ts';
import { formatValue } from '../faces.ts';
import { weekdayName } from '../typed.ts';
import type { FieldInputs, InputProps } from './input.ts';
import * as css from './typed-input.module.css';
import { TypedInput } from './typed-input.tsx';

/** A day has its hour written out, or one of the first century would be read as one of the twentieth. */
function read(given: unknown) {
  const value = typeof given === 'string' && given.includes('T') ? momentText(given).replace(' ', 'T') : given;
  const day = dayjs(new Date(typeof value === 'string' ? (value.includes('T') ? value : `${value}T00:00:00`) : Number.NaN));
  return day.isValid() ? day : null;
}

/** A day or a moment: typed, or chosen from a calendar that opens beside the field and makes way once one types. */
function TimeInput({ withTime, ...props }: InputProps & { readonly withTime: boolean }) {
  const { language, t } = useText();
  const { field, currency, value, disabled } = props;
  // Undefined until the calendar is asked for, as most never are.
  const [open, setOpen] = useState<boolean>();
  const box = useRef<HTMLDivElement>(null);
  const say = (stored: string) => formatValue(field, stored, { language, currency });
  const close = () => {
    setOpen(false);
    box.current?.querySelector<HTMLInputElement>('input')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the field inside has opened
    <div
      ref={box}
      className={css.typed}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <TypedInput
        {...props}
        clearable
        keepsEnter
        placeholder={t(withTime ? 'form.chooseMoment' : 'form.chooseDay')}
        show={(stored) => (stored ? say(stored) : '')}
        understood={(stored) => `${say(stored)} ${weekdayName(say(stored).slice(0, 10), language)}`}
        onPress={() => disabled || setOpen(true)}
        onType={() => open && setOpen(false)}
        suffix={
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            disabled={disabled ?? false}
            icon={<CalendarOutlined />}
            aria-label={t('form.calendar')}
            onClick={(event) => {
              event.stopPropagation();
              setOpen(!open);
            }}
          />
        }
      />
      {open !== undefined && (
        <div className={css.calendar} aria-hidden="true">
          <DatePicker
            open={open}
            inputReadOnly
            tabIndex={-1}
            className={css.anchor}
            showTime={withTime ? { format: 'HH:mm' } : false}
            value={read(value)}
            onOpenChange={setOpen}
            onChange={(chosen) => {
              const day = Array.isArray(chosen) ? chosen[0] : chosen;
              props.onChange(day ? (withTime ? (momentAt(day.format('YYYY-MM-DDTHH:mm')) ?? null) : day.format('YYYY-MM-DD')) : null);
              close();
            }}
          />
        </div>
      )}
    </div>
  );
}

const time = (withTime: boolean): FieldInputs => ({ form: (props) => <TimeInput {...props} withTime={withTime} /> });

/** A day. */
export const date = time(false);

/** An instant. */
export const datetime = time(true);
