import { faultBodySchema, type Operation, type OperationName, operations } from '@pipewright/definition';
import { z } from 'zod';

/** A JSON document. */
export type Json = Readonly<Record<string, unknown>>;

/** What an operation is sent and answers, as JSON Schema; what has a name is a reference to it. */
export interface OperationSchemas {
  readonly query: Json | undefined;
  readonly body: Json | undefined;
  readonly answer: Json;
}

/** The schemas of the whole contract. */
export interface ContractSchemas {
  readonly of: Readonly<Record<OperationName, OperationSchemas>>;
  readonly faults: Json;
  /** What has a name, by it. */
  readonly named: Readonly<Record<string, Json>>;
}

/** A reference to a schema of the description. */
export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** What a number is at the most says nothing where it is only what can be counted exactly. */
function tidy(schema: Record<string, unknown>): void {
  delete schema.readOnly;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** A copy of a JSON document with each of its objects replaced by what `change` makes of it, from the inside out. */
export function mapJson(value: unknown, change: (object: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((each) => mapJson(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapJson(each, change)])));
}

const HERE = '#/$defs/';
const toComponents = (object: Json) =>
  typeof object.$ref === 'string' && object.$ref.startsWith(HERE) ? { ...object, ...ref(object.$ref.slice(HERE.length)) } : object;

let made: ContractSchemas | undefined;

/** The schemas of the contract, translated once: in one go, so that what they share has one name. */
export function contractSchemas(): ContractSchemas {
  if (made) return made;
  const all = Object.entries<Operation>(operations);
  const each = all.map(([name, { query, body, answer }]) => [name, z.object({ answer, ...(query && { query }), ...(body && { body }) })]);
  const whole = z.object({ of: z.object(Object.fromEntries(each)), faults: faultBodySchema });
  const { $defs, properties } = mapJson(
    z.toJSONSchema(whole, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ jsonSchema }) => tidy(jsonSchema as Record<string, unknown>),
    }),
    toComponents,
  ) as {
    $defs: Record<string, Json>;
    properties: { of: { properties: Record<OperationName, { properties: OperationSchemas }> }; faults: Json };
  };
  const of = Object.fromEntries(Object.entries(properties.of.properties).map(([name, schema]) => [name, schema.properties]));
  made = { of: of as ContractSchemas['of'], faults: properties.faults, named: $defs };
  return made;
}
