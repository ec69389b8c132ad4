import type { ValueType } from '@pipewright/logic';
import type { Field, FieldType, Option } from './field.ts';

/** A JSON Schema (2020-12) of one value. */
export type ValueSchema = { readonly [keyword: string]: unknown };

/** What a field type means, apart from how it is stored (sql) and looks (ui). */
export interface FieldTypeRow {
  /** What a rule sees. */
  readonly value: ValueType;
  /** The JSON Schema of a present value. */
  readonly schema: (field: Field) => ValueSchema;
  /** What a report may do with it. */
  readonly report: 'measure' | 'dimension' | 'none';
  /** Properties of `Field` that an admin can set for this type. */
  readonly settings: readonly (keyof Field)[];
  /** True where the system alone writes the value. */
  readonly computed?: true;
}

const decimal = (digits: number, scale: number) => ({
  type: 'string',
  pattern: `^-?\\d{1,${digits}}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ''}$`,
  format: 'decimal',
});
const text = (field: Field, longest: number) => ({ type: 'string', minLength: 1, maxLength: field.maxLength ?? longest });
const live = (options: readonly Option[] = []) => options.filter((option) => !option.retired).map((option) => option.key);

/** The table of field types: adding a type means adding a row here and following the compiler. */
export const fieldTypes: Readonly<Record<FieldType, FieldTypeRow>> = {
  text: { value: 'text', schema: (f) => text(f, 500), report: 'dimension', settings: ['maxLength', 'unique', 'searchable'] },
  long_text: { value: 'text', schema: (f) => text(f, 20_000), report: 'none', settings: ['maxLength', 'searchable'] },
  integer: {
    value: 'number',
    schema: (f) => ({ type: 'integer', minimum: f.min ?? Number.MIN_SAFE_INTEGER, maximum: f.max ?? Number.MAX_SAFE_INTEGER }),
    report: 'measure',
    settings: ['min', 'max', 'unique'],
  },
  decimal: { value: 'number', schema: (f) => decimal(20, f.scale ?? 4), report: 'measure', settings: ['scale'] },
  money: { value: 'number', schema: (f) => decimal(16, f.scale ?? 2), report: 'measure', settings: ['currency', 'scale'] },
  percent: { value: 'number', schema: (f) => decimal(6, f.scale ?? 2), report: 'measure', settings: ['scale'] },
  date: { value: 'date', schema: () => ({ type: 'string', format: 'date' }), report: 'dimension', settings: [] },
  datetime: { value: 'datetime', schema: () => ({ type: 'string', format: 'date-time' }), report: 'dimension', settings: [] },
  boolean: { value: 'boolean', schema: () => ({ type: 'boolean' }), report: 'dimension', settings: [] },
  choice: { value: 'text', schema: (f) => ({ type: 'string', enum: live(f.options) }), report: 'dimension', settings: ['options'] },
  choices: {
    value: 'list',
    schema: (f) => ({ type: 'array', items: { type: 'string', enum: live(f.options) }, uniqueItems: true, minItems: 1, maxItems: 200 }),
    report: 'dimension',
    settings: ['options'],
  },
  person: {
    value: 'text',
    schema: () => ({ type: 'string', minLength: 1, maxLength: 64, format: 'person' }),
    report: 'dimension',
    settings: [],
  },
  department: { value: 'text', schema: () => ({ type: 'string', format: 'uuid' }), report: 'dimension', settings: [] },
  reference: { value: 'text', schema: () => ({ type: 'string', format: 'uuid' }), report: 'dimension', settings: ['target'] },
  email: {
    value: 'text',
    schema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
    report: 'dimension',
    settings: ['unique', 'searchable'],
  },
  phone: {
    value: 'text',
    schema: () => ({ type: 'string', pattern: '^\\+?[0-9 ()-]{5,30}$', format: 'phone' }),
    report: 'none',
    settings: ['unique', 'searchable'],
  },
  url: {
    value: 'text',
    schema: () => ({ type: 'string', pattern: '^https?://\\S{1,2000}$', format: 'url' }),
    report: 'none',
    settings: [],
  },
  auto_number: {
    value: 'text',
    schema: () => ({ type: 'string', maxLength: 60 }),
    report: 'none',
    settings: ['format', 'searchable'],
    computed: true,
  },
  company_id: {
    value: 'text',
    schema: () => ({ type: 'string', format: 'company-id' }),
    report: 'none',
    settings: ['unique', 'searchable'],
  },
};

/** True where the field holds a decimal that travels as a string. */
export function isDecimalField(field: Pick<Field, 'type'>): boolean {
  return field.type === 'money' || field.type === 'decimal' || field.type === 'percent';
}
