import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installTemplate, type RunningServer } from '@pipewright/server';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer, root } from './support/database.ts';
import { importEnd, stageFile } from './support/importing.ts';
import { storyDifferences } from './support/story.ts';

// Companies and amounts that nobody has; the files are as awkward as those of people: a mark at the beginning, quotes, line ends in cells, two languages, wrong rows.
const read = (name: string) => readFileSync(join(root, 'test', 'fixture', `${name}.csv`), 'utf8');

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
const app = '/apps/fixture';

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  const by = (await admin.get('/me')).body.user;
  const { rows } = await server.pool.query('select workspace from pipewright.person where user_id = $1', [by]);
  const name = { en: 'Fixture', 'zh-CN': '试验' };
  await installTemplate(server, { key: 'fixture', template: 'opportunity', sample: false, by, workspace: rows[0].workspace, name });
});
afterAll(() => close());

async function bringIn(entity: string, csv: string, mapping: object) {
  const { id } = await stageFile(admin, `${app}/imports/${entity}`, csv);
  const preview = (await admin.send('POST', `${app}/imports/${id}/preview`, mapping)).body;
  const before = (await server.pool.query(`select count(*)::int as n from app_fixture.${entity}`)).rows[0].n;
  const started = await admin.send('POST', `${app}/imports/${id}/run`, mapping);
  expect([started.status, before]).toEqual([202, 0]);
  return { id, preview, state: await importEnd(admin, `${app}/imports/${id}`) };
}
const ask = async (measure: object, filter?: object) =>
  (
    await admin.send('POST', `${app}/reports/run`, {
      report: { entity: 'opportunity', dimensions: [], measures: [{ key: 'm', ...measure }], filter },
    })
  ).body.rows[0][0];

describe('files of made-up companies', () => {
  it('bring in customers: a mark at the beginning, quotes and commas in names, numbers as people write them', async () => {
    // Two of them have one name, which is looked for below.
    const { state } = await bringIn('customer', read('customers'), {
      duplicates: 'accepted',
      targets: {
        name: { column: '客户名称' },
        industry: { column: '行业' },
        region: { column: '区域' },
        annual_revenue: { column: '年营收' },
        employees: { column: '员工数' },
        // The file speaks of the stages of one pipeline, whatever the size of the company.
        customer_class: { value: 'standard' },
      },
    });
    expect(state).toMatchObject({ state: 'done', total: 12, done: 12, refused: 0 });
    const { rows } = await server.pool.query(
      `select name, industry, region, annual_revenue::text as revenue, employees::int as employees from app_fixture.customer where name ~ '["'',]' order by name collate "C"`,
    );
    expect(rows).toEqual([
      { name: 'Blue Heron Pumps, Ltd.', industry: 'manufacturing', region: 'overseas', revenue: '3400000', employees: 58 },
      { name: "O'Fennimore & Daughters", industry: 'retail', region: 'overseas', revenue: '15750000.50', employees: 203 },
      { name: 'The "Quiet" Foundry', industry: 'manufacturing', region: 'east', revenue: null, employees: 35 },
    ]);
  });

  it('bring in sixty opportunities: 52 as they are, and 8 with the reason why not', async () => {
    const mapping = {
      baseline: true,
      targets: {
        name: { column: '商机' },
        customer: { column: '客户' },
        amount: { column: '金额, 元' },
        valid_at: { column: '发生日期' },
        closed_on: { column: '结束日期' },
        status: { column: '状态', values: { Gewonnen: 'won', verloren: 'lost' } },
        stage: { column: '阶段' },
        source: { column: '来源' },
      },
    };
    const { id, preview, state } = await bringIn('opportunity', read('opportunities'), mapping);
    expect(state).toMatchObject({ state: 'done', total: 60, done: 52, refused: 8 });
    expect([preview.done, preview.refused]).toEqual([52, 8]);
    const refused = await admin.get(`${app}/imports/${id}/refused.csv`);
    const back = parse(refused.text, { bom: true, relax_column_count: true }) as string[][];
    expect(back).toHaveLength(9);
    expect([...new Set(state.reasons.map(({ first }) => first))].toSorted((a, b) => a - b)).toEqual([6, 13, 19, 25, 33, 42, 49, 57]);
    expect(state.reasons.map(({ message }) => message)).toContain('“Customer”: nothing called “Nowhere & Sons” was found.');
    expect(refused.text).toContain('“Customer”: nothing called “Nowhere & Sons” was found.');
  }, 120_000);

  it('give the figures that the file adds up to', async () => {
    const status = (key: string) => ({ '==': [{ var: 'status' }, key] });
    const count = (key: string) => ask({ fn: 'count' }, status(key));
    expect(await Promise.all(['won', 'lost', 'open'].map(count))).toEqual([21, 11, 20]);
    expect(await ask({ fn: 'sum', field: 'amount' }, status('won'))).toBe('561007.00');
    expect(await ask({ fn: 'count' }, { '!=': [{ var: 'baseline' }, true] })).toBe(0);
  });

  it('keep each record’s story from the day it was true', async () => {
    const { rows } = await server.pool.query(
      `select l.kind, (l.valid_at at time zone 'Asia/Shanghai')::date::text as day, l.after->>'status' as status, l.record_version as version
       from app_fixture._ledger l join app_fixture.opportunity o on o.id = l.record where o.name = 'Pump line 11' order by l.id`,
    );
    expect(rows).toEqual([
      { kind: 'import', day: '2025-11-11', status: 'open', version: 1 },
      { kind: 'move', day: '2026-11-11', status: 'won', version: 2 },
    ]);
    expect(await storyDifferences(server.pool, 'fixture')).toEqual([]);
  });
});
