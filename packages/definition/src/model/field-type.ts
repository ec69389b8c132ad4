import type { ValueType } from '@pipewright/logic';
import type { App } from './app.ts';
import type { Field, Option } from './field.ts';
import { type FieldType, type Setting, takes } from './field-settings.ts';

/** A JSON Schema (2020-12) of one value. */
export type ValueSchema = { readonly [keyword: string]: unknown };

/** What keeps the values of a field: a column, a column numbered by a sequence, nothing as they are worked out, a table of their own, or nothing at all. */
export type Store = 'column' | 'numbered' | 'derived' | 'child' | 'none';

/** What the value of a field may be the id of. */
export type Named = 'person' | 'department' | 'record';

/**
 * What several parts of the house ask of a type: `numeric` figures stand digit under digit and add up, `exact` ones are decimals that travel as texts,
 * `ordered` values can be sorted by, `list` values are several, `title` values may stand for their record, `wide` ones take the whole width of a form,
 * `files` are the ids of files that belong to the record, `pictures` those of files that can be looked at.
 */
export type Trait = 'numeric' | 'exact' | 'ordered' | 'list' | 'title' | 'wide' | 'files' | 'pictures';

/** What a field type means, apart from the SQL that stores it (sql), its looks (ui) and its text in files (server). */
export interface FieldTypeRow {
  /** What a rule sees. */
  readonly value: ValueType;
  /** The JSON Schema of a present value. */
  readonly schema: (field: Field) => ValueSchema;
  readonly store: Store;
  readonly names: Named | null;
  readonly traits: readonly Trait[];
  /** What a report may do with it. */
  readonly report: 'measure' | 'dimension' | 'none';
  /**
   * The types it may change to under its key, because every value it holds means the same there. Everything else needs a new field: an option's key
   * read as text, a text read as an option, a percentage read as money, and a number that would be given out anew are other values.
   */
  readonly becomes: readonly FieldType[];
  /** The settings with which a fresh field is usable at once. */
  readonly starter: (app: App) => { readonly [S in Setting]?: Field[S] };
}

/** The most files of a field that says nothing of it. */
const USUAL_FILES = 20;
const nothing = () => ({});
const one = { store: 'column', names: null, report: 'dimension', becomes: [], starter: nothing } as const;
const plain = { ...one, traits: ['ordered'] } as const;
const decimal = (digits: number, places: number): Pick<FieldTypeRow, 'value' | 'schema' | 'traits' | 'report'> => ({
  value: 'number',
  schema: ({ scale = places }) => ({
    type: 'string',
    pattern: `^-?\\d{1,${digits}}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ''}$`,
    format: 'decimal',
  }),
  traits: ['numeric', 'exact', 'ordered'],
  report: 'measure',
});
const text = (longest: number) => (field: Field) => ({ type: 'string', minLength: 1, maxLength: field.maxLength ?? longest });
const line = { ...plain, value: 'text', report: 'none', becomes: ['text', 'long_text'] } as const;
const live = (options: readonly Option[] = []) => options.filter((option) => !option.retired).map((option) => option.key);
const listOf = (items: ValueSchema) => ({ type: 'array', items, uniqueItems: true, minItems: 1 });
const oneOf = (field: Field) => ({ type: 'string', enum: live(field.options) });
const chosen = {
  ...one,
  starter: () => ({ options: [{ key: 'option_1', name: { en: 'Option 1', 'zh-CN': '选项 1' } }] }),
} as const;
const id = (format: string) => () => ({ type: 'string', format });
const files = {
  ...one,
  value: 'list',
  schema: ({ maxFiles }: Field) => ({ ...listOf({ type: 'string', format: 'uuid' }), maxItems: maxFiles ?? USUAL_FILES }),
  traits: ['list', 'wide', 'files'],
  report: 'none',
} as const;

/** The table of field types. Adding a type means adding a row here and following the compiler; docs/decisions.md lists the tables. */
export const fieldTypes: Readonly<Record<FieldType, FieldTypeRow>> = {
  text: {
    ...plain,
    value: 'text',
    schema: text(500),
    traits: ['ordered', 'title'],
    becomes: ['long_text'],
  },
  long_text: {
    ...plain,
    value: 'text',
    schema: text(20_000),
    traits: ['ordered', 'wide'],
    report: 'none',
  },
  integer: {
    ...one,
    value: 'number',
    schema: ({ min, max }) => ({ type: 'integer', minimum: min ?? Number.MIN_SAFE_INTEGER, maximum: max ?? Number.MAX_SAFE_INTEGER }),
    traits: ['numeric', 'ordered'],
    report: 'measure',
  },
  decimal: { ...one, ...decimal(20, 4) },
  money: { ...one, ...decimal(16, 2), starter: ({ currency }) => ({ currency }) },
  percent: { ...one, ...decimal(6, 2) },
  date: { ...plain, value: 'date', schema: id('date') },
  datetime: { ...plain, value: 'datetime', schema: id('date-time') },
  boolean: { ...plain, value: 'boolean', schema: () => ({ type: 'boolean' }) },
  choice: { ...chosen, value: 'text', schema: oneOf, traits: ['ordered'] },
  choices: {
    ...chosen,
    value: 'list',
    schema: (f) => ({ ...listOf(oneOf(f)), maxItems: 200 }),
    traits: ['list'],
  },
  person: { ...plain, value: 'text', schema: () => ({ type: 'string', minLength: 1, maxLength: 64, format: 'person' }), names: 'person' },
  department: { ...plain, value: 'text', schema: id('uuid'), names: 'department' },
  reference: {
    ...plain,
    value: 'text',
    schema: id('uuid'),
    names: 'record',
    starter: ({ entities }) => ({ target: entities.find((entity) => !entity.retired)?.key }),
  },
  email: {
    ...line,
    schema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
    traits: ['ordered', 'title'],
    report: 'dimension',
  },
  phone: { ...line, schema: () => ({ type: 'string', pattern: '^\\+?[0-9 ()-]{5,30}$', format: 'phone' }) },
  url: {
    ...line,
    schema: () => ({ type: 'string', pattern: '^https?://\\S{1,2000}$', format: 'url' }),
    becomes: ['long_text'],
  },
  auto_number: {
    ...plain,
    value: 'text',
    schema: () => ({ type: 'string', maxLength: 60 }),
    store: 'numbered',
    traits: ['ordered', 'title'],
    report: 'none',
    starter: () => ({ format: 'NO-{00000}' }),
  },
  company_id: { ...line, schema: id('company-id') },
  file: files,
  image: { ...files, traits: [...files.traits, 'pictures'], becomes: ['file'] },
};

type Typed = { readonly type: FieldType };

/** True for a field whose type has a trait. */
export function hasTrait({ type }: Typed, trait: Trait): boolean {
  return fieldTypes[type].traits.includes(trait);
}

/** True for a field whose value is one of its options. */
export function isChoice(field: Typed): boolean {
  return takes(field, 'options') && !hasTrait(field, 'list');
}

/** True for a field whose value people send; every other is written by the system alone. */
export function isGiven({ type, kept }: Typed & { readonly kept?: boolean | undefined }): boolean {
  return fieldTypes[type].store === 'column' && !kept;
}

/** True for a field that has a column in its entity's table. */
export function hasColumn({ type }: Typed): boolean {
  return fieldTypes[type].store === 'column' || fieldTypes[type].store === 'numbered';
}

/** True for a date or an instant. */
export function isTimed({ type }: Typed): boolean {
  return fieldTypes[type].value === 'date' || fieldTypes[type].value === 'datetime';
}
