import type { App, Field } from '@pipewright/definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { importEnd, stageFile } from '../../../test/support/importing.ts';
import type { RunningServer } from '../running/server.ts';

const app = '/apps/opportunity';
const deals = `${app}/records/opportunity`;
const label = (en: string) => ({ en, 'zh-CN': en });
let server: RunningServer;
let close: () => Promise<void>;
let [admin, sales]: TestClient[] = [];
let customer = '';
let me: { user: string; department: string } = { user: '', department: '' };

const EXTRA: readonly Field[] = [
  { key: 'maker', type: 'person', name: label('Maker'), default: { var: 'user.id' } },
  { key: 'unit', type: 'department', name: label('Unit'), default: { var: 'user.department' } },
  { key: 'follow_on', type: 'date', name: label('Follow'), default: { addDays: [{ var: 'today' }, 7] } },
  { key: 'begun', type: 'datetime', name: label('Begun'), default: { var: 'now' } },
  { key: 'effort', type: 'integer', name: label('Effort'), default: 3 },
  { key: 'secret', type: 'money', name: label('Secret'), default: '12.5' },
  { key: 'fixed', type: 'boolean', name: label('Fixed'), default: false },
  { key: 'tags', type: 'choices', name: label('Tags'), options: ['a', 'b'].map((key) => ({ key, name: label(key) })), default: ['b'] },
  { key: 'detail', type: 'text', name: label('Detail'), default: 'more', showIf: { '>': [{ var: 'effort' }, 5] } },
  { key: 'goodbye', type: 'text', name: label('Goodbye'), default: 'sorry', showIf: { '==': [{ var: 'status' }, 'lost'] } },
];

/** Publishes the demo's definition after a change of its deals; answers the status and what was said. */
async function design(change: (fields: Field[], document: App) => void): Promise<Answer> {
  const client = admin as TestClient;
  const { definition, revision, version } = (await client.get(`${app}/draft`)).body;
  change(definition.entities.find(({ key }: { key: string }) => key === 'opportunity').fields, definition);
  const saved = await client.send('PUT', `${app}/draft`, { revision, definition });
  return client.send('POST', `${app}/publish`, { base: version, revision: saved.body.revision });
}

const values = (more: object = {}) => ({
  ...{ name: 'D', customer, opportunity_type: 'new', amount: '1', expected_close: '2030-01-01', pain_point: 'x' },
  ...more,
});
let contact = '';
const create = (client: TestClient | undefined, more: object = {}) =>
  (client as TestClient).send('POST', deals, { values: values({ decision_maker: contact, ...more }) });
const stored = async (id: string) =>
  (await server.pool.query('select *, follow_on::text, secret::text from app_opportunity.opportunity where id = $1', [id])).rows[0];
const day = (days: number) => {
  const date = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(date);
};

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  customer = (await sales.send('POST', `${app}/records/customer`, { values: { name: 'C', customer_class: 'standard' } })).body.id;
  contact = (await sales.send('POST', `${app}/records/contact`, { values: { name: 'P', customer } })).body.id;
  const { rows } = await server.pool.query<{ user: string; department: string }>(
    `select p.user_id as user, p.department::text from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = 'sales@demo.local'`,
  );
  [me = me] = rows;
  const made = await design((fields, { roles }) => {
    fields.push(...structuredClone(EXTRA));
    const grant = roles.find(({ key }) => key === 'sales')?.grants.opportunity;
    grant?.hidden.push('secret');
    grant?.readonly.push('fixed');
  });
  expect(made.status).toBe(200);
});
afterAll(() => close?.());

describe('a record that is made', () => {
  it('has the default of each field of which nothing is said, also of those its maker may not write or see', async () => {
    const before = await server.pool.query('select count(effort)::int as n from app_opportunity.opportunity');
    expect(before.rows).toEqual([{ n: 0 }]);
    const { status, body } = await create(sales);
    expect([status, body.effort, body.fixed, body.tags, body.follow_on]).toEqual([201, 3, false, ['b'], day(7)]);
    expect(body).not.toHaveProperty('secret');
    const row = await stored(body.id);
    expect([row.maker, row.unit, row.secret]).toEqual([me.user, me.department, '12.5']);
    expect(Math.abs(Date.parse(row.begun) - Date.now())).toBeLessThan(60_000);
    // Its story begins with them, as with everything else.
    const { entries } = (await (admin as TestClient).get(`${deals}/${body.id}/history`)).body;
    expect(entries[0]).toMatchObject({ kind: 'create', after: { effort: 3, secret: '12.5', tags: ['b'] } });
  });

  it('has nothing where it is said to be empty, and what is said where something is', async () => {
    const { body } = await create(sales, { effort: null, tags: [], follow_on: '2031-02-03' });
    expect([body.effort, body.tags, body.follow_on]).toEqual([null, null, '2031-02-03']);
  });

  it('has no default of a field that its condition hides, by what is given, by other defaults and by where it stands', async () => {
    const usual = (await create(sales)).body;
    expect([usual.detail, usual.goodbye]).toEqual([null, null]);
    expect((await create(sales, { effort: 9 })).body).toMatchObject({ detail: 'more', goodbye: null });
  });

  it('is judged with its defaults: by shape, by what is required, and by its gates', async () => {
    const none = await create(sales, { source_kind: null });
    expect([none.status, none.body.issues[0].path]).toEqual([422, 'source_kind']);
    const readonly = await create(sales, { fixed: true });
    expect([readonly.status, readonly.body.issues[0].code]).toEqual([403, 'field.readonly']);
    const hidden = await create(sales, { secret: null });
    expect([hidden.status, hidden.body.issues[0].code]).toEqual([422, 'unknown.field']);
  });

  it('keeps them when it is changed, and gets none then', async () => {
    const { body } = await create(sales, { effort: null });
    const changed = await (sales as TestClient).send('PATCH', `${deals}/${body.id}`, { version: 1, values: { name: 'E', tags: null } });
    expect(changed.body).toMatchObject({ name: 'E', effort: null, tags: null, fixed: false });
  });
});

describe('an activity of a record', () => {
  it('happened when it is written down, unless it is said otherwise', async () => {
    const { body } = await create(sales);
    const log = async (more: object) => {
      const sent = { entity: 'activity', values: { summary: 'Called', kind: 'call', ...more } };
      const { status, body: made } = await (sales as TestClient).send('POST', `${deals}/${body.id}/activities`, sent);
      expect(status).toBe(201);
      return (await (sales as TestClient).get(`${app}/records/activity/${made.id}`)).body.happened_at;
    };
    expect(Math.abs(Date.parse(await log({})) - Date.now())).toBeLessThan(60_000);
    expect(await log({ happened_at: null })).toBeNull();
  });
});

describe('records from a file', () => {
  const run = async (csv: string, more: object = {}, options: object = {}) => {
    const names = { customer: { column: 'customer' }, decision_maker: { value: 'P' }, pain_point: { value: 'x' }, amount: { value: '1' } };
    const targets = { name: { column: 'name' }, ...names, expected_close: { value: '2030-01-01' }, opportunity_type: { value: 'new' } };
    const staged = await stageFile(admin as TestClient, `${app}/imports/opportunity`, csv);
    const mapping = { targets: { ...targets, ...more }, ...options };
    const begun = await (admin as TestClient).send('POST', `${app}/imports/${staged.id}/run`, mapping);
    expect(begun.status).toBeLessThan(300);
    expect(await importEnd(admin as TestClient, `${app}/imports/${staged.id}`)).toMatchObject({ refused: 0 });
    const found = await server.pool.query(
      'select name, effort, secret::text from app_opportunity.opportunity where name like $1 order by name',
      [`${csv.split('\n')[1]?.slice(0, 1)}_`],
    );
    return found.rows;
  };

  it('have the defaults of columns that are not mapped; an empty cell of one that is stays empty', async () => {
    expect(await run('name;customer\nI1;C\nI2;C\n')).toEqual([
      { name: 'I1', effort: '3', secret: '12.5' },
      { name: 'I2', effort: '3', secret: '12.5' },
    ]);
    expect(await run('name;customer;n\nJ1;C;\nJ2;C;8\n', { effort: { column: 'n' } })).toEqual([
      { name: 'J1', effort: null, secret: '12.5' },
      { name: 'J2', effort: '8', secret: '12.5' },
    ]);
  });

  it('that bring in the past have none: it is taken as it was', async () => {
    expect(await run('name;customer\nK1;C\n', {}, { baseline: true })).toEqual([{ name: 'K1', effort: null, secret: null }]);
  });
});

describe('a definition in which a default changes', () => {
  it('refuses an option that was retired while a form was open, names its field, and has nothing for it by itself', async () => {
    await design((fields) => {
      const tags = fields.find(({ key }) => key === 'tags') as Field;
      Object.assign(tags, { options: tags.options?.map((each) => (each.key === 'b' ? { ...each, retired: true } : each)) });
      delete tags.default;
    });
    const late = await create(sales, { tags: ['b'] });
    expect([late.status, late.body.issues.map(({ path, code }: { path: string; code: string }) => [path, code])]).toEqual([
      422,
      [['tags', 'value.option']],
    ]);
    expect((await create(sales)).body.tags).toBeNull();
  });

  it('leaves the records that are there as they are', async () => {
    const { body } = await create(sales);
    await design((fields) => Object.assign(fields.find(({ key }) => key === 'effort') as Field, { default: 4 }));
    expect((await stored(body.id)).effort).toBe('3');
    expect((await create(sales)).body.effort).toBe(4);
  });

  it('is refused with words where it is wrong, before anything is written', async () => {
    const wrong = await design((fields) => Object.assign(fields.find(({ key }) => key === 'effort') as Field, { default: 'many' }));
    expect([wrong.status, wrong.body.issues.map(({ code }: { code: string }) => code)]).toEqual([422, ['field.default_fit']]);
    expect((await create(sales)).body.effort).toBe(4);
  });
});
