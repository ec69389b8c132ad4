import { CloseCircleFilled } from '@ant-design/icons';
import type { SelectProps } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { useText } from '../../text/language.ts';
import type { InputProps } from './input.ts';

/** The sign that empties an input. It is for pointers, and keys have their own way: Tab goes on to the next field, not to it. */
export function ClearSign() {
  const { t } = useText();
  const sign = useRef<HTMLSpanElement>(null);
  const words = t('form.clear');
  useLayoutEffect(() => {
    // The button around it is the library's, which takes neither.
    const button = sign.current?.closest('button');
    button?.setAttribute('tabindex', '-1');
    button?.setAttribute('aria-label', words);
  }, [words]);
  return <CloseCircleFilled ref={sign} />;
}

/**
 * How a select of one value is emptied: by its sign, and by Delete or Backspace where nothing is typed. One that is open from the start is kept by what
 * is done with it, which a Backspace too many must not do; nor one that is held to take away what was typed.
 */
export function emptied({
  value,
  opened,
  onChange,
}: Pick<InputProps, 'value' | 'opened' | 'onChange'>): Pick<SelectProps, 'allowClear' | 'onInputKeyDown'> {
  return {
    allowClear: { clearIcon: <ClearSign /> },
    onInputKeyDown: ({ key, repeat, currentTarget }) => {
      const filled = value !== null && value !== undefined;
      if (filled && !repeat && currentTarget.value === '' && (key === 'Delete' || (key === 'Backspace' && !opened))) onChange(null);
    },
  };
}
