import { Input } from 'antd';
import { useEffect, useState } from 'react';
import * as css from './clock-input.module.css';
import { readClock } from './read-clock.ts';

/** A reading of the clock to type; what is no reading stays where it is, marked, until it is one. */
export function ClockInput({
  label,
  value,
  amiss,
  onChange,
}: {
  label: string;
  value: string;
  /** True where it does not go with the others. */
  amiss: boolean;
  onChange: (reading: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const read = readClock(text);
  const leave = () => {
    if (!read) return;
    setText(read);
    if (read !== value) onChange(read);
  };
  return (
    <Input
      className={css.clock as string}
      aria-label={label}
      aria-invalid={!read || amiss}
      inputMode="numeric"
      maxLength={8}
      value={text}
      status={read && !amiss ? '' : 'error'}
      onChange={(event) => setText(event.target.value)}
      onBlur={leave}
      onPressEnter={leave}
    />
  );
}
