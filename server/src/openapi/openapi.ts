import {
  type App,
  type AppForPerson,
  type Entity,
  grantOf,
  isGiven,
  type Role,
  readableFields,
  valuesSchema,
  writeSchema,
} from '@pipewright/definition';
import { type Json, LIST, ONE, query } from './parameters.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const body = (schema: Json) => ({ required: true, content: { 'application/json': { schema } } });
const answer = (description: string, schema: Json) => ({ description, content: { 'application/json': { schema } } });
const faults = Object.fromEntries(
  [
    ['401', 'Not signed in'],
    ['403', 'Not allowed'],
    ['404', 'Not found'],
    ['409', 'Changed by somebody else'],
    ['422', 'Refused by shape or rule'],
    ['429', 'Too much is waiting; retry-after says when to ask again'],
  ].map(([status, description]) => [status, answer(description as string, ref('Faults'))]),
);

/** Describes a published app as one person may use it, in OpenAPI 3.1. */
export function openApi({ key, version, app, role }: AppForPerson): Json & { readonly openapi: string } {
  return {
    openapi: '3.1.0',
    info: { title: app.name.en, version: String(version), description: app.description?.en ?? '' },
    servers: [{ url: `/api/apps/${key}` }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.assign({ '/reports/run': reportPath() }, ...app.entities.map(entityPaths)),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
      },
      schemas: Object.assign(
        { ...SHARED },
        ...app.entities.map((entity) => ({
          [entity.key]: recordSchema(app, entity, role),
          [`${entity.key}_values`]: values(entity, role),
        })),
      ),
    },
  };
}

const KEY = { ...query('Idempotency-Key', { type: 'string', minLength: 8, maxLength: 128 }, 'Known by it, it is done once'), in: 'header' };

const SHARED: Json = {
  Faults: {
    type: 'object',
    properties: {
      issues: {
        type: 'array',
        items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } } },
      },
    },
  },
};

function values(entity: Entity, role: Role): Json {
  const { $schema: _, properties, ...schema } = valuesSchema(entity);
  const closed = new Set([...grantOf(role, entity.key).hidden, ...grantOf(role, entity.key).readonly]);
  return { ...schema, properties: Object.fromEntries(Object.entries(properties as Json).filter(([key]) => !closed.has(key))) };
}

function recordSchema(app: App, entity: Entity, role: Role): Json {
  const fields = readableFields(app, entity, role).map((field) => [
    field.key,
    { ...writeSchema(field), title: field.name.en, ...(isGiven(field) ? {} : { readOnly: true }) },
  ]);
  return {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' }, version: { type: 'integer' }, ...Object.fromEntries(fields) },
  };
}

function entityPaths(entity: Entity): Json {
  const record = ref(entity.key);
  const sent = ref(`${entity.key}_values`);
  const page = {
    type: 'object',
    properties: { records: { type: 'array', items: record }, next: { type: ['string', 'null'] }, count: { type: 'integer' } },
  };
  const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
  const numbered = (extra: Json) => body({ type: 'object', required: ['version'], properties: { version: { type: 'integer' }, ...extra } });
  const one = (name: string) => ({ operationId: `${name}_${entity.key}`, tags: [entity.name.en] });
  return {
    [`/records/${entity.key}`]: {
      get: { ...one('list'), parameters: LIST, responses: { '200': answer('A page of records', page), ...faults } },
      post: {
        ...{ ...one('create'), parameters: [KEY] },
        requestBody: body({ type: 'object', required: ['values'], properties: { values: sent } }),
        responses: { '201': answer('The record', record), ...faults },
      },
    },
    [`/records/${entity.key}/{id}`]: {
      parameters: id,
      get: { ...one('get'), parameters: ONE, responses: { '200': answer('The record', record), ...faults } },
      patch: {
        ...one('update'),
        parameters: [KEY],
        requestBody: numbered({ values: sent }),
        responses: { '200': answer('The record', record), ...faults },
      },
      delete: {
        ...one('delete'),
        parameters: [query('version', { type: 'integer' }, 'The version it has'), KEY],
        responses: { '200': answer('The record', record), ...faults },
      },
    },
    ...(entity.process
      ? {
          [`/records/${entity.key}/{id}/move`]: {
            parameters: id,
            post: {
              ...{ ...one('move'), parameters: [KEY] },
              requestBody: numbered({ stage: { type: 'string' }, status: { type: 'string' }, values: sent }),
              responses: { '200': answer('The record', record), ...faults },
            },
          },
        }
      : {}),
  };
}

function reportPath(): Json {
  const result = {
    type: 'object',
    properties: { columns: { type: 'array', items: { type: 'object' } }, rows: { type: 'array', items: { type: 'array' } } },
  };
  return {
    post: {
      operationId: 'run_report',
      requestBody: body({ type: 'object', required: ['report'], properties: { report: {} } }),
      responses: { '200': answer('The figures', result), ...faults },
    },
  };
}
