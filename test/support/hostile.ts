import type { Dice } from './dice.ts';

/** A request as somebody sends it who means no good. */
export interface Hostile {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** As much of an OpenAPI document as is read here. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

const long = (text: string, times: number) => text.repeat(times);
const nested = (open: string, close: string, levels: number) => `${long(open, levels)}1${long(close, levels)}`;

/** Texts that have broken something somewhere: characters, sizes, words of other languages, numbers that are none. */
const TEXTS: readonly string[] = [
  ...['', ' ', '\0', '\ud800', 'a\0b', '\u202e\u2066', 'e\u0301'.repeat(500), '\ufeff', '商机'.repeat(3000), long('x', 60_000)],
  ...[
    'null',
    'undefined',
    'NaN',
    '-1',
    '1e400',
    '0x10',
    '9'.repeat(400),
    '1'.repeat(20),
    '-0',
    '2024-02-30',
    '9999-99-99',
    '1970-01-01T00:00:00Z',
  ],
  ...[
    "' or 1=1 --",
    '"; drop table x; --',
    '../../../etc/passwd',
    '{{7*7}}',
    '<script>',
    '=cmd()',
    '%',
    '%00',
    '_',
    '\\',
    '*',
    '__proto__',
    'constructor',
  ],
  ...[
    '[',
    '{',
    '{}',
    '[]',
    '"',
    '{"and":[]}',
    '{"==":[{"var":"name"}]}',
    '{"var":"__proto__"}',
    '{"in":[{"var":"name"},"x"]}',
    '{"!":{"!":{"!":true}}}',
  ],
  ...[nested('[', ']', 2000), nested('{"and":[', ']}', 300), nested('{"!":', '}', 2000)],
];

/** Files that are not what they should be. */
const FILES: readonly string[] = [
  ...[
    '',
    'name',
    'name\n',
    'a"b\n1\n',
    'a;"b"\n"1";"2\n',
    'a,b\n"1',
    '"a\n',
    'a,a,a\n1,2,3,4,5\n',
    'name\n\0\n',
    '\ufeffname\n甲\n',
    '\xff\xfe',
    'PK\u0003\u0004',
  ],
  ...[
    `name\n${long('x', 300_000)}\n`,
    `name\n${long('"', 100_001)}\n`,
    `${long('a,', 3000)}\n1\n`,
    long('\n', 50_000),
    `name\n${long('甲\n', 4000)}`,
  ],
];

/** Bodies that are not even JSON, or far too much of it. */
const BODIES: readonly (() => string)[] = [
  ...['', 'null', '[]', '"', '{', '{"values":', '{"values":{}}}', '\ufeff{}', 'true', '1e999', '{"a":1,"a":2}'].map((text) => () => text),
  () => `{"values":{${Array.from({ length: 5000 }, (_, i) => `"k${i}":${i}`).join()}}}`,
  () => `{"values":${nested('{"a":', '}', 3000)}}`,
  () => `{"values":{"name":[${long('1,', 30_000)}1]}}`,
  () => `{"version":1,"values":{"name":"${long('\\u0000', 2000)}"}}`,
];

/** Makes hostile requests over everything that an app describes of itself, and over what stands beside it. */
export function hostility(app: string, { paths, components }: Described, ids: readonly string[], dice: Dice): () => Hostile {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      method === 'parameters' ? [] : [{ path, method, operation: operation as Json }],
    ),
  );
  const { chance, pick } = dice;

  const sample = (schema: Json, depth = 0): unknown => {
    if (chance(0.12))
      return pick<() => unknown>([() => pick(TEXTS), () => null, () => 1e308, () => [pick(TEXTS)], () => ({ a: pick(TEXTS) })])();
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
    if (name !== undefined) return sample(components.schemas[name] ?? {}, depth);
    if (schema.properties && depth < 4) {
      const all = Object.entries(schema.properties as Readonly<Record<string, Json>>);
      const own = Object.fromEntries(all.filter(() => chance(0.6)).map(([key, each]) => [key, sample(each, depth + 1)]));
      return chance(0.1) ? { ...own, [pick(TEXTS).slice(0, 50)]: pick(TEXTS) } : own;
    }
    if (Array.isArray(schema.enum)) return pick(schema.enum);
    if (schema.format === 'uuid') return pick(ids);
    return schema.type === 'integer'
      ? dice.below(5)
      : schema.type === 'boolean'
        ? chance(0.5)
        : schema.type === 'array'
          ? [pick(TEXTS)]
          : pick(TEXTS);
  };

  const addressOf = (path: string, operation: Json): string => {
    const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(chance(0.6) ? pick(ids) : pick(TEXTS).toWellFormed().slice(0, 2000)));
    const parameters = (operation.parameters ?? []) as readonly { name: string; in: string }[];
    const given = parameters.filter(({ in: place }) => place === 'query' && chance(0.35));
    const search = given.map(({ name }) => `${name}=${encodeURIComponent(pick(TEXTS).toWellFormed().slice(0, 6000))}`);
    return `/apps/${app}${filled}${search.length > 0 ? `?${search.join('&')}` : ''}`;
  };

  return () => {
    if (chance(0.06)) return { kind: 'file', method: 'POST', path: `/apps/${app}/imports/contact`, body: pick(FILES) };
    const beside = [
      `/apps/${app}/records/${encodeURIComponent(pick(TEXTS).toWellFormed().slice(0, 500))}`,
      '/apps',
      '/me',
      '/account',
      '/people?search=%',
      '/nothing',
    ];
    if (chance(0.08))
      return { kind: 'beside', method: pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']), path: pick(beside), body: undefined };
    const { path, method, operation } = pick(operations);
    const content = (operation.requestBody as { content?: Readonly<Record<string, { schema: Json }>> } | undefined)?.content;
    const schema = content?.['application/json']?.schema;
    const body = schema ? (chance(0.25) ? pick(BODIES)() : JSON.stringify(sample(schema))) : undefined;
    return { kind: `${method} ${path.split('/')[1]}`, method: method.toUpperCase(), path: addressOf(path, operation), body };
  };
}
