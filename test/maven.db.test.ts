import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, addPipeline, addStage, editEntity, takes, updateField } from '@pipewright/definition';
import { installTemplate, type RunningServer } from '@pipewright/server';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer, root } from './support/database.ts';
import { importEnd, stageFile } from './support/importing.ts';
import { storyDifferences } from './support/story.ts';

// A public data set of 8,800 opportunities that lies beside the project where this was developed; without it these tests cannot run.
const folder = join(root, '..', 'shared', 'data', 'maven-crm');
const present = existsSync(folder);
if (!present) console.log(`The Maven CRM data set is not at ${folder}; its tests are skipped.`);
const read = (name: string) => readFileSync(join(folder, `${name}.csv`), 'utf8');

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
const app = '/apps/maven';

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(() => close());

async function importFile(entity: string, csv: string, mapping: object) {
  const { id } = await stageFile(admin, `${app}/imports/${entity}`, csv);
  const preview = (await admin.send('POST', `${app}/imports/${id}/preview`, mapping)).body;
  const started = await admin.send('POST', `${app}/imports/${id}/run`, mapping);
  expect(started.status).toBe(202);
  return { preview, state: await importEnd(admin, `${app}/imports/${id}`), id };
}

const report = async (name: string | object) => (await admin.send('POST', `${app}/reports/run`, { report: name })).body.rows;

describe.skipIf(!present)('the Maven CRM files', () => {
  it('import into a clone whose pipeline was added by publishing', async () => {
    const me = (await admin.get('/me')).body.user;
    const { rows } = await server.pool.query('select workspace from pipewright.person where user_id = $1', [me]);
    await installTemplate(server, {
      key: 'maven',
      template: 'opportunity',
      sample: false,
      by: me,
      workspace: rows[0].workspace,
      name: { en: 'Maven', 'zh-CN': 'Maven' },
    });
    const draft = (await admin.get(`${app}/draft`)).body;
    let definition: App = draft.definition;
    definition = editEntity(definition, 'opportunity', (entity) => ({
      ...entity,
      fields: entity.fields.map((field) =>
        field.key === 'source' && takes(field, 'options')
          ? { ...field, options: [...(field.options ?? []), { key: 'legacy', name: { en: 'Legacy CRM', 'zh-CN': '旧系统' } }] }
          : field,
      ),
    }));
    for (const key of ['amount', 'quote_amount', 'floor_price'])
      definition = updateField(definition, 'opportunity', key, { currency: 'USD' });
    const stage = (key: string, en: string, probability: number) => ({
      key,
      name: { en, 'zh-CN': en === 'Prospecting' ? '寻访' : '接洽' },
      probability,
      color: 'blue' as const,
      required: [],
      gates: [],
    });
    definition = addPipeline(definition, 'opportunity', {
      key: 'legacy',
      name: { en: 'Legacy', 'zh-CN': '旧流程' },
      when: { '==': [{ var: 'source' }, 'legacy'] },
      stages: [stage('prospecting', 'Prospecting', 20)],
    });
    definition = addStage(definition, 'opportunity', 'legacy', stage('engaging', 'Engaging', 50));
    // The first pipeline whose condition holds is taken, so the old one must stand before the others.
    definition = editEntity(definition, 'opportunity', (entity) => {
      const process = entity.process as NonNullable<typeof entity.process>;
      const legacy = process.pipelines.filter((each) => each.key === 'legacy');
      return { ...entity, process: { ...process, pipelines: [...legacy, ...process.pipelines.filter((each) => each.key !== 'legacy')] } };
    });
    const saved = await admin.send('PUT', `${app}/draft`, { revision: draft.revision, definition });
    expect(saved.body.issues).toEqual([]);
    expect((await admin.send('POST', `${app}/publish`, { base: 1, revision: saved.body.revision })).body.version).toBe(2);

    const teams = parse(read('sales_teams'), { columns: true }) as { sales_agent: string; manager: string; regional_office: string }[];
    const org = await admin.send('POST', '/people/import', {
      lines: teams.map((line) => ({ name: line.sales_agent, manager: line.manager, office: line.regional_office })),
    });
    expect(org.body).toEqual({ people: 35 + 6, departments: 3 + 6 });

    const accounts = await importFile('customer', read('accounts'), {
      targets: {
        name: { column: 'account' },
        industry: { column: 'sector', values: { technolgy: 'software', telecommunications: 'telecom', employment: 'services' } },
        founded_year: { column: 'year_established' },
        employees: { column: 'employees' },
        annual_revenue: { column: 'revenue' },
        customer_class: { value: 'standard' },
        address: { column: 'office_location' },
        parent: { column: 'subsidiary_of' },
      },
    });
    expect(accounts.state).toMatchObject({ state: 'done', total: 85, done: 85, refused: 0 });
    const products = await importFile('product', read('products'), {
      targets: { name: { column: 'product' }, series: { column: 'series' }, list_price: { column: 'sales_price' } },
    });
    expect(products.state).toMatchObject({ done: 7, refused: 0 });

    const targets = {
      name: { column: 'opportunity_id' },
      owner: { column: 'sales_agent' },
      product: { column: 'product', values: { GTXPro: 'GTX Pro' } },
      customer: { column: 'account' },
      status: { column: 'deal_stage', values: { Won: 'won', Lost: 'lost', Engaging: 'open', Prospecting: 'open' } },
      stage: { column: 'deal_stage', values: { Won: 'engaging', Lost: 'engaging' } },
      engaged_on: { column: 'engage_date' },
      valid_at: { column: 'engage_date' },
      closed_on: { column: 'close_date' },
      amount: { column: 'close_value' },
      source: { value: 'legacy' },
    };
    const strict = await admin.send('POST', `${app}/imports/opportunity`, read('sales_pipeline'));
    const refused = (await admin.send('POST', `${app}/imports/${strict.body.id}/preview`, { targets })).body;
    expect([refused.done, refused.refused]).toEqual([0, 8800]);
    const pipeline = await importFile('opportunity', read('sales_pipeline'), { targets, baseline: true, duplicates: 'accepted' });
    expect([pipeline.preview.done, pipeline.preview.refused]).toEqual([8800, 0]);
    expect(pipeline.state).toMatchObject({ state: 'done', done: 8800, refused: 0 });
  }, 300_000);

  it('give the known figures, on the dashboard too', async () => {
    expect(await report('won_value')).toEqual([['10005534', 4238]]);
    expect(await report('win_rate')).toEqual([['63.15', 2473]]);
    expect(await report('cycle')).toEqual([['57.0']]);
    expect(await report('won_by_office')).toEqual([
      ['West', '3568647', expect.any(Number)],
      ['Central', '3346293', expect.any(Number)],
      ['East', '3090594', expect.any(Number)],
    ]);
    expect(await report('by_stage')).toEqual([
      ['prospecting', 500, null],
      ['engaging', 1589, null],
    ]);
    const count = async (filter: object) =>
      (await report({ entity: 'opportunity', dimensions: [], measures: [{ key: 'n', fn: 'count' }], filter }))[0][0];
    expect(await count({ '==': [{ var: 'customer' }, null] })).toBe(1425);
    expect(await count({ '==': [{ var: 'engaged_on' }, null] })).toBe(500);
    expect(await count({ '==': [{ var: 'baseline' }, true] })).toBe(8800);
  });

  it('take the dates of the file as valid time: engaged on the one, closed on the other', async () => {
    const { rows } = await server.pool.query(
      `select l.kind, l.cause->>'by' as by, (l.valid_at at time zone 'Asia/Shanghai')::date::text as day, l.after->>'status' as status, l.record_version as version
       from app_maven._ledger l join app_maven.opportunity o on o.id = l.record where o.name = '1C1I7A6R' order by l.id`,
    );
    expect(rows).toEqual([
      { kind: 'import', by: 'import', day: '2016-10-20', status: 'open', version: 1 },
      { kind: 'move', by: 'import', day: '2017-03-01', status: 'won', version: 2 },
    ]);
  });

  it('give stage periods whose days are those of the file, and that the ledger tells just so', async () => {
    const deals = parse(read('sales_pipeline'), { columns: true }) as { deal_stage: string; engage_date: string; close_date: string }[];
    const median = (stage: string) => {
      const days = deals
        .filter((deal) => deal.deal_stage === stage && deal.close_date)
        .map((deal) => (Date.parse(deal.close_date) - Date.parse(deal.engage_date)) / 86_400_000)
        .sort((a, b) => a - b);
      const half = Math.floor(days.length / 2);
      return days.length % 2 ? (days[half] as number) : ((days[half - 1] as number) + (days[half] as number)) / 2;
    };
    const { rows } = await server.pool.query(
      `select e.status as end, percentile_cont(0.5) within group (order by extract(epoch from p.left_at - p.entered_at) / 86400)::float as days, count(*)::int as n
       from app_maven._period p join app_maven._period e on e.record = p.record and e.entered_at = p.left_at and e.id <> p.id
       where p.status = 'open' and p.stage = 'engaging' group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { end: 'lost', days: median('Lost'), n: 2473 },
      { end: 'won', days: median('Won'), n: 4238 },
    ]);
    console.log(`Maven: median days in engaging, won ${median('Won')}, lost ${median('Lost')}`);
    expect(await storyDifferences(server.pool, 'maven')).toEqual([]);
  });

  it('give back the refused rows with their reasons, and refuse a baseline to who may not', async () => {
    const csv = 'name,company\n好的,\nbad,nowhere\n=cmd(),nowhere\n';
    const { state, id } = await importFile('contact', csv, { targets: { name: { column: 'name' }, customer: { column: 'company' } } });
    expect(state).toMatchObject({ done: 0, refused: 3 });
    const file = await admin.get(`${app}/imports/${id}/refused.csv`);
    expect(file.text).toContain('bad,nowhere,“Customer”: nothing called “nowhere” was found.');
    expect(file.text).toContain("'=cmd()");
    const sales = await clientFor(server, 'sales@demo.local');
    const staged = await sales.send('POST', '/apps/opportunity/imports/opportunity', 'name\nx\n');
    const answer = await sales.send('POST', `/apps/opportunity/imports/${staged.body.id}/run`, {
      targets: { name: { column: 'name' } },
      baseline: true,
    });
    expect([answer.status, answer.body.issues[0].code]).toEqual([403, 'denied.baseline']);
  });
});
