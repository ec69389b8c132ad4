import {
  type DuplicateRule,
  duplicateFields,
  type Entity,
  type Field,
  fieldTypes,
  foldedText,
  isFolded,
  isUnfinished,
} from '@pipewright/definition';
import { type Facts, sameValue, type Value } from '@pipewright/logic';

/**
 * What a record shares with its duplicates by a rule; null where a field of the rule is empty, or the record is closed: then it has none.
 */
export function duplicateKey(entity: Entity, rule: DuplicateRule, values: Facts): string | null {
  const fields = !entity.process || isUnfinished(values.status) ? duplicateFields(entity, rule) : undefined;
  const parts = fields?.map((field) => partOf(field, values[field.key]));
  return parts?.every((part) => part !== null) ? JSON.stringify(parts) : null;
}

/**
 * The rules by which a record may come to have duplicates by a write, each with what it shares with them. What it shared before it does not come to share:
 * duplicates from before the rule was there are nobody's fault.
 * @param before null for a record that was not there, or was deleted
 */
export function newDuplicateKeys(
  entity: Entity,
  before: Facts | null,
  after: Facts,
): readonly { readonly rule: DuplicateRule; readonly key: string }[] {
  return (entity.duplicates ?? []).flatMap((rule) => {
    const key = duplicateKey(entity, rule, after);
    return key === null || (before && duplicateKey(entity, rule, before) === key) ? [] : [{ rule, key }];
  });
}

/** A value in one form, whatever way it is written; null for none. */
function partOf(field: Field, value: Value | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (isFolded(field)) return foldedText(String(value)) || null;
  if (fieldTypes[field.type].value === 'datetime') return new Date(String(value)).toISOString();
  if (typeof value === 'number' || /^-?\d+\.\d+$/.test(String(value))) return plain(String(value));
  return String(value);
}

/** A decimal by its shortest writing. */
function plain(value: string): string {
  const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return sameValue(short, '-0') ? '0' : short;
}
