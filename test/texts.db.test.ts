import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let definition: object;
let revision: number;

const APP = '/apps/opportunity';
const BAD = { NUL: 'a\0b', 'half of a character': 'a\ud800b' };

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  ({ definition, revision } = (await admin.get(`${APP}/draft`)).body);
});
afterAll(() => close());

type Place = readonly string[];

/** One place of every kind in which a text or a name stands: positions in lists count as the same. */
function placesOf(document: unknown): Place[] {
  const found = new Map<string, Place>();
  const walk = (value: unknown, place: Place) => {
    if (typeof value === 'string') found.set(place.map((step) => (/^\d+$/.test(step) ? '*' : step)).join('.'), place);
    if (typeof value === 'object' && value !== null) for (const [name, each] of Object.entries(value)) walk(each, [...place, name]);
  };
  walk(document, []);
  return [...found.values()];
}

function withText(document: object, place: Place, text: string): object {
  const copy = structuredClone(document);
  const last = place.at(-1) as string;
  // biome-ignore lint/suspicious/noExplicitAny: it goes down a document of any shape
  const holder = place.slice(0, -1).reduce((inner: any, step) => inner[step], copy);
  holder[last] = text;
  return copy;
}

const stillThere = async () => {
  const answers = await Promise.all([admin.get('/apps'), admin.get(`${APP}/definition`), admin.get(`${APP}/records/opportunity`)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers[0].body.apps).toHaveLength(1);
};

describe('every text of a definition', () => {
  it('is refused with its place where it cannot be stored, and nothing of it is kept', async () => {
    const places = placesOf(definition);
    expect(places.length).toBeGreaterThan(60);
    for (const place of places) {
      for (const text of Object.values(BAD)) {
        const answer = await admin.send('PUT', `${APP}/draft`, { revision, definition: withText(definition, place, text) });
        expect([
          place.join('.'),
          answer.status,
          answer.body.issues.map((each: { path: string; code: string }) => [each.path, each.code]),
        ]).toEqual([place.join('.'), 422, [[`definition.${place.join('.')}`, 'text.characters']]]);
      }
    }
    expect((await admin.get(`${APP}/draft`)).body).toMatchObject({ revision, definition });
    await stillThere();
  });

  it('may be very long without any harm: it is refused where it stands, or it is kept', { timeout: 300_000 }, async () => {
    for (const place of placesOf(definition)) {
      const saved = await admin.send('PUT', `${APP}/draft`, {
        revision,
        definition: withText(definition, place, '\u957f'.repeat(100_000)),
      });
      expect([place.join('.'), saved.status]).toEqual([place.join('.'), 200]);
      revision = saved.body.revision;
      if (saved.body.issues.length === 0)
        expect([place.join('.'), (await admin.send('POST', `${APP}/dry-run`, {})).status]).toEqual([place.join('.'), 200]);
    }
    revision = (await admin.send('PUT', `${APP}/draft`, { revision, definition })).body.revision;
    await stillThere();
  });

  it('is refused at a publish as well, should a draft have it from before', async () => {
    const draft = withText(definition, ['name', 'en'], 'a\0b');
    await server.pool.query('update pipewright.app set draft = $1', [JSON.stringify(draft)]);
    for (const [path, body] of [
      ['dry-run', {}],
      ['publish', { base: 1, revision }],
    ] as const) {
      const answer = await admin.send('POST', `${APP}/${path}`, body);
      expect(answer.body.issues.map((each: { path: string; code: string }) => [each.path, each.code])).toEqual([
        ['name.en', 'text.characters'],
      ]);
    }
    await stillThere();
    await server.pool.query('update pipewright.app set draft = $1', [JSON.stringify(definition)]);
  });

  it('is kept in its composed form, whichever form it comes in', async () => {
    const renamed = withText(definition, ['name', 'en'], 'Cafe\u0301');
    const saved = await admin.send('PUT', `${APP}/draft`, { revision, definition: renamed });
    expect((await admin.send('POST', `${APP}/publish`, { base: 1, revision: saved.body.revision })).status).toBe(200);
    expect((await admin.get('/apps')).body.apps[0].name.en).toBe('Caf\u00e9');
    expect((await admin.get(`${APP}/definition`)).body.app.name.en).toBe('Caf\u00e9');
  });
});

describe('every other door that takes text', () => {
  const view = { key: 'mine', name: { en: 'x', 'zh-CN': 'x' }, columns: ['name'] };
  const filter = (text: string) => ({ '==': [{ var: 'name' }, text] });
  const doors: readonly (readonly [string, string, string, (text: string) => object])[] = [
    ['POST', '/apps', 'key', (text) => ({ key: text, template: 'opportunity' })],
    ['POST', '/apps', 'name.en', (text) => ({ key: 'fine', template: 'opportunity', name: { en: text, 'zh-CN': 'x' } })],
    ['POST', '/apps', 'template', (text) => ({ key: 'fine', template: text })],
    ['POST', '/people', 'name', (name) => ({ name })],
    ['PATCH', '/people/nobody', 'department', (department) => ({ department })],
    ['POST', '/people/import', 'lines.0.office', (office) => ({ lines: [{ name: 'x', manager: 'x', office }] })],
    ['POST', '/departments', 'name', (name) => ({ name })],
    ['POST', '/departments', 'manager', (manager) => ({ name: 'x', manager })],
    ['POST', '/setup', 'company', (company) => ({ token: 'x', company, name: 'x', email: 'a@b.cn', password: 'pipewright-demo' })],
    ['PUT', `${APP}/members`, 'user', (user) => ({ user, role: 'sales' })],
    ['POST', `${APP}/views`, 'view.name.en', (en) => ({ entity: 'customer', view: { ...view, name: { en, 'zh-CN': 'x' } } })],
    ['POST', `${APP}/views`, 'view.filter.==.1', (text) => ({ entity: 'customer', view: { ...view, filter: filter(text) } })],
    ['POST', `${APP}/publish`, 'note', (note) => ({ base: 1, revision, note })],
    ['POST', `${APP}/dry-run`, 'places.a', (a) => ({ places: { a } })],
    ['POST', `${APP}/imports/00000000-0000-7000-8000-000000000000/preview`, '', (value) => ({ targets: { name: { value } } })],
    [
      'POST',
      `${APP}/reports/run`,
      'report.filter.==.1',
      (text) => ({ report: { entity: 'customer', dimensions: [], measures: [{ key: 'n', fn: 'count' }], filter: filter(text) } }),
    ],
    ['POST', `${APP}/records/customer`, 'stage', (stage) => ({ values: {}, stage })],
    ['POST', `${APP}/records/customer`, 'name', (name) => ({ values: { name } })],
  ];

  it.each(Object.entries(BAD))('refuses %s with its place', async (_, text) => {
    for (const [method, path, place, body] of doors) {
      const { status, body: answer } = await admin.send(method, path, body(text));
      expect([path, place, status >= 400 && status < 500]).toEqual([path, place, true]);
      if (place) expect([path, answer.issues[0].path]).toEqual([path, place]);
    }
    await stillThere();
  });

  it('refuses NUL in addresses: parameters of the path and of the question', async () => {
    const paths = [
      '/people?search=a%00',
      `${APP}/records/customer?search=%00`,
      `${APP}/records/customer?after=%00`,
      `${APP}/records/%00`,
      '/apps/a%00/definition',
      `${APP}/dry-run/records?effect=a%00`,
      `${APP}/records/customer?sort=a%00&limit=2`,
    ];
    for (const path of paths) {
      const { status, body } = await admin.get(path);
      expect([path, status, body.issues[0].code, body.issues[0].path !== '']).toEqual([path, 422, 'text.characters', true]);
    }
    const escaped = await admin.get(`${APP}/records/customer`, { filter: filter('a\0') });
    expect([escaped.status, escaped.body.issues[0].path]).toEqual([422, 'filter.==.1']);
  });

  it('finds people by either form of their name', async () => {
    await admin.send('POST', '/people', { name: 'Rene\u0301' });
    for (const search of ['Ren\u00e9', 'Rene\u0301']) expect((await admin.get('/people', { search })).body.people).toHaveLength(1);
  });

  it('reads the headings of a file in either form, and without NUL', async () => {
    const staged = (await admin.send('POST', `${APP}/imports/customer`, 'Socie\u0301te\u0301\0,b\nCafe\u0301,x\n')).body;
    expect(staged.columns).toEqual(['Soci\u00e9t\u00e9', 'b']);
    const preview = await admin.send('POST', `${APP}/imports/${staged.id}/preview`, {
      targets: { name: { column: 'Socie\u0301te\u0301' } },
    });
    expect(preview.body).toMatchObject({ done: 1, refused: 0 });
  });

  it('lets none of it through sign-in either', async () => {
    for (const text of Object.values(BAD)) {
      const wrong = await admin.send('POST', '/auth/update-user', { name: text });
      const nobody = await admin.send('POST', '/auth/sign-in/email', { email: `${text}@b.cn`, password: text });
      expect([wrong.status, nobody.status].every((status) => status >= 400 && status < 500)).toBe(true);
    }
  });
});
