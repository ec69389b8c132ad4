import type { Rule } from './rule.ts';
import { isDate, isDecimal, isInstant, type ValueType } from './value-type.ts';

/** The type a plain value has by itself; undefined for what is empty or a list. */
export function naturalType(rule: Rule): ValueType | undefined {
  if (typeof rule === 'string') return 'text';
  if (typeof rule === 'number') return 'number';
  return typeof rule === 'boolean' ? 'boolean' : undefined;
}

/** True for each type of a plain value that is one of its values. */
export const LITERALS: Readonly<Record<ValueType, (value: string | number | boolean) => boolean>> = {
  text: (v) => typeof v === 'string',
  number: (v) => (typeof v === 'number' ? Number.isFinite(v) && Math.abs(v) < 1e21 : typeof v === 'string' && isDecimal(v)),
  boolean: (v) => typeof v === 'boolean',
  date: (v) => typeof v === 'string' && isDate(v),
  datetime: (v) => typeof v === 'string' && isInstant(v),
  list: () => false,
};
