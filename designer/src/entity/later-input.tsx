import type { Field } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { InputNumber } from 'antd';
import { countIn, type Later } from './default-way.ts';

/** By how many days or months a value is later than the day it is made; before it where negative. */
export function LaterInput({
  of,
  way,
  label,
  onChange,
}: {
  /** Where the value stands. */
  of: Pick<Field, 'default'>;
  way: Later;
  label: string;
  onChange: (count: number) => void;
}) {
  const { t } = useDesignText();
  return (
    <InputNumber
      className={look.wide}
      aria-label={label}
      precision={0}
      min={-999}
      max={999}
      suffix={t(way === 'days' ? 'design.defaultDaysUnit' : 'design.defaultMonthsUnit')}
      value={countIn(of, way)}
      onChange={(count) => count !== null && onChange(count)}
    />
  );
}
