import type { Entity, Fault, RecordJson } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import type { FormValues } from '@pipewright/ui';

/** What is being typed: the values with the names of what they refer to, and the record they began with. */
export interface RecordDraft {
  readonly values: FormValues;
  readonly names: Readonly<Record<string, string>>;
  readonly base: RecordJson;
  /** The one value that is under edit where it stands; undefined where the whole form is. */
  readonly field?: string | undefined;
}

/** The draft that a record is edited with, from the whole form or from one value on. */
export function draftOf(entity: Entity, record: RecordJson, field?: string): RecordDraft {
  const keys = entity.form.flatMap((section) => section.fields);
  const values = Object.fromEntries(keys.map((key) => [key, record[key] ?? null])) as FormValues;
  const named = Object.entries(record.$names ?? {}).filter((each): each is [string, string] => each[1] !== null);
  return { values, names: Object.fromEntries(named), base: record, field };
}

/** What of a draft differs from the record it began with. */
export function changedIn({ values, base }: Pick<RecordDraft, 'values' | 'base'>): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !sameValue(value, base[key])));
}

/** The draft after a part of it was saved: it begins with what was saved now, and what was typed since stays. */
export function savedIn(entity: Entity, draft: RecordDraft, sent: FormValues, saved: RecordJson): RecordDraft {
  const typed = Object.entries(changedIn(draft)).filter(([key, value]) => !(key in sent && sameValue(value, sent[key])));
  const fresh = draftOf(entity, saved, draft.field);
  return { ...fresh, values: { ...fresh.values, ...Object.fromEntries(typed) }, names: { ...draft.names, ...fresh.names } };
}

/** True where a fault can be mended only in the whole form: it lies at another value than the one under edit. */
export function liesElsewhere(entity: Entity, { field }: Pick<RecordDraft, 'field'>, faults: readonly Fault[]): boolean {
  const shown = new Set(entity.form.flatMap((section) => section.fields));
  return field !== undefined && faults.some(({ path }) => path !== field && shown.has(path));
}
