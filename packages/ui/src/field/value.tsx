import type { Field, RecordJson } from '@pipewright/definition';
import type { ReactNode } from 'react';
import { useText } from '../text/language.ts';
import { faces } from './faces.ts';

/** A field's value on screen; an empty one as a dash. */
export function Value({ field, record, currency }: { field: Field; record: RecordJson; currency: string }): ReactNode {
  const { language, t } = useText();
  const value = record[field.key];
  if (value === null || value === undefined) return '–';
  const { format, show } = faces[field.type];
  return show({
    field,
    value,
    text: format(value, field, { language, currency }),
    name: record.$names?.[field.key] ?? undefined,
    language,
    t,
  });
}
