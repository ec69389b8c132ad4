import { type Issue, type IssueCode, issue } from '@pipewright/logic';
import { isStorable } from '../ground/storable.ts';
import { valueFormats } from '../ground/value-format.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes, type ValueSchema } from '../model/field-type.ts';
import { normalise } from './normalise.ts';

/** The part of an issue that a keyword of a schema decides. */
interface Fault {
  readonly code: IssueCode;
  readonly limit?: number;
}

type Judge = (value: unknown) => Fault | undefined;
type Fits = (value: unknown) => boolean;

const TYPES: Readonly<Record<string, Fits>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
};

const ofText =
  (fits: (text: string) => boolean): Fits =>
  (value) =>
    typeof value !== 'string' || fits(value);
const ofNumber =
  (fits: (number: number) => boolean): Fits =>
  (value) =>
    typeof value !== 'number' || fits(value);
const ofList =
  (fits: (list: readonly unknown[]) => boolean): Fits =>
  (value) =>
    !Array.isArray(value) || fits(value);

// JSON Schema counts characters, JavaScript its halves.
const characters = (text: string) => [...text].length;

function row<T>(code: Fault['code'], fits: (wanted: T) => Fits): (wanted: never) => Judge {
  return (wanted: T) => {
    const holds = fits(wanted);
    const fault: Fault = typeof wanted === 'number' ? { code, limit: wanted } : { code };
    return (value) => (holds(value) ? undefined : fault);
  };
}

/** What each keyword of a value's schema demands and how its breach is called, in the order in which faults are told. */
const KEYWORDS: Readonly<Record<string, (wanted: never) => Judge>> = {
  type: row('value.type', (type: string) => TYPES[type] ?? unknownWord('type', type)),
  enum: row('value.option', (options: readonly unknown[]) => (value) => options.includes(value)),
  maxLength: row('value.too_long', (most: number) => ofText((text) => text.length <= most || characters(text) <= most)),
  minLength: row('value.format', (least: number) => ofText((text) => characters(text) >= least)),
  minimum: row('value.range', (least: number) => ofNumber((number) => number >= least)),
  maximum: row('value.range', (most: number) => ofNumber((number) => number <= most)),
  pattern: row('value.format', (pattern: string) => {
    const wanted = new RegExp(pattern, 'u');
    return ofText((text) => wanted.test(text));
  }),
  format: row('value.format', (format: string) => ofText(valueFormats[format] ?? unknownWord('format', format))),
  maxItems: row('value.too_many', (most: number) => ofList((list) => list.length <= most)),
  minItems: row('value.format', (least: number) => ofList((list) => list.length >= least)),
  items: (schema: ValueSchema) => {
    const judge = judgeOf(schema);
    return (value) => (Array.isArray(value) ? value.map(judge).find((fault) => fault !== undefined) : undefined);
  },
  // Items are texts here, so being the same is being equal.
  uniqueItems: row('value.twice', (demanded: boolean) => ofList((list) => !demanded || new Set(list).size === list.length)),
};

function unknownWord(keyword: string, word: unknown): never {
  throw new Error(`The schema of a value uses ${keyword} ${word}, which is not judged`);
}

function judgeOf(schema: ValueSchema): Judge {
  for (const keyword of Object.keys(schema)) if (!Object.hasOwn(KEYWORDS, keyword)) unknownWord('keyword', keyword);
  const judges = Object.entries(KEYWORDS).flatMap(([keyword, make]) =>
    Object.hasOwn(schema, keyword) ? [make(schema[keyword] as never)] : [],
  );
  return (value) => {
    for (const judge of judges) {
      const fault = judge(value);
      if (fault) return fault;
    }
    return undefined;
  };
}

// Kept with the field, so that it goes when the version of the app that the field belongs to goes.
const judges = new WeakMap<Field, Judge>();

function storable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  return !Array.isArray(value) || value.every((each) => typeof each !== 'string' || isStorable(each));
}

/** What is wrong with the form of a normalised value: the first breach of the schema of its field type. Empty is always well formed. */
export function shapeIssue(field: Field, value: unknown): Issue | undefined {
  if (value === null || value === undefined) return undefined;
  if (!storable(value)) return issue(field.key, 'value.characters', { field: field.name });
  let judge = judges.get(field);
  if (!judge) {
    judge = judgeOf(fieldTypes[field.type].schema(field));
    judges.set(field, judge);
  }
  const fault = judge(value);
  if (!fault) return undefined;
  return { path: field.key, code: fault.code, params: { field: field.name, ...(fault.limit === undefined ? {} : { limit: fault.limit }) } };
}

/** The well-formed values of a write in their one form, and what is wrong with the others: one issue a field at the most. */
export interface ShapedValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
}

/**
 * Normalises and judges the values of a write.
 * @param fields those the writer may know of; every other name is an unknown field, whatever its value
 */
export function shapeValues(fields: readonly Field[], sent: Readonly<Record<string, unknown>>): ShapedValues {
  const known = new Map(fields.map((field) => [field.key, field]));
  const values: [string, unknown][] = [];
  const issues: Issue[] = [];
  for (const [key, raw] of Object.entries(sent)) {
    const field = known.get(key);
    if (!field) {
      issues.push(issue(key, 'unknown.field', { name: key }));
      continue;
    }
    const value = normalise(field, raw);
    const found = shapeIssue(field, value);
    if (found) issues.push(found);
    else values.push([key, value]);
  }
  return { values: Object.fromEntries(values), issues };
}
