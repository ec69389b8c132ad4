import { useEffect, useRef } from 'react';
import { FileBox } from '../../files/file-box.tsx';
import type { FieldInputs, InputProps } from './input.ts';

const idsIn = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

function FileInput({ value, onChange, ...props }: InputProps) {
  // Uploads end when they end: each adds to what is there by then, not to what was there when it began.
  const latest = useRef(idsIn(value));
  useEffect(() => {
    latest.current = idsIn(value);
  }, [value]);
  const set = (ids: readonly string[]) => {
    latest.current = [...ids];
    onChange(ids.length > 0 ? ids : null);
  };
  return (
    <FileBox
      {...props}
      ids={idsIn(value)}
      onAdd={(file) => set([...latest.current, file.id])}
      onRemove={(file) => set(latest.current.filter((each) => each !== file.id))}
    />
  );
}

/** Files, sent as they are chosen and kept with the record when it is saved. */
export const file: FieldInputs = { form: (props) => <FileInput {...props} /> };
