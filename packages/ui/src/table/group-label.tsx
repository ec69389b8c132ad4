import type { Entity, Field, RecordJson } from '@pipewright/definition';
import { isTimed } from '@pipewright/definition';
import type { Value as AnyValue } from '@pipewright/logic';
import type { ReactNode } from 'react';
import { Value } from '../field/value.tsx';
import { useText } from '../text/language.ts';
import type { Total } from './total.ts';

/** A group of a list as it is drawn. */
export interface ShownGroup {
  readonly key: string;
  /** The value that its records share, as a record has it, and what the one is called that it names; of days the month, as `2026-03`. */
  readonly value: AnyValue;
  readonly name: string | undefined;
  readonly count: number;
  /** The figures of its records, by the columns under which they stand. */
  readonly figures: ReadonlyMap<string, Total>;
  readonly open: boolean;
}

/** What the records of a group share, as people read it. */
export function GroupLabel({ field, group, currency }: { field: Field; group: ShownGroup; currency: string }): ReactNode {
  const { t, language } = useText();
  const { value, name } = group;
  if (value === null) return t('group.empty');
  if (isTimed(field)) return monthName(String(value), language);
  const record = { id: group.key, version: 1, [field.key]: value, $names: { [field.key]: name ?? null } } as unknown as RecordJson;
  return <Value field={field} record={record} currency={currency} />;
}

/** `2026-03` as `March 2026` or `2026年3月`. */
function monthName(month: string, language: string): string {
  const day = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(day);
}

/** What a list of groups is drawn from, whichever way. */
export interface GroupProps {
  readonly entity: Entity;
  readonly field: Field;
  readonly group: ShownGroup;
  readonly currency: string;
  readonly onToggle: () => void;
}
