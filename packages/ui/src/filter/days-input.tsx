import type { Field } from '@pipewright/definition';
import { useState } from 'react';
import { TypedInput } from '../field/input/typed-input.tsx';
import { useText } from '../text/language.ts';

const MOST = 3650;

/** A number of days. While what is typed is none it is kept here, and the number told is undefined. */
export function DaysInput({
  value,
  className,
  suffix,
  onChange,
}: {
  value: number | null;
  className: string | undefined;
  suffix?: string;
  onChange: (days: number | null | undefined) => void;
}) {
  const { t } = useText();
  const [text, setText] = useState<string>();
  const label = t('filter.daysInput');
  const field: Field = { key: 'days', type: 'integer', name: { en: label, 'zh-CN': label }, min: 0, max: MOST };
  return (
    <div className={className}>
      <TypedInput
        field={field}
        label={label}
        currency=""
        value={text ?? value}
        show={String}
        understood={() => undefined}
        suffix={suffix}
        onChange={(next) => {
          setText(typeof next === 'string' ? next : undefined);
          onChange(typeof next === 'string' ? undefined : (next as number | null));
        }}
      />
    </div>
  );
}
