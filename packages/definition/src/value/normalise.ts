import type { Field } from '../model/field.ts';
import { hasTrait } from '../model/field-type.ts';

/**
 * Brings a value to its one form at the border, the same in form and server: Unicode NFC, no surrounding blanks, an empty text or list is no
 * value, and a decimal sent as a JSON number is taken by its shortest writing; one too large to be exact is left for the schema to refuse.
 */
export function normalise(field: Field, value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => (typeof each === 'string' ? text(each) : each));
  return typeof value === 'number' && hasTrait(field, 'exact') && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? plainDecimal(value) : value;
}

function text(value: string): string | null {
  const clean = value.normalize('NFC').trim();
  return clean === '' ? null : clean;
}

function plainDecimal(value: number): string {
  const written = String(value);
  return written.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : written;
}
