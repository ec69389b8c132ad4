import { type App, addStage, entityOf, removeStage, type Stage, updateStage } from '@pipewright/definition';
import { catchUpTasks, findDrift, workApps } from '@pipewright/server';
import { expect, it } from 'vitest';
import { openDemo } from './support/demo.ts';
import { importEnd, stageFile } from './support/importing.ts';

const APP = '/apps/opportunity';
const RECORDS = `${APP}/records`;
/** Deals that run while their stages are changed; more of them take a machine minutes. */
const DEALS = Number(process.env.DEALS ?? 800);
const demo = openDemo();
const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });

const count = async (where: string, table = 'opportunity'): Promise<number> =>
  (await demo.ask(`select count(*)::int as n from app_opportunity.${table} where ${where}`))[0].n;

/** As many deals as that in the stage that will go, each with the task of its stage, and every third with another task that is done. */
async function run(): Promise<void> {
  const make = async (entity: string, values: object) => {
    const made = await demo.admin.send('POST', `${RECORDS}/${entity}`, { values });
    if (made.status !== 201) throw new Error(made.text);
    return made.body.id as string;
  };
  const customer = await make('customer', { name: 'Changing stages', customer_class: 'standard' });
  await make('contact', { name: 'Who decides on stages', customer });
  const lines = Array.from({ length: DEALS }, (_, i) => `Run ${i},${1000 + i}`);
  const staged = await stageFile(demo.admin, `${APP}/imports/opportunity`, `name,amount\n${lines.join('\n')}\n`);
  const fixed = {
    ...{ customer: 'Changing stages', decision_maker: 'Who decides on stages', opportunity_type: 'new', expected_close: '2031-01-31' },
    ...{ pain_point: 'x', budget_confirmed: 'true', next_step: 'x', stage: 'Requirements' },
  };
  const targets = {
    ...{ name: { column: 'name' }, amount: { column: 'amount' } },
    ...Object.fromEntries(Object.entries(fixed).map(([key, value]) => [key, { value }])),
  };
  const begun = await demo.admin.send('POST', `${APP}/imports/${staged.id}/run`, { targets });
  if (begun.status >= 300) throw new Error(begun.text);
  const end = await importEnd(demo.admin, `${APP}/imports/${staged.id}`);
  expect([end.state, end.done, end.refused]).toEqual(['done', DEALS, 0]);
}

const FRESH: Stage = {
  ...{ key: 'validation', name: label('Validation', '方案验证'), probability: 45, color: 'cyan', required: [], gates: [] },
  tasks: [{ key: 'trial', name: label('Run a trial', '组织试用'), days: 5 }],
};

/** The stages as they are to be: one is gone and another one stands in its place, one is called otherwise. */
function changed(app: App): App {
  const stages = entityOf(app, 'opportunity')?.process?.pipelines.find(({ key }) => key === 'standard')?.stages ?? [];
  const at = stages.findIndex(({ key }) => key === 'requirements');
  const added = addStage(app, 'opportunity', 'standard', FRESH, at);
  const gone = removeStage(added, 'opportunity', 'standard', 'requirements');
  return updateStage(gone, 'opportunity', 'standard', 'first_contact', { name: label('Getting to know', '初步接触') });
}

/** What the reports of the template say of the year that is over, and how long deals stood in stages until then. */
async function past(): Promise<unknown> {
  const year = String(new Date().getFullYear() - 1);
  const reports = ['won_value', 'avg_won', 'win_rate', 'cycle', 'won_by_month', 'won_by_owner', 'by_industry', 'lost_reasons'];
  const told = [];
  for (const key of reports) {
    const report = (await draft()).definition.reports.find((each) => each.key === key);
    const filter = { and: [report?.filter ?? true, { '<': [{ var: 'closed_on' }, `${year}-12-31`] }] };
    const { status, body } = await demo.admin.send('POST', `${APP}/reports/run`, { report: { ...report, filter } });
    if (status !== 200) throw new Error(JSON.stringify(body));
    told.push([key, body.rows]);
  }
  const stays = await demo.ask(
    `select pipeline, stage, status, count(*)::int as n, sum(extract(epoch from left_at - entered_at))::bigint::text as seconds
     from app_opportunity._period where entity = 'opportunity' and left_at < now() - interval '1 day' group by 1, 2, 3 order by 1, 2, 3`,
  );
  return { told, stays };
}
const draft = async () => (await demo.admin.get(`${APP}/draft`)).body as { definition: App; revision: number };

it('moves what runs to where it is told when stages are changed under it, keeps its tasks, its history by the old names, and what was said of the past', async () => {
  await run();
  const [running, tasks] = [await count(`stage = 'requirements' and status = 'open' and deleted_at is null`), await count('true', 'task')];
  expect(running).toBeGreaterThanOrEqual(DEALS);
  const kept = await demo.ask(`select id::text, subject, done_at, opportunity::text, stage_task from app_opportunity.task order by id`);
  // What is closed stays where it ended.
  const unended = `status not in ('won', 'lost', 'void') and deleted_at is null`;
  const standing = await count(`stage = 'requirements' and ${unended}`);
  const before = await past();
  const { definition, revision } = await draft();
  const [{ version: base }] = (await demo.admin.get(`${APP}/versions`)).body.versions;
  const saved = await demo.admin.send('PUT', `${APP}/draft`, { definition: changed(definition), revision });
  expect([saved.status, saved.body.issues]).toEqual([200, []]);
  const dry = (await demo.admin.send('POST', `${APP}/dry-run`, {})).body;
  expect(dry.places).toMatchObject([{ id: 'opportunity/standard/requirements', count: standing }]);
  const wish = { base, revision: saved.body.revision };
  const without = await demo.admin.send('POST', `${APP}/publish`, wish);
  expect(without.body.issues.map(({ code }: { code: string }) => code)).toEqual(['publish.place_missing']);
  // People go on while it is published: some are moved on by hand, some are written to, some are made.
  const rows = await demo.ask(
    `select id::text, version from app_opportunity.opportunity where name like 'Run %' and stage = 'requirements' order by id limit 60`,
  );
  const work = rows.map((row: { id: string; version: number }, i: number) =>
    i % 2 === 0
      ? demo.admin.send('POST', `${RECORDS}/opportunity/${row.id}/move`, { version: row.version, stage: 'proposal' })
      : demo.admin.send('PATCH', `${RECORDS}/opportunity/${row.id}`, { version: row.version, values: { next_step: `step ${i}` } }),
  );
  const places = { 'opportunity/standard/requirements': 'validation' };
  const published = await demo.admin.send('POST', `${APP}/publish`, { ...wish, places });
  expect([published.status, published.text]).toEqual([200, expect.any(String)]);
  const answers = await Promise.all(work);
  expect(answers.filter(({ status }) => status !== 200 && status !== 409 && status !== 422)).toEqual([]);
  const movedOn = answers.filter(({ status, body }, i) => i % 2 === 0 && status === 200 && body.stage === 'proposal').length;
  expect(await count(`stage = 'requirements' and ${unended}`)).toBe(0);
  expect(await count(`stage in ('validation', 'proposal') and name like 'Run %' and status = 'open'`)).toBe(DEALS);
  expect(await count(`stage = 'validation' and ${unended}`)).toBe(standing - movedOn);
  // What was to be done stays as it was; what the new stage asks for comes to it.
  const [ours] = await workApps(demo.server, demo.server.pool, 'opportunity');
  if (ours) await catchUpTasks(demo.server, ours, new Date().toISOString());
  const after = await demo.ask(
    `select id::text, subject, done_at, opportunity::text, stage_task from app_opportunity.task where id = any($1) order by id`,
    [kept.map(({ id }: { id: string }) => id)],
  );
  expect(after).toEqual(kept);
  expect(await count(`stage_task = 'validation/trial'`, 'task')).toBeGreaterThanOrEqual(DEALS - movedOn);
  expect(await count('true', 'task')).toBeGreaterThan(tasks);
  // The past says what it said, by the names of then.
  expect(await past()).toEqual(before);
  const [one] = await demo.ask(`select id::text from app_opportunity.opportunity where name = 'Run ${DEALS - 1}'`);
  const { entries } = (await demo.admin.get(`${RECORDS}/opportunity/${one.id}/history`)).body;
  const swept = entries.find(({ cause }: { cause: { by: string } }) => cause.by === 'publish');
  expect([swept.before.stage, swept.after.stage]).toEqual(['requirements', 'validation']);
  expect(swept.labels.stage).toMatchObject({ validation: FRESH.name });
  const made = entries.find(({ kind }: { kind: string }) => kind === 'create' || kind === 'import');
  expect(made.labels.stage).toEqual({ requirements: label('Requirements', '需求确定') });
  const lines = await demo.ask(
    `select definition, tables, version from pipewright.version where app = 'opportunity' order by version desc limit 1`,
  );
  const current = { version: lines[0].version, app: JSON.parse(lines[0].definition), tables: lines[0].tables };
  expect(await findDrift(demo.server.pool, 'opportunity', current)).toEqual([]);
}, 240_000);
