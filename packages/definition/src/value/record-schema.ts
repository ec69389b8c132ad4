import type { Entity } from '../model/app.ts';
import { reasonKey } from '../model/by-rule-fields.ts';
import { SAID_FIELDS } from '../model/chance-fields.ts';
import type { Field } from '../model/field.ts';
import { fieldTypes, isGiven, type ValueSchema } from '../model/field-type.ts';
import { fieldOf } from '../model/system-field.ts';

/** The JSON Schema of a value as written: null empties the field. */
export function writeSchema(field: Field): ValueSchema {
  const { type, enum: choices, ...rest } = fieldTypes[field.type].schema(field);
  return { ...rest, type: [type, 'null'], ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}) };
}

/** The fields of an entity that a person may send: its own live ones that are given, the owner, another probability than the one worked out, and why something is another than a rule says. */
export function writableFields(entity: Entity): Field[] {
  const own = entity.fields.filter((field) => !field.retired && isGiven(field));
  const said = entity.process?.chance ? SAID_FIELDS.flatMap((key) => fieldOf(entity, key) ?? []) : [];
  const why = own.flatMap(({ key, byRule }) => (byRule?.mayOverride ? (fieldOf(entity, reasonKey(key)) ?? []) : []));
  return [...own, { key: 'owner', type: 'person', name: { en: 'Owner', 'zh-CN': '负责人' } }, ...said, ...why];
}

/** The fields of an entity that a conversion alone writes. */
export function keptFields(entity: Entity): Field[] {
  return entity.fields.filter((field) => !field.retired && field.kept);
}

/** The JSON Schema (2020-12) of the values of a write; no other property is let in. Required fields are a matter of the rules, not of shape. */
export function valuesSchema(entity: Entity): ValueSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(writableFields(entity).map((field) => [field.key, writeSchema(field)])),
  };
}
