import type { Field, FieldType } from '@pipewright/definition';
import { boolean } from './boolean.tsx';
import { choice, choices } from './choice.tsx';
import type { Face, FormatOptions } from './face.ts';
import { file } from './file.tsx';
import { department, named, person } from './named.tsx';
import { decimal, integer, money, percent } from './number.tsx';
import type { Operator } from './operator.ts';
import { email, longText, text, url } from './text.tsx';
import { date, datetime } from './time.tsx';

/** The table of field types as people see them. */
export const faces: Readonly<Record<FieldType, Face>> = {
  text,
  long_text: longText,
  integer,
  decimal,
  money,
  percent,
  date,
  datetime,
  boolean,
  choice,
  choices,
  person,
  department,
  reference: named,
  email,
  phone: text,
  url,
  auto_number: text,
  company_id: text,
  file,
  image: file,
};

/** A field's value as people read it; an empty one as an empty text. Names of references come from outside. */
export function formatValue(field: Field, value: unknown, options: FormatOptions): string {
  return value === null || value === undefined ? '' : faces[field.type].format(value, field, options);
}

/** The operators that fit a field, the likeliest first. */
export function operatorsFor(field: Field): readonly Operator[] {
  return faces[field.type].operators;
}
