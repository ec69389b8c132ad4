import { type App, askVocabularyOf, type Entity, type Field, fieldAt, fieldsOf, fieldTypes } from '@pipewright/definition';
import type { Rule, ValueType } from '@pipewright/logic';
import { DEMO } from '@pipewright/server';
import fc from 'fast-check';

/** One question put to both worlds. Every write among them is one that cannot succeed. */
export interface Probe {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What a curious person may have heard of: ids, texts and numbers, also of what is out of sight. */
export interface Hearsay {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly people: readonly string[];
  readonly departments: readonly string[];
  readonly imports: readonly string[];
}

const BASE = `/apps/${DEMO.app}`;
const UNKNOWN = ['no_such_field', 'customer.no_such_field', 'id', 'version', 'deleted_at', 'user.id', '__proto__'];

/** Probes over every reading path, and over writes that are always refused. */
export function probes(app: App, { ids, texts, numbers, people, departments, imports }: Hearsay): fc.Arbitrary<Probe> {
  const entity = fc.constantFrom(...app.entities);
  const near = (of: Entity) => fc.constantFrom(...fieldsOf(of).map((field) => field.key));
  const far = (of: Entity) =>
    fc.constantFrom(
      ...fieldsOf(of).flatMap((field) => {
        const target = app.entities.find((each) => each.key === field.target);
        return target ? fieldsOf(target).map((each) => `${field.key}.${each.key}`) : [];
      }),
      'owner',
    );
  const name = (of: Entity) =>
    fc.oneof({ arbitrary: near(of), weight: 6 }, { arbitrary: far(of), weight: 3 }, { arbitrary: fc.constantFrom(...UNKNOWN), weight: 1 });
  const anyId = fc.oneof(fc.constantFrom(...Object.values(ids).flat()), fc.uuid());
  // A module that is switched off has no records yet.
  const idOf = (of: Entity) =>
    ids[of.key]?.length
      ? fc.oneof({ arbitrary: fc.constantFrom(...(ids[of.key] ?? [])), weight: 9 }, { arbitrary: anyId, weight: 1 })
      : anyId;
  const text = fc.oneof(
    fc.constantFrom(...texts),
    fc.constantFrom(...texts).map((each) => each.slice(0, 3)),
    fc.constantFrom('%', '_', '', 'Extra', '别处', '有限', 'open', 'lost', 'won', 'a', 'standard', 'key', 'negotiation'),
  );
  const date = fc
    .integer({ min: -900, max: 200 })
    .map((days) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
  const literal = fc.oneof<fc.Arbitrary<Rule>[]>(
    text,
    fc.constantFrom(...numbers),
    date,
    anyId,
    fc.constantFrom<Rule>(...people, ...departments, null, true, 1000),
  );

  const numeric = fc.oneof(fc.constantFrom(...numbers), fc.integer({ min: -10, max: 100_000 }).map(String));
  const instant = date.map((day) => `${day}T08:00:00.000Z`);
  const values: Readonly<Record<ValueType, fc.Arbitrary<Rule>>> = {
    text: fc.oneof(text, anyId, fc.constantFrom(...people, ...departments)),
    number: numeric,
    date: fc.oneof(date, fc.constant<Rule>({ addDays: [{ var: 'today' }, -30] })),
    datetime: instant,
    boolean: fc.boolean(),
    list: text,
  };
  /** A test whose value fits what the name stands for. */
  const fitting = (of: Entity): fc.Arbitrary<Rule> => {
    const scope = askVocabularyOf(app, of);
    return fc.constantFrom(...Object.entries(scope)).chain(([known, type]): fc.Arbitrary<Rule> => {
      const term: Rule = { var: known };
      const empty = fc.constantFrom<Rule>({ '==': [term, null] }, { '!=': [term, null] });
      if (type === 'list')
        return fc.oneof(
          empty,
          text.map((each): Rule => ({ in: [each, term] })),
        );
      const ops =
        type === 'boolean'
          ? ['==', '!=']
          : type === 'text'
            ? ['==', '!=', '<', '>=', 'startsWith', 'endsWith']
            : ['==', '!=', '<', '<=', '>', '>='];
      const compared = fc.tuple(fc.constantFrom(...ops), values[type]).map(([op, value]): Rule => ({ [op]: [term, value] }));
      const options = fieldAt(app, of, known)?.options;
      if (type === 'boolean' || !options?.length) return fc.oneof({ arbitrary: compared, weight: 4 }, { arbitrary: empty, weight: 1 });
      const choice = fc.constantFrom(...options.map((option) => option.key));
      return fc.oneof(
        empty,
        choice.map((value): Rule => ({ '==': [term, value] })),
        fc.array(choice, { minLength: 1, maxLength: 3 }).map((list): Rule => ({ in: [term, list] })),
      );
    });
  };
  const odd = (of: Entity): fc.Arbitrary<Rule> =>
    fc.oneof(
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'startsWith', 'endsWith'), name(of), literal)
        .map(([op, n, v]): Rule => ({ [op]: [{ var: n }, v] })),
      fc.tuple(name(of), fc.array(literal, { minLength: 1, maxLength: 4 })).map(([n, list]): Rule => ({ in: [{ var: n }, list] })),
      fc.tuple(text, name(of)).map(([part, n]): Rule => ({ in: [part, { var: n }] })),
      fc.tuple(name(of), name(of)).map(([a, b]): Rule => ({ '>': [{ var: a }, { var: b }] })),
      fc
        .tuple(name(of), fc.integer({ min: -400, max: 400 }))
        .map(([n, days]): Rule => ({ '<': [{ var: n }, { addDays: [{ var: 'today' }, days] }] })),
      name(of).map((n): Rule => ({ var: n })),
    );
  const test = (of: Entity) =>
    fc.oneof(
      { arbitrary: fitting(of), weight: 8 },
      { arbitrary: odd(of), weight: 1 },
      { arbitrary: fc.constant<Rule>({ in: [{ var: 'department' }, { var: 'user.departments' }] }), weight: 1 },
    );
  const rule = (of: Entity): fc.Arbitrary<Rule> =>
    fc.oneof(
      { arbitrary: test(of), weight: 4 },
      { arbitrary: fc.array(test(of), { minLength: 2, maxLength: 3 }).map((tests): Rule => ({ and: tests })), weight: 1 },
      { arbitrary: fc.array(test(of), { minLength: 2, maxLength: 3 }).map((tests): Rule => ({ or: tests })), weight: 1 },
      { arbitrary: test(of).map((each): Rule => ({ '!': [each] })), weight: 1 },
    );
  /** A value once in so many times. */
  const maybe = <T>(arbitrary: fc.Arbitrary<T>, odds = 2): fc.Arbitrary<T | undefined> =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight: odds - 1 }, { arbitrary, weight: 1 });
  const words = (of: Entity) => fc.array(near(of), { minLength: 1, maxLength: 3 }).map((keys) => [...new Set(keys)].join());
  const sort = (of: Entity) =>
    fc
      .array(fc.tuple(fc.constantFrom('', '-'), near(of)), { minLength: 1, maxLength: 3 })
      .map((keys) => keys.map((each) => each.join('')).join());
  const limit = fc.constantFrom('1', '2', '7', '50', '200');
  const cursor = fc
    .array(fc.oneof(text, anyId, fc.constant(null)), { minLength: 1, maxLength: 3 })
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'));
  const path = (of: Entity) => `${BASE}/records/${of.key}`;
  const made = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(shape) as unknown as fc.Arbitrary<T>;
  const tidy = (query: Record<string, unknown>) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  const get = (kind: string, to: string, query: Record<string, unknown> = {}): Probe => ({
    kind,
    method: 'GET',
    path: to,
    query: tidy(query),
  });

  const list = entity.chain((of) =>
    made({
      ...{
        filter: maybe(rule(of)),
        search: maybe(text, 4),
        sort: maybe(sort(of)),
        fields: maybe(words(of)),
        expand: maybe(words(of)),
        limit: maybe(limit),
      },
      ...{ after: maybe(cursor, 12), deleted: maybe(fc.constant('true'), 5) },
    }).map((query) => get('list', path(of), query)),
  );
  const lookup = entity.chain((of) =>
    text.map((search) => get('lookup', path(of), { search, fields: of.title, sort: of.title, limit: '20' })),
  );
  const record = entity.chain((of) =>
    fc
      .tuple(idOf(of), maybe(words(of)), maybe(fc.constant('true'), 5))
      .map(([id, expand, deleted]) => get('get', `${path(of)}/${id}`, { expand, deleted })),
  );
  const history = entity.chain((of) => idOf(of).map((id) => get('history', `${path(of)}/${id}/history`)));
  const moving = app.entities.filter((each) => each.process);
  const board = fc
    .constantFrom(...moving)
    .chain((of) =>
      fc
        .tuple(fc.constantFrom(...(of.process?.pipelines.map((each) => each.key) ?? [])), maybe(rule(of)), maybe(text, 3), limit)
        .map(([pipeline, filter, search, most]) => get('board', `${BASE}/board/${of.key}`, { pipeline, filter, search, limit: most })),
    );
  const report = entity.chain((of) => {
    const ofKind = (fits: (field: Field) => boolean) => {
      const found = Object.keys(askVocabularyOf(app, of)).filter((each) => {
        const field = fieldAt(app, of, each);
        return field !== undefined && fits(field);
      });
      return fc.oneof({ arbitrary: fc.constantFrom(...found), weight: 9 }, { arbitrary: name(of), weight: 1 });
    };
    const split = ofKind((field) => fieldTypes[field.type].report === 'dimension');
    const figure = ofKind((field) => fieldTypes[field.type].report === 'measure' || field.key === 'created_at');
    const time = ofKind((field) => field.type === 'date' || field.type === 'datetime');
    const bucket = fc.constantFrom('month', 'quarter', 'year', 'day');
    const dimension = fc.tuple(split, maybe(bucket, 6), maybe(fc.integer({ min: 1, max: 3 }), 8));
    const fns = fc.constantFrom('count', 'count', 'sum', 'avg', 'min', 'max', 'median', 'ratio', 'avg_days', 'median_days');
    // Of the field itself, or worked out from it and another.
    const worked = fc.tuple(figure, rule(of)).map(
      ([other, when]) =>
        (field: string): Rule => ({
          '*': [{ var: field }, { if: [when, { '/': [{ var: other }, 100] }, 1] }],
        }),
    );
    const measure = fc.tuple(fns, fc.tuple(figure, time, time), maybe(rule(of)), rule(of), maybe(worked, 3));
    return fc
      .tuple(
        fc.array(dimension, { maxLength: 2 }),
        fc.array(measure, { minLength: 1, maxLength: 3 }),
        maybe(rule(of)),
        maybe(fc.tuple(fc.constantFrom('d0', 'm0'), fc.boolean())),
        maybe(fc.integer({ min: 1, max: 20 }), 3),
      )
      .map(([dimensions, measures, filter, by, most]): Probe => {
        const question = {
          entity: of.key,
          dimensions: dimensions.map(([field, bucket, level], i) => tidy({ key: `d${i}`, field, bucket, level })),
          measures: measures.map(([fn, [figured, from, to], only, base, worked], i) => {
            const times = fn.endsWith('_days') ? { from, to } : {};
            const plain = ['count', 'ratio'].includes(fn) || fn.endsWith('_days');
            const figure = plain ? {} : worked ? { expression: worked(figured) } : { field: figured };
            return tidy({
              key: `m${i}`,
              fn,
              ...times,
              ...figure,
              filter: fn === 'ratio' ? (only ?? true) : only,
              of: fn === 'ratio' ? base : undefined,
            });
          }),
          filter,
          sort: by && [{ by: by[0] === 'd0' && dimensions.length === 0 ? 'm0' : by[0], descending: by[1] }],
          limit: most,
        };
        return { kind: 'report', method: 'POST', path: `${BASE}/reports/run`, body: { report: tidy(question) } };
      });
  });
  const stored = fc
    .constantFrom(...app.reports.map((each) => each.key), 'no_such')
    .map((key): Probe => ({ kind: 'stored report', method: 'POST', path: `${BASE}/reports/run`, body: { report: key } }));
  const fixed = fc.constantFrom(
    ...['/definition', '/openapi.json', '/views', '/members', '/draft', '/versions', '/versions/1', '/nothing'].map((each) =>
      get('page', BASE + each),
    ),
    ...['/me', '/apps', '/people', '/departments', '/templates', '/apps/other/definition'].map((each) => get('page', each)),
    ...imports.map((id) => get('import', `${BASE}/imports/${id}`)),
    ...imports.map((id) => get('import', `${BASE}/imports/${id}/refused.csv`)),
  );
  const named = text.map((search) => get('people', '/people', { search }));

  // Writes that are refused whoever sends them: of another version, without what is required, with what nobody may name.
  const sent = (of: Entity) => fc.dictionary(near(of), fc.oneof(literal as fc.Arbitrary<unknown>, fc.constant([])), { maxKeys: 3 });
  const stale = entity.chain((of) =>
    fc.tuple(idOf(of), fc.constantFrom(1, 2, 3, 9_999), sent(of), near(of)).map(
      ([id, version, given, extra]): Probe => ({
        ...{ kind: 'stale update', method: 'PATCH', path: `${path(of)}/${id}?expand=${extra}` },
        body: { version, values: { ...given, no_such_field: 1 } },
      }),
    ),
  );
  const move = entity.chain((of) =>
    fc.tuple(idOf(of), fc.constantFrom('no_such_stage', 'signing'), fc.constantFrom('won', 'lost', 'paused')).map(
      ([id, stage, status]): Probe => ({
        ...{ kind: 'stale move', method: 'POST', path: `${path(of)}/${id}/move` },
        body: { version: 9_999, stage, status },
      }),
    ),
  );
  const create = entity.chain((of) =>
    sent(of).map(
      (given): Probe => ({ kind: 'refused create', method: 'POST', path: path(of), body: { values: { ...given, [of.title]: null } } }),
    ),
  );
  const remove = entity.chain((of) =>
    idOf(of).map((id): Probe => ({ kind: 'stale delete', method: 'DELETE', path: `${path(of)}/${id}?version=9999` })),
  );
  const restore = entity.chain((of) =>
    idOf(of).map((id): Probe => ({ kind: 'stale restore', method: 'POST', path: `${path(of)}/${id}/restore`, body: { version: 9_999 } })),
  );
  const preview = fc
    .tuple(
      fc.constantFrom(...imports, '00000000-0000-7000-8000-000000000001'),
      fc.subarray(['customer', 'amount', 'job_title', 'opportunity_type', 'stage']),
      fc.boolean(),
    )
    .map(([id, targets, baseline]): Probe => {
      const columns: Record<string, string> = {
        customer: 'customer',
        amount: 'amount',
        job_title: 'title',
        opportunity_type: 'type',
        stage: 'type',
      };
      const mapped = Object.fromEntries(targets.map((target) => [target, { column: columns[target] }]));
      return {
        kind: 'import preview',
        method: 'POST',
        path: `${BASE}/imports/${id}/preview`,
        body: { targets: { name: { column: 'name' }, ...mapped }, baseline },
      };
    });
  return fc.oneof(
    { arbitrary: list, weight: 30 },
    { arbitrary: report, weight: 25 },
    ...[record, history].map((arbitrary) => ({ arbitrary, weight: 10 })),
    ...[board, lookup, stale].map((arbitrary) => ({ arbitrary, weight: 6 })),
    ...[stored, fixed, create].map((arbitrary) => ({ arbitrary, weight: 3 })),
    ...[named, move, remove, restore, preview].map((arbitrary) => ({ arbitrary, weight: 1 })),
  );
}
