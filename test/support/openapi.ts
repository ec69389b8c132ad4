import { Ajv2020 } from 'ajv/dist/2020.js';

// biome-ignore lint/suspicious/noExplicitAny: a document of which everything is still to be found out
type Json = any;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const PLACES = ['query', 'path', 'header'];

/** Every object in a document. */
function* objects(value: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const each of Object.values(value)) yield* objects(each);
}

/** A description with which answers can be held to the schemas in it. */
export function schemasOf(document: Json): Ajv2020 {
  return new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: 'api', ...document });
}

function wrongOperation(at: string, path: string, operation: Json, schemes: readonly string[]): string[] {
  const { parameters = [], requestBody, responses = {}, security = [] } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const declared = parameters.filter((each: Json) => each.in === 'path');
  const twins = new Set(parameters.map((each: Json) => `${each.in} ${each.name}`)).size !== parameters.length;
  const statuses = Object.keys(responses);
  const contents = [requestBody, ...Object.values<Json>(responses)].flatMap((each) => Object.values<Json>(each?.content ?? {}));
  const rules: [boolean, string][] = [
    [typeof operation.operationId === 'string', 'has no id'],
    [declared.map((each: Json) => each.name).join() === inPath.join(), 'declares other names than stand in its path'],
    [declared.every((each: Json) => each.required === true), 'has a name in its path that may be left out'],
    [
      parameters.every((each: Json) => PLACES.includes(each.in) && each.name && each.schema),
      'has a parameter without place, name or schema',
    ],
    [!twins, 'has a parameter twice'],
    [!(requestBody && at.startsWith('get ')) && (!requestBody || Object.keys(requestBody.content).length > 0), 'has a body that cannot be'],
    [statuses.some((status) => /^2\d\d$/.test(status)) && statuses.every((status) => /^[2-5]\d\d$/.test(status)), 'has no success'],
    [Object.values<Json>(responses).every((each) => typeof each.description === 'string'), 'has an answer without a description'],
    [contents.every((each) => typeof each.schema === 'object'), 'has content without a schema'],
    [security.every((each: Json) => Object.keys(each).every((name) => schemes.includes(name))), 'names a way in that is not declared'],
  ];
  return rules.flatMap(([holds, what]) => (holds ? [] : [`${at} ${what}`]));
}

/** What speaks against a document being a description in OpenAPI 3.1 that names only what it declares; none where it is one. */
export function wrongInOpenApi(document: Json): string[] {
  const { openapi, info, paths = {}, components = {}, security = [] } = document;
  const schemes = Object.keys(components.securitySchemes ?? {});
  const operations = Object.entries<Json>(paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  const refs = [...objects(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  const found = (ref: string) =>
    ref.startsWith('#/') &&
    ref
      .slice(2)
      .split('/')
      .reduce((at: Json, key) => at?.[key], document) !== undefined;
  const ajv = schemasOf(document);
  const broken = Object.keys(components.schemas ?? {}).flatMap((name) => {
    try {
      ajv.getSchema(`api#/components/schemas/${name}`);
      return [];
    } catch (error) {
      return [`${name} is no schema: ${(error as Error).message}`];
    }
  });
  return [
    ...(/^3\.1\.\d+$/.test(openapi) && info?.title && typeof info?.version === 'string' ? [] : ['it has no head']),
    ...(security.every((each: Json) => Object.keys(each).every((name) => schemes.includes(name)))
      ? []
      : ['it names a way in that is none']),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} stands twice`),
    ...refs.filter((ref) => !found(ref)).map((ref) => `${ref} leads nowhere`),
    ...Object.keys(components.schemas ?? {}).filter((name) => !/^[\w.-]+$/.test(name)),
    ...broken,
    ...operations.filter(({ path, method }) => !path.startsWith('/') || !METHODS.includes(method)).map(({ path }) => `${path} is no path`),
    ...operations.flatMap(({ path, method, operation }) => wrongOperation(`${method} ${path}`, path, operation, schemes)),
  ];
}
