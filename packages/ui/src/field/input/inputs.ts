import type { FieldType } from '@pipewright/definition';
import { boolean } from './boolean.tsx';
import { choice, choices } from './choice.tsx';
import { file } from './file.tsx';
import type { FieldInputs } from './input.ts';
import { named } from './named.tsx';
import { decimal, integer, money, percent } from './number.tsx';
import { automatic, longText, text } from './text.tsx';
import { date, datetime } from './time.tsx';

/** The table of field types as people type them. */
export const inputs: Readonly<Record<FieldType, FieldInputs>> = {
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
  person: named,
  department: named,
  reference: named,
  email: text,
  phone: text,
  url: text,
  auto_number: automatic,
  company_id: text,
  file,
  image: file,
};
