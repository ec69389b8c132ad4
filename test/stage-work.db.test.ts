import type { App, Automation } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import type { Answer, TestClient } from './support/client.ts';
import { clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { importEnd, stageFile } from './support/importing.ts';

const RECORDS = '/apps/opportunity/records';
const demo = openDemo();
const refusedIn = ({ body }: Answer) => (body.refused ?? []).reduce((sum: number, { count }: { count: number }) => sum + count, 0);
const codes = ({ body }: Answer) => (body?.issues ?? []).map(({ code }: { code: string }) => code);

interface Row {
  readonly id: string;
  readonly version: number;
}

/** A new deal with a key account, in the first stage of its pipeline, with all that the stages ask for but their work. */
async function keyDeal(client: TestClient = demo.admin): Promise<Row> {
  const [{ customer, contact }] = await demo.ask(
    `select c.customer::text as customer, c.id::text as contact from app_opportunity.contact c join app_opportunity.customer k on k.id = c.customer
     where k.customer_class = 'key' and c.deleted_at is null limit 1`,
  );
  const values = {
    ...{ name: 'Key deal', customer, opportunity_type: 'new', source: 'website', amount: '900000', expected_close: '2027-01-31' },
    ...{
      decision_maker: contact,
      pain_point: 'x',
      budget_confirmed: true,
      next_step: 'x',
      proposal_sent_on: '2026-11-01',
      quote_amount: '1',
    },
  };
  const made = await client.send('POST', `${RECORDS}/opportunity`, { values });
  if (made.status !== 201 && made.status !== 200) throw new Error(made.text);
  return { id: made.body.id, version: made.body.version };
}

const stageOf = async (id: string) => (await demo.ask('select stage, version from app_opportunity.opportunity where id = $1', [id]))[0];
const tasksOf = (id: string) =>
  demo.ask(
    `select id::text, version, subject, stage_task as mark, due_on::text as due, done_at is not null as done, owner
     from app_opportunity.task where opportunity = $1 and deleted_at is null order by stage_task`,
    [id],
  );
async function move(id: string, stage: string, client = demo.admin): Promise<Answer> {
  const { version } = await stageOf(id);
  return client.send('POST', `${RECORDS}/opportunity/${id}/move`, { version, stage });
}
async function finish(id: string, mark: string): Promise<Answer> {
  const task = (await tasksOf(id)).find((each) => each.mark === mark);
  return demo.admin.send('PATCH', `${RECORDS}/task/${task?.id}`, { version: task?.version, values: { done_at: '2026-11-20T08:00:00Z' } });
}
/** A key deal that stands in the stage whose required task is not done. */
async function inResearch(): Promise<Row> {
  const deal = await keyDeal();
  expect((await move(deal.id, 'ka_research')).status).toBe(200);
  return deal;
}
/** A key deal that went on by the task it needed. */
async function beyond(): Promise<Row> {
  const deal = await inResearch();
  await finish(deal.id, 'ka_research/interview_users');
  expect((await move(deal.id, 'ka_solution')).status).toBe(200);
  return deal;
}

it('makes the tasks of a stage for the owner as a record comes in, once, with days of work until they are due', async () => {
  const deal = await keyDeal();
  const [first, ...more] = await tasksOf(deal.id);
  expect([first?.subject, first?.mark, first?.done, more]).toEqual(['摸清决策链与付款方', 'ka_initiation/decision_chain', false, []]);
  expect(first?.due > new Date().toISOString().slice(0, 10)).toBe(true);
  await move(deal.id, 'ka_research');
  await move(deal.id, 'ka_initiation');
  await move(deal.id, 'ka_research');
  expect((await tasksOf(deal.id)).map(({ mark }) => mark)).toEqual([
    'ka_initiation/decision_chain',
    'ka_research/find_rivals',
    'ka_research/interview_users',
  ]);
  const [{ cause, actor }] = await demo.ask(
    `select cause, actor_kind as actor from app_opportunity._ledger where entity = 'task' and record = $1`,
    [(await tasksOf(deal.id))[1]?.id],
  );
  expect([cause, actor]).toEqual([{ by: 'stage', stage: 'ka_research' }, 'system']);
});

it('lets nothing leave a stage before its required task is done, by no door, and names the task', async () => {
  const deal = await inResearch();
  const { version } = await stageOf(deal.id);
  const at = `${RECORDS}/opportunity/${deal.id}`;
  const tries: [string, Answer][] = [
    ['move', await move(deal.id, 'ka_solution')],
    ['move in Chinese', await move(deal.id, 'ka_solution', await clientFor(demo.server, 'admin@demo.local', 'zh-CN'))],
    ['two stages at once', await move(deal.id, 'ka_tender')],
    ['won', await demo.admin.send('POST', `${at}/move`, { version, status: 'won', values: { win_factors: ['price'], contract_no: 'C' } })],
  ];
  for (const [door, answer] of tries) {
    expect([door, answer.status, codes(answer).includes('gate.task')]).toEqual([door, 422, true]);
    expect(answer.text).toContain(
      door.endsWith('Chinese') ? '访谈使用部门，形成需求说明' : 'Interview the users and write the requirements down',
    );
  }
  const bulk = await demo.admin.send('POST', `${RECORDS}/opportunity/together`, { records: [deal.id], stage: 'ka_solution' });
  expect([bulk.status, refusedIn(bulk)]).toEqual([200, 1]);
  expect((await stageOf(deal.id)).stage).toBe('ka_research');
  await finish(deal.id, 'ka_research/interview_users');
  expect((await move(deal.id, 'ka_solution')).status).toBe(200);
});

it('asks for the tasks of the stages that a new record would begin beyond', async () => {
  const { version: _, ...deal } = await keyDeal();
  const [row] = await demo.ask(
    'select name, customer::text, opportunity_type, source, amount::text, expected_close::text, decision_maker::text, pain_point, budget_confirmed, next_step from app_opportunity.opportunity where id = $1',
    [deal.id],
  );
  const made = await demo.admin.send('POST', `${RECORDS}/opportunity`, { values: row, stage: 'ka_solution' });
  expect([made.status, codes(made)]).toEqual([422, ['gate.task']]);
});

it('lets automations through by the same criteria', async () => {
  const deal = await inResearch();
  const press: Automation = {
    ...{ key: 'push_on', name: label('Push on'), entity: 'opportunity', start: 'go', when: { '==': [{ var: 'id' }, deal.id] } },
    on: { kind: 'changed', fields: ['name'] },
    nodes: [{ key: 'go', kind: 'move', stage: 'ka_solution', next: { done: null } }],
  };
  await automate(demo.admin, [press]);
  const rename = async (name: string) => {
    const { version } = await stageOf(deal.id);
    expect((await demo.admin.send('PATCH', `${RECORDS}/opportunity/${deal.id}`, { version, values: { name } })).status).toBe(200);
    await passes(demo.server, new Date().toISOString());
  };
  await rename('Once');
  expect((await stageOf(deal.id)).stage).toBe('ka_research');
  await finish(deal.id, 'ka_research/interview_users');
  await rename('Twice');
  expect((await stageOf(deal.id)).stage).toBe('ka_solution');
  expect((await tasksOf(deal.id)).some(({ mark }) => mark === 'ka_solution/technical_exchange')).toBe(true);
});

it('keeps done what a record went on by, by every door that could undo it', async () => {
  const deal = await beyond();
  const other = await keyDeal();
  const task = (await tasksOf(deal.id)).find(({ mark }) => mark === 'ka_research/interview_users');
  const at = `${RECORDS}/task/${task?.id}`;
  const { version } = task as Row;
  const tries: [string, Answer][] = [
    ['undone', await demo.admin.send('PATCH', at, { version, values: { done_at: null } })],
    ['moved away', await demo.admin.send('PATCH', at, { version, values: { opportunity: other.id } })],
    ['deleted', await demo.admin.send('DELETE', at)],
  ];
  for (const [door, answer] of tries) expect([door, answer.status, codes(answer)]).toEqual([door, 422, ['kept.task']]);
  const bulk = await demo.admin.send('POST', `${RECORDS}/task/together`, { records: [task?.id], remove: true });
  expect([bulk.status, refusedIn(bulk)]).toEqual([200, 1]);
  // What changes nothing of it is free, and so is all once the record stands where it needs the task no more.
  const named = await demo.admin.send('PATCH', at, { version, values: { subject: 'Interviews' } });
  expect(named.status).toBe(200);
  await move(deal.id, 'ka_research');
  expect((await demo.admin.send('PATCH', at, { version: named.body.version, values: { done_at: null } })).status).toBe(200);
  expect(codes(await move(deal.id, 'ka_solution'))).toEqual(['gate.task']);
});

it('makes no task of a stage stand twice at one record', async () => {
  const [one, other] = [await inResearch(), await inResearch()];
  const task = (await tasksOf(one.id)).find(({ mark }) => mark === 'ka_research/find_rivals') as Row;
  const moved = await demo.admin.send('PATCH', `${RECORDS}/task/${task.id}`, { version: task.version, values: { opportunity: other.id } });
  expect([moved.status, codes(moved), moved.body.issues[0].message]).toEqual([
    422,
    ['task.there'],
    'That “Opportunity” has this task of the stage already.',
  ]);
});

it('asks for a deliverable, which a record of another entity is, and keeps it', async () => {
  const deal = await beyond();
  await finish(deal.id, 'ka_solution/technical_exchange');
  expect((await move(deal.id, 'ka_tender')).status).toBe(200);
  const refused = await move(deal.id, 'ka_negotiation');
  expect([codes(refused), refused.body.issues[0].message]).toEqual([
    ['gate.deliverable'],
    '“Tender” cannot be left yet: “Bid document in use” is missing.',
  ]);
  const paper = async (in_use: boolean) => {
    const values = { name: 'Licence', kind: 'business_licence', valid_until: '2027-12-31', opportunity: deal.id, in_use };
    return (await demo.admin.send('POST', `${RECORDS}/bid_document`, { values })).body as Row;
  };
  const old = await paper(false);
  expect(codes(await move(deal.id, 'ka_negotiation'))).toEqual(['gate.deliverable']);
  const [one, two] = [await paper(true), await paper(true)];
  expect((await move(deal.id, 'ka_negotiation')).status).toBe(200);
  const drop = (ids: string[]) => demo.admin.send('POST', `${RECORDS}/bid_document/together`, { records: ids, values: { in_use: false } });
  // Either may go, but not both at once, nor one after the other.
  expect(refusedIn(await drop([one.id, two.id]))).toBe(2);
  expect(refusedIn(await drop([one.id]))).toBe(0);
  const last = await demo.admin.send('DELETE', `${RECORDS}/bid_document/${two.id}`);
  expect([last.status, codes(last)]).toEqual([422, ['kept.deliverable']]);
  expect((await demo.admin.send('DELETE', `${RECORDS}/bid_document/${old.id}`)).status).toBe(200);
});

it('never has a record beyond a stage whose task is open, however a move and its undoing meet', async () => {
  let moved = 0;
  for (let round = 0; round < 25; round += 1) {
    const deal = await inResearch();
    await finish(deal.id, 'ka_research/interview_users');
    const task = (await tasksOf(deal.id)).find(({ mark }) => mark === 'ka_research/interview_users') as Row;
    const [on] = await Promise.all([
      move(deal.id, 'ka_solution'),
      demo.admin.send('PATCH', `${RECORDS}/task/${task.id}`, { version: task.version, values: { done_at: null } }),
    ]);
    moved += on.status === 200 ? 1 : 0;
    const { stage } = await stageOf(deal.id);
    const done = (await tasksOf(deal.id)).find(({ mark }) => mark === 'ka_research/interview_users')?.done;
    expect([stage, done]).toEqual(stage === 'ka_solution' ? ['ka_solution', true] : ['ka_research', false]);
  }
  console.log(`${moved} of 25 moves came first`);
});

it('refuses an import that would begin beyond a stage whose work is not done, and makes tasks for what it brings', async () => {
  const [{ customer, contact }] = await demo.ask(
    `select k.name as customer, c.name as contact from app_opportunity.contact c join app_opportunity.customer k on k.id = c.customer
     where k.customer_class = 'key' and c.deleted_at is null and (select count(*) from app_opportunity.contact o where o.name = c.name) = 1 limit 1`,
  );
  const columns = [
    'name',
    'customer',
    'opportunity_type',
    'source',
    'amount',
    'expected_close',
    'decision_maker',
    'pain_point',
    'next_step',
    'stage',
  ];
  const line = (name: string, stage: string) => [name, customer, 'new', 'website', '900000', '2027-01-31', contact, 'x', 'x', stage].join();
  const csv = [columns.join(), line('Brought in', 'ka_initiation'), line('Too far', 'ka_solution')].join('\n');
  const staged = await stageFile(demo.admin, '/apps/opportunity/imports/opportunity', csv);
  const path = `/apps/opportunity/imports/${staged.id}`;
  const targets = Object.fromEntries(columns.map((column) => [column, { column }]));
  expect((await demo.admin.send('POST', `${path}/run`, { targets })).status).toBe(202);
  expect((await importEnd(demo.admin, path)).state).toBe('done');
  const [one, ...more] = await demo.ask(`select id::text from app_opportunity.opportunity where name in ('Brought in', 'Too far')`);
  expect([more, (await tasksOf(one.id)).map(({ mark }) => mark)]).toEqual([[], ['ka_initiation/decision_chain']]);
});

it('says what is done, and makes the tasks of a stage that a record lacks, once', async () => {
  const deal = await keyDeal();
  const at = `${RECORDS}/opportunity/${deal.id}/work`;
  const [one, two, refused] = await Promise.all([
    demo.admin.send('POST', at, { stage: 'ka_research' }),
    demo.admin.send('POST', at, { stage: 'ka_research' }),
    demo.admin.send('POST', at, { stage: 'nowhere' }),
  ]);
  expect([one?.status, two?.status, refused && codes(refused)]).toEqual([200, 200, ['stage.unknown']]);
  expect((await tasksOf(deal.id)).map(({ mark }) => mark)).toEqual([
    'ka_initiation/decision_chain',
    'ka_research/find_rivals',
    'ka_research/interview_users',
  ]);
  await finish(deal.id, 'ka_research/interview_users');
  const { body } = await demo.admin.get(at);
  expect([body.done, Object.values(body.tasks).sort()]).toEqual([
    ['$work/key_account/ka_research/interview_users'],
    ['ka_initiation/decision_chain', 'ka_research/find_rivals', 'ka_research/interview_users'],
  ]);
  // Two stages at once, by the work of both.
  await move(deal.id, 'ka_research');
  expect((await move(deal.id, 'ka_solution')).status).toBe(200);
  const stranger = await clientFor(demo.server, 'sales@demo.local');
  expect([(await stranger.get(at)).status, (await stranger.send('POST', at, { stage: 'ka_research' })).status]).toEqual([404, 404]);
});

it('is told to nobody who may not know the tasks', async () => {
  const hide = (app: App): App => ({
    ...app,
    roles: app.roles.map((role) =>
      role.key === 'sales'
        ? {
            ...role,
            grants: { ...role.grants, task: { read: 'none', create: false, update: 'none', delete: 'none', hidden: [], readonly: [] } },
          }
        : role,
    ),
  });
  await automate(demo.admin, [], hide);
  const sales = await clientFor(demo.server, 'sales@demo.local');
  const [{ customer, contact }] = await demo.ask(
    `select c.customer::text as customer, c.id::text as contact from app_opportunity.contact c join app_opportunity.customer k on k.id = c.customer
       join auth."user" u on u.id = k.owner and u.id = c.owner where u.email = 'sales@demo.local' and k.customer_class = 'key' limit 1`,
  );
  expect(customer && contact).toBeTruthy();
  const app = (await sales.get('/apps/opportunity')).body;
  expect(JSON.stringify(app)).not.toContain('Interview the users');
});
