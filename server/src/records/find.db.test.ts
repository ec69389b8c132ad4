import { type App, type Found, setFieldRight } from '@pipewright/definition';
import { pinyin } from 'pinyin-pro';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { freshServer } from '../../../test/support/database.ts';
import { DEMO } from '../demo/demo.ts';
import { publish } from '../publish/publish.ts';
import type { RunningServer } from '../running/server.ts';

const APP = `/apps/${DEMO.app}`;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
const made: Record<string, string> = {};

const add = async (client: TestClient, name: string, entity: string, values: object) => {
  const { status, body } = await client.send('POST', `${APP}/records/${entity}`, { values });
  if (status !== 201) throw new Error(JSON.stringify(body));
  made[name] = body.id;
};

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const { rows } = await server.pool.query('select definition from pipewright.version where version = 1');
  const app: App = JSON.parse(rows[0].definition);
  // A sales person may not see telephone numbers of contacts, nor what customers are called.
  const shy = setFieldRight(app, 'sales', 'contact', 'phone', 'hidden');
  await publish(server.pool, { key: DEMO.app, document: shy, base: 1, by: null });
  admin = await clientFor(server, 'admin@demo.local');
  sales = await clientFor(server, 'sales@demo.local');
  await add(admin, 'customer', 'customer', { name: '琼楼玉宇科技', customer_class: 'standard', region: 'east', phone: '021-6543 2109' });
  await add(admin, 'twin', 'customer', { name: '新琼楼', customer_class: 'standard', region: 'east' });
  await add(admin, 'contact', 'contact', { name: '令狐冲', customer: made.customer, phone: '13900001111', email: 'linghu@example.com' });
  await add(sales, 'firm', 'customer', { name: '金樽清酒', customer_class: 'standard', region: 'east' });
  await add(sales, 'own', 'contact', { name: '令狐韧', customer: made.firm, email: 'ren@example.com' });
  await server.pool.query(`update app_${DEMO.app}.contact set phone = '13900002222' where id = $1`, [made.own]);
});
afterAll(() => close());

const find = async (client: TestClient, search: string, more: object = {}): Promise<Found[]> => {
  const { status, body } = await client.get(`${APP}/records`, { search, ...more });
  expect(status).toBe(200);
  return body.found;
};
const ids = async (client: TestClient, search: string, more: object = {}) =>
  (await find(client, search, more)).map(({ record }) => record.id);

describe('a search of everything', () => {
  it('finds records of any kind by Chinese, pinyin, initials, telephone and e-mail, and says by what', async () => {
    for (const text of ['琼楼玉宇', '琼楼', 'qlyy', 'qionglouyuyu', 'qlyykj', '02165432109', '玉宇科技 琼楼'])
      expect([text, (await ids(admin, text))[0]]).toEqual([text, made.customer]);
    for (const text of ['令狐冲', 'lhc', 'linghuc', '13900001111', 'linghu@example.com'])
      expect([text, (await ids(admin, text))[0]]).toEqual([text, made.contact]);
    const [found] = await find(admin, '0001111');
    expect([found?.entity, found?.by, found?.record.name, found?.record.$names?.customer]).toEqual([
      'contact',
      'phone',
      '令狐冲',
      '琼楼玉宇科技',
    ]);
    expect((await find(admin, '琼楼'))[0]?.by).toBeNull();
  });

  it('takes a letter alone for the beginning of names, as they are spoken and as they are written', async () => {
    const names = ['阿尔法仪器', '中兴纸业', '北国造船', 'Zenith', 'zebra', 'ärger', '龘龘实业', 'αlpha'];
    for (const name of names) await add(admin, name, 'customer', { name, customer_class: 'standard', region: 'east' });
    const made = async (letter: string) =>
      (await find(admin, letter, { entities: 'customer', limit: '50' }))
        .flatMap(({ record }) => (names.includes(String(record.name)) ? [record.name] : []))
        .sort();
    expect(await made('z')).toEqual(['Zenith', 'zebra', '中兴纸业'].sort());
    expect(await made('Z')).toEqual(await made('z'));
    expect(await made('b')).toEqual(['北国造船']);
    expect(await made('a')).toEqual(['ärger', '阿尔法仪器'].sort());
    expect(await made('d')).toEqual(['龘龘实业']);
    // Two letters are looked for anywhere, and one in the list is.
    expect(await ids(admin, 'gz', { entities: 'customer' })).toContain((await ids(admin, '北国造船'))[0]);
    const listed = (await admin.get(`${APP}/records/customer`, { search: 'z', limit: 100 })).body.records;
    expect(listed.map(({ name }: { name: string }) => name)).toContain('北国造船');
  });

  it('finds a record by its number, before all others', async () => {
    const { records } = (await admin.get(`${APP}/records/opportunity`, { limit: 5, fields: 'code' })).body;
    for (const { id, code } of records) expect([code, (await ids(admin, code))[0]]).toEqual([code, id]);
  });

  it('puts what begins with the text before what only has it, and looks in some entities only where it is told to', async () => {
    expect(await ids(admin, '琼楼')).toEqual([made.customer, made.twin]);
    expect(await ids(admin, '琼楼', { entities: 'contact,product' })).toEqual([]);
    expect(await ids(admin, '琼楼', { entities: 'customer', limit: '1' })).toEqual([made.customer]);
    expect(await ids(admin, '琼楼', { entities: 'nothing' })).toEqual([]);
    expect((await admin.get(`${APP}/records`, { search: 'x', limit: '0' })).status).toBe(422);
  });

  it('puts a word that begins with the letters before names that sound like them, and those before the inside of a word', async () => {
    const names = ['Loqiongson', '老琼记', 'Anna Qiongdale'];
    for (const name of names) await add(admin, name, 'customer', { name, customer_class: 'standard', region: 'east' });
    const found = (await find(admin, 'qiong', { entities: 'customer', limit: '50' })).map(({ record }) => String(record.name));
    expect(found.filter((name) => names.includes(name))).toEqual(['Anna Qiongdale', '老琼记', 'Loqiongson']);
    for (const name of names) await admin.send('DELETE', `${APP}/records/customer/${made[name]}?version=1`);
  });

  it('finds nothing where nothing is typed, nothing matches, or the record was deleted', async () => {
    for (const text of ['', '  ', '-', '无此客户xyz', 'zzzqqq', '99999999999', '11110000'])
      expect([text, await ids(admin, text)]).toEqual([text, []]);
    await add(admin, 'gone', 'customer', { name: '昙花一现', customer_class: 'standard', region: 'east' });
    expect(await ids(admin, '昙花')).toEqual([made.gone]);
    await admin.send('DELETE', `${APP}/records/customer/${made.gone}?version=1`);
    expect(await ids(admin, '昙花')).toEqual([]);
  });

  it('gives a person only what that person sees: rows of the own scope', async () => {
    expect(await ids(admin, '令狐')).toEqual([made.own, made.contact]);
    const seen = (await sales.get(`${APP}/records/contact`, { search: '令狐', sort: '-created_at' })).body.records;
    expect(await ids(sales, '令狐')).toEqual(seen.map(({ id }: { id: string }) => id));
    const [deal] = (
      await admin.get(`${APP}/records/opportunity`, { filter: { '!=': [{ var: 'owner' }, (await sales.get('/me')).body.user] }, limit: 1 })
    ).body.records;
    expect(await ids(admin, deal.code)).toContain(deal.id);
    expect(await ids(sales, deal.code)).not.toContain(deal.id);
  });

  it('finds nothing by a value of a hidden field, and gives none', async () => {
    for (const text of ['13900002222', '2222', '139']) {
      expect(await ids(admin, text)).toContain(made.own);
      expect(await ids(sales, text)).not.toContain(made.own);
      const listed = (await sales.get(`${APP}/records/contact`, { search: text })).body.records;
      expect(listed.map(({ id }: { id: string }) => id)).not.toContain(made.own);
    }
    const [found] = await find(sales, '令狐韧');
    expect(found?.record.id).toBe(made.own);
    expect(JSON.stringify(found)).not.toMatch(/phone|13900002222/);
  });

  it('serves lists, boards and related pickers alike', async () => {
    const [listed] = (await admin.get(`${APP}/records/customer`, { search: 'qlyy' })).body.records;
    expect(listed.id).toBe(made.customer);
    const board = async (search?: string): Promise<{ id: string; name: string }[]> => {
      const { columns } = (await admin.get(`${APP}/board/opportunity`, { pipeline: 'standard', ...(search ? { search } : {}) })).body;
      return columns.flatMap((column: { records: { id: string; name: string }[] }) => column.records);
    };
    const card = (await board()).find(({ name }) => /^\p{Script=Han}{4}/u.test(name));
    const beginning = card?.name.slice(0, 4) ?? '';
    const initials = Array.from(beginning, (each) => pinyin(each, { toneType: 'none', pattern: 'first' })).join('');
    const found = await board(initials);
    expect(found.map(({ id }) => id)).toContain(card?.id);
    expect(await board(`${initials}zzz`)).toEqual([]);
  });
});

describe('people', () => {
  const people = async (query: object) => (await sales.get('/people', { ...query })).body.people.map(({ name }: { name: string }) => name);

  it('are found by name, pinyin, initials and a whole address, never by a part of one', async () => {
    const [{ name, id }] = (
      await server.pool.query(
        `select p.name, p.user_id as id from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = 'manager@demo.local'`,
      )
    ).rows;
    const { rows } = await server.pool.query('select pipewright.search_keys($1)::text as keys', [name]);
    expect(rows[0].keys).not.toBe('');
    expect(await people({ search: name })).toContain(name);
    expect(await people({ search: 'manager@demo.local' })).toEqual([name]);
    for (const part of ['manager@demo', 'manager@', '@demo.local']) expect([part, await people({ search: part })]).toEqual([part, []]);
    expect(await people({ ids: `${id},nobody` })).toEqual([name]);
  });

  it('are offered twenty at a time, those of the own department first', async () => {
    const { user } = (await sales.get('/me')).body;
    await server.pool.query(
      `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") select 'crowd' || i, '安' || i, 'crowd' || i || '@no-sign-in.invalid', true, now(), now() from generate_series(1, 300) i;
       insert into pipewright.person (user_id, workspace, name) select 'crowd' || i, (select workspace from pipewright.person where user_id = '${user}'), '安' || i from generate_series(1, 300) i`,
    );
    const near = (await sales.get('/people', { near: 'true', limit: '20' })).body.people;
    expect(near).toHaveLength(20);
    const mine = await server.pool.query('select department::text from pipewright.person where user_id = $1', [user]);
    const own = near.filter(({ department }: { department: string }) => department === mine.rows[0].department);
    expect(own.length).toBeGreaterThan(0);
    expect(near.slice(0, own.length)).toEqual(own);
    // Beyond the first two hundred too.
    expect(await people({ search: 'an299', limit: '20' })).toEqual(['安299']);
    await server.pool.query(`update pipewright.person set active = false where user_id = 'crowd299'`);
    expect(await people({ search: 'an299' })).toEqual([]);
    expect(await people({ ids: 'crowd299' })).toEqual(['安299']);
  });
});
