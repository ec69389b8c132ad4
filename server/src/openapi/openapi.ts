import {
  type App,
  type AppForPerson,
  addressOf,
  type Entity,
  grantOf,
  isGiven,
  type Operation,
  type OperationName,
  operations,
  type Role,
  readableFields,
  valuesSchema,
  writeSchema,
} from '@pipewright/definition';
import { type Described, describe, fileFields } from './operation.ts';
import { contractSchemas, type Json } from './schemas.ts';

/** Operations that ask where records stand, which only those with a process say. */
const OF_PROCESSES: readonly OperationName[] = ['moveRecord', 'readBoard'];

/** True where an operation can be asked of records of an entity. */
function isAbout(name: OperationName, entity: Entity): boolean {
  if (name === 'uploadFile') return fileFields(entity).length > 0;
  return entity.process !== undefined || !OF_PROCESSES.includes(name);
}

/** Describes a published app as one person may use it, in OpenAPI 3.1: every operation of the contract that is open to the role. */
export function openApi({ key, version, app, role }: AppForPerson): Json & { readonly openapi: string } {
  const inside = (Object.keys(operations) as OperationName[]).filter((name) => isOpenTo(name, role));
  const described = inside.flatMap((name) => {
    if (!addressOf(name).path.includes('/:entity')) return [describe(name)];
    return app.entities.filter((entity) => isAbout(name, entity)).map((entity) => describe(name, entity));
  });
  return {
    openapi: '3.1.0',
    info: { title: app.name.en, version: String(version), description: app.description?.en ?? '' },
    servers: [{ url: `/api/apps/${key}` }],
    security: [{ token: [] }, { session: [] }],
    paths: byPath(described),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
      },
      schemas: Object.assign(
        { ...contractSchemas().named },
        ...app.entities.map((entity) => ({
          [entity.key]: recordSchema(app, entity, role),
          [`${entity.key}_values`]: values(entity, role),
        })),
      ),
    },
  };
}

function isOpenTo(name: OperationName, role: Role): boolean {
  const { guard, screens }: Operation = operations[name];
  if (!addressOf(name).path.startsWith('/apps/:app/') || screens) return false;
  return guard === 'member' || role.admin === true;
}

function byPath(described: readonly Described[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const { path, method, operation } of described) paths[path] = { ...paths[path], [method]: operation };
  return paths;
}

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
