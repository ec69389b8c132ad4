import { addressOf, type Entity, type Guard, hasTrait, type Operation, type OperationName, operations } from '@pipewright/definition';
import { contractSchemas, type Json, mapJson, ref } from './schemas.ts';

/** What stands in the addresses of an app. */
const PARAMS: Readonly<Record<string, Json>> = {
  id: { type: 'string', format: 'uuid' },
  version: { type: 'integer', minimum: 1 },
  other: { type: 'integer', minimum: 1 },
  person: { type: 'string' },
  automation: { type: 'string' },
};
/** What stands in the place of a field: those of the entity that take files. */
const fieldParam = (entity: Entity | undefined): Json => ({ type: 'string', enum: entity ? fileFields(entity) : [] });

/** The keys of an entity's fields for files. */
export function fileFields(entity: Entity): string[] {
  return entity.fields.flatMap((field) => (!field.retired && hasTrait(field, 'files') ? [field.key] : []));
}

const KEY = {
  ...{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 8, maxLength: 128 } },
  description: 'Known by it, it is done once',
};

const content = (schema: Json, media = 'application/json') => ({ content: { [media]: { schema } } });

const SAYS: Readonly<Record<string, string>> = {
  '401': 'Not signed in, or the token has ended',
  '403': 'Not allowed',
  '404': 'Not found, or out of sight',
  '409': 'Changed by somebody else, or done already',
  '413': 'Too large',
  '415': 'Not said what is sent',
  '422': 'Refused by shape or rule',
  '429': 'Too much is waiting; retry-after says when to ask again',
  '503': 'Cannot be done now; retry-after says when to ask again',
};

/** What may speak against an operation: a body against those that take one, somebody else's change against those that change something. */
function faultsOf(name: OperationName): Json {
  const { reads, limit }: Operation = operations[name];
  const changes = addressOf(name).method !== 'GET' && !reads;
  const said = Object.keys(SAYS).filter(
    (status) => (status !== '409' || changes) && (!['413', '415'].includes(status) || limit !== undefined),
  );
  return Object.fromEntries(said.map((status) => [status, { description: SAYS[status], ...content(contractSchemas().faults) }]));
}

/** Programs come with a token where members are let in; what is for administrators needs a session. */
const SECURITY: Readonly<Partial<Record<Guard, Json>>> = { appAdmin: { security: [{ session: [] }] } };

/** Schemas that speak of records: with an entity known, they speak of its records. */
const ABOUT_RECORDS = ['RecordPage', 'BoardColumn'];

function forEntity(schema: Json, entity: Entity): Json {
  return mapJson(schema, (object) => {
    const name = String(object.$ref ?? '')
      .split('/')
      .at(-1) as string;
    if (name === 'Record') return ref(entity.key);
    return ABOUT_RECORDS.includes(name) ? forEntity(contractSchemas().named[name] ?? {}, entity) : object;
  }) as Json;
}

/** The body that is sent; the values of a record are those of its entity. */
function sentBody(schema: Json, entity: Entity | undefined): Json {
  const properties = (schema.properties ?? {}) as Json;
  if (!entity || !('values' in properties)) return schema;
  return { ...schema, properties: { ...properties, values: ref(`${entity.key}_values`) } };
}

/** An operation as the description has it: where, how, and all else. */
export interface Described {
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
}

/** Describes an operation inside an app; one that names an entity in its address, for one entity. */
export function describe(name: OperationName, entity?: Entity): Described {
  const { method, path } = addressOf(name);
  const { summary, limit, once, status, media, guard, takes }: Operation = operations[name];
  const { query, body, answer } = contractSchemas().of[name];
  const inside = path.replace('/apps/:app', '').replace(':entity', entity?.key ?? ':entity');
  const required = (query?.required ?? []) as readonly string[];
  const parameters = [
    ...[...inside.matchAll(/:(\w+)/g)].map(([, param = '']) => ({
      name: param,
      in: 'path',
      required: true,
      schema: param === 'field' ? fieldParam(entity) : PARAMS[param],
    })),
    ...Object.entries((query?.properties ?? {}) as Readonly<Record<string, Json>>).map(([param, { description, ...schema }]) => ({
      ...{ name: param, in: 'query', schema },
      ...(description === undefined ? {} : { description }),
      ...(required.includes(param) ? { required: true } : {}),
    })),
    ...(once ? [KEY] : []),
  ];
  const file = limit === 'file' ? content({ type: 'string' }, takes ?? 'text/csv') : undefined;
  const sent = body && { requestBody: { required: true, ...(file ?? content(sentBody(body, entity))) } };
  const success = { description: summary, ...content(entity ? forEntity(answer, entity) : answer, media) };
  return {
    path: inside.replace(/:(\w+)/g, '{$1}'),
    method: method.toLowerCase(),
    operation: {
      ...{ operationId: entity ? `${name}_${entity.key}` : name, summary, ...SECURITY[guard] },
      ...{ ...(entity ? { tags: [entity.name.en] } : {}), parameters, ...sent },
      responses: { [status ?? 200]: success, ...faultsOf(name) },
    },
  };
}
