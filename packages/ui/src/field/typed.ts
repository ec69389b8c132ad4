import { type Field, type FieldType, type Language, shapeIssue } from '@pipewright/definition';
import { type Issue, isInstant, issue, type Value } from '@pipewright/logic';
import { readDay } from './typed-date.ts';
import { currencySign, readNumber } from './typed-number.ts';
import { readMoment } from './typed-time.ts';

/** What is known where a text is read: the day in the app's zone, as `YYYY-MM-DD`, and the app's currency. */
export interface Around {
  readonly today: string;
  readonly currency: string;
}

/** A text that was typed, as its field stores it, or what is wrong with it. */
export type Reading = { readonly value: Value } | { readonly issue: Issue };

type Reads = (text: string, field: Field, around: Around) => Reading;

const number =
  (code: 'typed.number' | 'typed.percent', percent = false): Reads =>
  (text, field) => {
    const value = readNumber(text, { percent });
    return value === undefined ? { issue: issue(field.key, code, { field: field.name }) } : exact(field, value);
  };

const money: Reads = (text, field, around) => {
  const currency = field.currency ?? around.currency;
  const value = readNumber(text, { currency });
  if (value !== undefined) return exact(field, value);
  return { issue: issue(field.key, 'typed.money', { field: field.name, currency: currencySign(currency) }) };
};

const integer: Reads = (text, field) => {
  const found = readNumber(text);
  if (found === undefined) return { issue: issue(field.key, 'typed.number', { field: field.name }) };
  if (found.includes('.')) return { issue: issue(field.key, 'typed.whole', { field: field.name }) };
  const value = Number(found);
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = field;
  if (value < min) return { issue: issue(field.key, 'typed.least', { field: field.name, limit: min }) };
  return value > max ? { issue: issue(field.key, 'typed.most', { field: field.name, limit: max }) } : { value };
};

const date: Reads = (text, field, { today }) => {
  const value = readDay(text, today);
  return value === undefined ? { issue: issue(field.key, 'typed.date', { field: field.name }) } : { value };
};

const datetime: Reads = (text, field, { today }) => {
  const value = isInstant(text) ? text : readMoment(text, today);
  return value === undefined ? { issue: issue(field.key, 'typed.moment', { field: field.name }) } : { value };
};

/** The types whose values are read from what people write; of all others the text is the value. */
const readers: Readonly<Partial<Record<FieldType, Reads>>> = {
  integer,
  decimal: number('typed.number'),
  money,
  percent: number('typed.percent', true),
  date,
  datetime,
};

/** An exact decimal that fits its field; what has too many digits is never rounded. */
function exact(field: Field, value: string): Reading {
  if (!shapeIssue(field, value)) return { value };
  const [whole = ''] = value.split('.');
  const few = shapeIssue(field, whole) === undefined;
  if (few) return { issue: issue(field.key, 'typed.places', { field: field.name, limit: placesOf(field) }) };
  return { issue: issue(field.key, 'typed.digits', { field: field.name }) };
}

// Asked of the schema of the field, so that its defaults stand in one place.
function placesOf(field: Field): number {
  let places = 0;
  while (places < 20 && !shapeIssue(field, `0.${'1'.repeat(places + 1)}`)) places++;
  return places;
}

/** Reads what was typed into a field. What is not understood is no value of the field, so that a form that holds the text cannot be sent. */
export function readTyped(field: Field, text: string, around: Around): Reading {
  const clean = text.normalize('NFC').trim();
  return clean === '' ? { value: null } : (readers[field.type]?.(clean, field, around) ?? { value: clean });
}

/** What is wrong with the text that a field holds in place of a value; undefined where it holds a value or none. */
export function unread(field: Field, held: unknown, around: Around): Issue | undefined {
  if (typeof held !== 'string' || !readers[field.type] || !shapeIssue(field, held)) return undefined;
  const reading = readTyped(field, held, around);
  return 'issue' in reading ? reading.issue : undefined;
}

/** The day of the week of a day, as it is called for short. */
export function weekdayName(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
