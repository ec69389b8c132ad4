import { type Entity, fieldOf, isCompanyId, isDecimalField, type ValueSchema } from '@pipewright/definition';
import { type Issue, isDate, isInstant, issue } from '@pipewright/logic';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isId } from '../id.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('date', isDate);
ajv.addFormat('date-time', isInstant);
ajv.addFormat('uuid', isId);
ajv.addFormat('email', (text: string) => /^[^\s@"<>]{1,64}@[^\s@"<>]+\.[^\s@"<>]+$/.test(text));
ajv.addFormat('company-id', isCompanyId);
for (const name of ['decimal', 'person', 'phone', 'url']) ajv.addFormat(name, true);

/** Compiles the schema of an entity's values. */
export function recordValidator(schema: ValueSchema): ValidateFunction {
  return ajv.compile(schema);
}

const CODES: Readonly<Record<string, string>> = {
  type: 'value.type',
  enum: 'value.option',
  maxLength: 'value.too_long',
  minimum: 'value.range',
  maximum: 'value.range',
  maxItems: 'value.too_long',
};

/** Checks values against the compiled schema; each fault names its field. A field this entity does not have is an unknown field. */
export function shapeIssues(entity: Entity, validate: ValidateFunction, values: Readonly<Record<string, unknown>>): Issue[] {
  if (validate(values)) return [];
  const found = (validate.errors ?? []).map((error) => shapeIssue(entity, error));
  return found.filter((each, i) => found.findIndex((one) => one.path === each.path) === i);
}

function shapeIssue(entity: Entity, error: ErrorObject): Issue {
  if (error.keyword === 'additionalProperties') {
    const name = String((error.params as { additionalProperty: string }).additionalProperty);
    return issue(name, 'unknown.field', { name });
  }
  const key = error.instancePath.split('/')[1] ?? '';
  const name = fieldOf(entity, key)?.name ?? key;
  const limit = (error.params as { limit?: number }).limit ?? 0;
  return issue(key, CODES[error.keyword] ?? 'value.format', { field: name, limit });
}

// Postgres cannot store NUL, and a lone surrogate is not a character.
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Brings texts to one form at the border: Unicode NFC, no surrounding blanks, and an empty text or list is no value. */
export function normalise(entity: Entity, values: Readonly<Record<string, unknown>>): { values: Record<string, unknown>; issues: Issue[] } {
  const issues: Issue[] = [];
  const clean = (key: string, value: unknown): unknown => {
    if (typeof value === 'string') {
      if (UNSTORABLE.test(value)) issues.push(issue(key, 'value.characters', { field: fieldOf(entity, key)?.name ?? key }));
      const text = value.normalize('NFC').trim();
      return text === '' ? null : text;
    }
    if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => clean(key, each));
    const field = fieldOf(entity, key);
    // A decimal sent as a JSON number is taken by its shortest writing; one too large to be exact is left for the schema to refuse.
    if (typeof value === 'number' && field && isDecimalField(field) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)
      return plainDecimal(value);
    return value;
  };
  return { values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, clean(key, value)])), issues };
}

function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
