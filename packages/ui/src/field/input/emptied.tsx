import type { SelectProps } from 'antd';
import { ClearSign } from '../../shell/clear-sign.tsx';
import type { InputProps } from './input.ts';

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
