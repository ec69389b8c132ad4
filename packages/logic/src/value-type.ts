/** The kinds of value a rule can speak of. `list` is a list of texts; numbers are exact decimals. */
export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'list';

/** A value as it travels: decimals and ids as strings, dates as `YYYY-MM-DD`, instants as ISO 8601 in UTC, empty as null. */
export type Value = null | string | number | boolean | readonly string[];

/** The names a rule may use and the type of each. */
export type Vocabulary = Readonly<Record<string, ValueType>>;

/** Values by name, as a rule reads them. */
export type Facts = Readonly<Record<string, Value | undefined>>;

/** True where two values say the same; what is absent is empty. */
export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
const DECIMAL = /^-?\d{1,30}(\.\d{1,20})?$/;

/** True for a real calendar day written `YYYY-MM-DD`, years 0001 to 9999. */
export function isDate(text: string): boolean {
  if (!DATE.test(text) || text.startsWith('0000')) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** True for an instant in ISO 8601 with a zone and at most milliseconds. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** True for a plain decimal of at most 30 digits before and 20 after the point. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}
