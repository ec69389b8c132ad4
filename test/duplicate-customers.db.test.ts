import { expect, it } from 'vitest';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { importEnd, stageFile } from './support/importing.ts';

const APP = '/apps/opportunity';
const CUSTOMERS = `${APP}/records/customer`;
const demo = openDemo();
const make = (who: TestClient, name: string, more: object = {}) => who.send('POST', CUSTOMERS, { values: { name }, ...more });
const codes = ({ body }: Answer) => (body.issues ?? []).map(({ code }: { code: string }) => code);
const called = async (part: string) =>
  (await demo.ask('select name from app_opportunity.customer where name like $1 and deleted_at is null order by id', [`%${part}%`])).map(
    ({ name }) => name,
  );

it('warns of a customer whose name is there however it is written, and names whose it is in both languages', async () => {
  const first = await make(demo.admin, '云图（集团）有限公司 A-1');
  expect(first.status).toBe(201);
  for (const name of ['云图(集团)有限公司 a1', ' 云图（集团） 有限公司Ａ－１ '])
    expect([name, codes(await make(demo.admin, name))]).toEqual([name, ['duplicate.warned']]);
  expect((await make(demo.admin, '云图（集团）有限公司 A-2')).status).toBe(201);
  const chinese = await clientFor(demo.server, 'admin@demo.local', 'zh-CN');
  const refused = await make(chinese, '云图(集团)有限公司 a1');
  expect(refused.body.issues[0].message).toMatch(/^已有同名客户（忽略空格、标点、大小写和全半角）。/);
  expect(refused.body.duplicate.record).toEqual({ id: first.body.id, title: '云图（集团）有限公司 A-1' });
  expect((await make(demo.admin, '云图(集团)有限公司 a1', { duplicates: 'accepted' })).status).toBe(201);
  expect(await called('云图')).toHaveLength(3);
});

it('tells of a customer out of sight whose it is, and not even how it is written', async () => {
  expect((await make(demo.admin, 'Hidden Giant Ltd.')).status).toBe(201);
  const sales = await clientFor(demo.server, 'sales@demo.local');
  const refused = await make(sales, 'hidden giant ltd');
  expect([codes(refused), refused.body.duplicate.record]).toEqual([['duplicate.warned_hidden'], undefined]);
  const [{ name }] = await demo.ask(
    `select p.name from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = 'admin@demo.local'`,
  );
  expect([refused.text.includes(name), refused.text.includes('Giant')]).toEqual([true, false]);
});

it('is judged as one is renamed, comes back from the bin, is changed with others, stands in a file, or is made at the same time', async () => {
  const first = await make(demo.admin, 'Twice Co');
  const other = await make(demo.admin, 'Another Co');
  const rename = (name: string, more: object = {}) =>
    demo.admin.send('PATCH', `${CUSTOMERS}/${other.body.id}`, { version: other.body.version, values: { name }, ...more });
  expect(codes(await rename('TWICE CO.'))).toEqual(['duplicate.warned']);
  const together = await demo.admin.send('POST', `${CUSTOMERS}/together`, { records: [other.body.id], values: { name: 'Twice, Co' } });
  expect([together.body.done, together.body.refused[0].faults[0].code]).toEqual([0, 'duplicate.warned']);
  const gone = await demo.admin.send('DELETE', `${CUSTOMERS}/${first.body.id}?version=${first.body.version}`);
  expect((await rename('TWICE CO.')).status).toBe(200);
  const back = (more: object) => demo.admin.send('POST', `${CUSTOMERS}/${first.body.id}/restore`, { version: gone.body.version, ...more });
  expect(codes(await back({}))).toEqual(['duplicate.warned']);
  expect((await back({ duplicates: 'accepted' })).status).toBe(200);

  const { id } = await stageFile(demo.admin, `${APP}/imports/customer`, 'n\nTwice-Co\nFresh Co\nfresh co\n');
  const targets = { name: { column: 'n' } };
  const preview = await demo.admin.send('POST', `${APP}/imports/${id}/preview`, { targets });
  expect([preview.body.done, preview.body.refused, preview.body.duplicates]).toEqual([1, 2, 2]);
  await demo.admin.send('POST', `${APP}/imports/${id}/run`, { targets, duplicates: 'accepted' });
  expect((await importEnd(demo.admin, `${APP}/imports/${id}`)).done).toBe(3);

  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => make(demo.admin, i % 2 ? 'Race Co' : 'race co')));
  expect([
    all.filter(({ status }) => status === 201).length,
    (await called('ace')).filter((name) => /^race co$/i.test(name)).length,
  ]).toEqual([1, 1]);
});

it('is judged as a lead becomes a customer, unless the one that is there is chosen', async () => {
  const there = await make(demo.admin, 'Lead Target Ltd');
  const values = { company: 'LEAD TARGET LTD.', contact_name: 'Ada', need: 'x', budget: '1', lead_status: 'qualified' };
  const lead = await demo.admin.send('POST', `${APP}/records/lead`, { values });
  const at = `${APP}/records/lead/${lead.body.id}/convert`;
  const opportunity = { values: { expected_close: '2030-01-01' } };
  const refused = await demo.admin.send('POST', at, { targets: { opportunity } });
  expect([codes(refused), refused.body.issues[0].path]).toEqual([['duplicate.warned'], 'targets.customer']);
  const done = await demo.admin.send('POST', at, { targets: { customer: { use: there.body.id }, opportunity } });
  expect([done.status, await called('arget')]).toEqual([200, ['Lead Target Ltd']]);
});
