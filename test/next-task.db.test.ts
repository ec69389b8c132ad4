import type { App, Automation } from '@pipewright/definition';
import { beforeAll, describe, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { type Answer, clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { importEnd, stageFile } from './support/importing.ts';

const RECORDS = '/apps/opportunity/records';
const demo = openDemo();
const codes = ({ body }: Answer) => (body?.issues ?? []).map(({ code }: { code: string }) => code);
const refusedIn = ({ body }: Answer) => (body.refused ?? []).reduce((sum: number, { count }: { count: number }) => sum + count, 0);

interface Row {
  readonly id: string;
  readonly version: number;
}

/** The app in which each open deal has to have something next; only stages of key accounts make tasks. */
const asked = (app: App): App => ({
  ...app,
  entities: app.entities.map((entity) => {
    if (entity.key !== 'opportunity' || !entity.process) return entity;
    const pipelines = entity.process.pipelines.map((pipeline) =>
      pipeline.key === 'key_account'
        ? pipeline
        : { ...pipeline, stages: pipeline.stages.map(({ tasks: _, ...stage }) => ({ ...stage, required: [], gates: [] })) },
    );
    return { ...entity, process: { ...entity.process, pipelines, nextTask: 'asked' } };
  }),
});
/** What empties the day of a next step by itself. */
const push: Automation = {
  ...{ key: 'push_on', name: label('Push on'), entity: 'opportunity', start: 'go', when: { '==': [{ var: 'name' }, 'Empty it'] } },
  on: { kind: 'changed', fields: ['name'] },
  nodes: [{ key: 'go', kind: 'set', values: { next_step_on: null }, next: { done: null } }],
};

beforeAll(() => automate(demo.admin, [push], asked));

/** What a new deal with a customer of a class is made with. */
async function valuesFor(customerClass: string) {
  const [{ customer, contact }] = await demo.ask(
    `select c.customer::text as customer, c.id::text as contact from app_opportunity.contact c join app_opportunity.customer k on k.id = c.customer
     where (k.customer_class = 'key') = ($1 = 'key') and c.deleted_at is null and k.deleted_at is null order by c.id limit 1`,
    [customerClass],
  );
  return {
    ...{ name: 'Deal', customer, opportunity_type: 'new', source: 'website', amount: '9000', expected_close: '2027-01-31' },
    ...{ decision_maker: contact, pain_point: 'x' },
  };
}
const make = async (values: object = {}, customerClass = 'key') =>
  demo.admin.send('POST', `${RECORDS}/opportunity`, { values: { ...(await valuesFor(customerClass)), ...values } });
const now = async (id: string, entity = 'opportunity') =>
  (await demo.ask(`select version from app_opportunity.${entity} where id = $1`, [id]))[0].version;
const tasksOf = (id: string): Promise<Row[]> =>
  demo.ask(
    `select id::text, version, subject, due_on::text as due, owner, done_at is not null as done from app_opportunity.task
     where opportunity = $1 and deleted_at is null order by created_at, id`,
    [id],
  );
/** A deal with one open task, the one that its stage made, and no day of a next step. */
async function withTask(): Promise<{ readonly deal: string; readonly task: Row }> {
  const made = await make();
  if (made.status !== 201) throw new Error(made.text);
  const [task, ...more] = await tasksOf(made.body.id);
  expect(more).toEqual([]);
  return { deal: made.body.id, task: task as Row };
}
const change = async (id: string, values: object, entity = 'opportunity', client = demo.admin) =>
  client.send('PATCH', `${RECORDS}/${entity}/${id}`, { version: await now(id, entity), values });
const finish = (id: string, client = demo.admin) => change(id, { done_at: '2026-11-20T08:00:00Z' }, 'task', client);
const addTask = (deal: string, values: object = { due_on: '2027-02-01' }) =>
  demo.admin.send('POST', `${RECORDS}/task`, { values: { subject: 'Next', opportunity: deal, ...values } });
const unplanned = async (id: string) => (await demo.admin.get(`${RECORDS}/opportunity/${id}`, { fields: 'unplanned' })).body.unplanned;

describe('what comes next of an open deal', () => {
  it('is not taken away by any door, until another one is there', async () => {
    const { deal, task } = await withTask();
    const other = await withTask();
    const at = `${RECORDS}/task/${task.id}`;
    const tries: [string, Answer][] = [
      ['done', await finish(task.id)],
      ['without a day', await change(task.id, { due_on: null }, 'task')],
      ['moved away', await change(task.id, { opportunity: other.deal }, 'task')],
      ['deleted', await demo.admin.send('DELETE', at)],
    ];
    for (const [door, answer] of tries) expect([door, answer.status, codes(answer)]).toEqual([door, 422, ['next.last']]);
    const bulk = await demo.admin.send('POST', `${RECORDS}/task/together`, { records: [task.id, other.task.id], remove: true });
    expect([bulk.status, refusedIn(bulk)]).toEqual([200, 2]);
    // A task without a day says nothing of when; one with a day does, and so does the day of the next step.
    expect((await addTask(deal, {})).status).toBe(201);
    expect(codes(await finish(task.id))).toEqual(['next.last']);
    expect((await addTask(deal)).status).toBe(201);
    expect((await finish(task.id)).status).toBe(200);
    expect((await change(other.deal, { next_step_on: '2027-03-01' })).status).toBe(200);
    expect((await finish(other.task.id)).status).toBe(200);
    expect(codes(await change(other.deal, { next_step_on: null }))).toEqual(['next.missing']);
    expect((await addTask(other.deal)).status).toBe(201);
    expect((await change(other.deal, { next_step_on: null })).status).toBe(200);
    expect([await unplanned(deal), await unplanned(other.deal)]).toEqual([false, false]);
  });

  it('is written together with the task that is done, both or neither', async () => {
    const { deal, task } = await withTask();
    const send = async (next: object, headers = {}) =>
      demo.admin.send(
        'PATCH',
        `${RECORDS}/task/${task.id}`,
        { version: await now(task.id, 'task'), values: { done_at: '2026-11-20T08:00:00Z' }, next: { values: next } },
        headers,
      );
    const dateless = await send({ subject: 'Then', opportunity: deal });
    expect([dateless.status, codes(dateless)]).toEqual([422, ['next.last']]);
    const nameless = await send({ opportunity: deal, due_on: '2027-02-01' });
    expect([nameless.status, codes(nameless)]).toEqual([422, ['required']]);
    expect((await tasksOf(deal)).length).toBe(1);
    const key = { 'idempotency-key': '0b1f7c1e-5b0e-4d5e-9d57-0a6f5f1f4c11' };
    const done = await send({ subject: 'Then', opportunity: deal, due_on: '2027-02-01' }, key);
    expect([done.status, done.body.id, done.body.done_at !== null]).toEqual([200, task.id, true]);
    const all = (await tasksOf(deal)).map(({ subject, done: is }: Row & { subject?: string; done?: boolean }) => [subject, is]);
    expect(all.slice(1)).toEqual([['Then', false]]);
    // Sent again, since its answer was lost, it makes nothing more.
    const version = task.version;
    const again = await demo.admin.send(
      'PATCH',
      `${RECORDS}/task/${task.id}`,
      {
        ...{ version, values: { done_at: '2026-11-20T08:00:00Z' } },
        next: { values: { subject: 'Then', opportunity: deal, due_on: '2027-02-01' } },
      },
      key,
    );
    expect([again.status, again.body.id, (await tasksOf(deal)).length]).toEqual([200, task.id, 2]);
  });

  it('is named in the language of who is asked', async () => {
    const { task } = await withTask();
    const chinese = await clientFor(demo.server, 'admin@demo.local', 'zh-CN');
    expect((await finish(task.id, chinese)).body.issues[0].message).toBe(
      '这是该记录最后一项下一步安排。请先安排好下一步，再完成、移走或删除它。',
    );
    expect((await finish(task.id)).body.issues[0].message).toBe(
      'This is the last that says what comes next there. Say what is next before it is done, moved or taken away.',
    );
  });

  it('is not needed of what is not open, and is again as that is opened again', async () => {
    const { deal, task } = await withTask();
    const move = async (wish: object) =>
      demo.admin.send('POST', `${RECORDS}/opportunity/${deal}/move`, { version: await now(deal), ...wish });
    expect((await move({ status: 'void', reason: 'duplicate' })).status).toBe(200);
    expect((await finish(task.id)).status).toBe(200);
    expect(await unplanned(deal)).toBe(null);
    const back = await move({ status: 'open', reason: 'closed_by_mistake' });
    expect([back.status, codes(back), back.body.issues?.[0].path]).toEqual([422, ['next.missing'], 'next_step_on']);
    expect((await move({ status: 'open', reason: 'closed_by_mistake', values: { next_step_on: '2027-01-05' } })).status).toBe(200);
  });

  it('comes by itself with the tasks of the stage that a deal goes to or begins in', async () => {
    const { deal, task } = await withTask();
    expect((await change(deal, { next_step_on: '2027-01-05' })).status).toBe(200);
    expect((await finish(task.id)).status).toBe(200);
    // The tasks of that stage have days; those of the one behind are there already and done.
    const on = { version: await now(deal), stage: 'ka_research', values: { next_step_on: null, pain_point: 'x', next_step: 'x' } };
    expect(codes(await demo.admin.send('POST', `${RECORDS}/opportunity/${deal}/move`, on))).not.toContain('next.missing');
  });

  it('is asked for as a deal is made whose stage makes no task, one at a time and by a file', async () => {
    const refused = await make({}, 'other');
    expect([refused.status, codes(refused), refused.body.issues[0].message]).toEqual([
      422,
      ['next.missing'],
      'An open record needs something next: fill in “Next step date”, or give it an open task with a day.',
    ]);
    expect((await make({ next_step_on: '2027-01-04' }, 'other')).status).toBe(201);
    const found = await demo.ask(
      `select k.name as customer, c.name as contact from app_opportunity.contact c join app_opportunity.customer k on k.id = c.customer
       where k.customer_class <> 'key' and c.deleted_at is null and k.deleted_at is null
         and (select count(*) from app_opportunity.contact o where o.name = c.name) = 1
         and (select count(*) from app_opportunity.customer o where o.name = k.name) = 1 order by c.id limit 1`,
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
      'next_step_on',
    ];
    const line = (name: string, day: string) =>
      [name, found[0].customer, 'new', 'website', '9000', '2027-01-31', found[0].contact, 'x', day].join();
    const csv = [columns.join(), line('By file', ''), line('By file dated', '2027-01-04')].join('\n');
    const staged = await stageFile(demo.admin, '/apps/opportunity/imports/opportunity', csv);
    const path = `/apps/opportunity/imports/${staged.id}`;
    const targets = Object.fromEntries(columns.map((column) => [column, { column }]));
    expect((await demo.admin.send('POST', `${path}/run`, { targets })).status).toBe(202);
    const ended = await importEnd(demo.admin, path);
    expect(ended.state).toBe('done');
    const brought = await demo.ask(`select name from app_opportunity.opportunity where name like 'By file%' order by name`);
    expect(brought.map(({ name }) => name)).toEqual(['By file dated']);
  });

  it('never leaves a deal without, however two who end its last two tasks meet', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { deal, task } = await withTask();
      const second = (await addTask(deal)).body as Row;
      const both = await Promise.all([finish(task.id), finish(second.id)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
      expect(await unplanned(deal)).toBe(false);
    }
    for (let round = 0; round < 15; round += 1) {
      const { deal, task } = await withTask();
      expect((await change(deal, { next_step_on: '2027-03-01' })).status).toBe(200);
      const both = await Promise.all([finish(task.id), change(deal, { next_step_on: null })]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
      expect(await unplanned(deal)).toBe(false);
    }
  });

  it('is not asked of what acts by itself, whose deals stand on the list instead, and are not locked', async () => {
    const { deal, task } = await withTask();
    expect((await change(deal, { next_step_on: '2027-03-01' })).status).toBe(200);
    expect((await finish(task.id)).status).toBe(200);
    expect((await change(deal, { name: 'Empty it' })).status).toBe(200);
    await passes(demo.server, new Date().toISOString());
    expect(await unplanned(deal)).toBe(true);
    const listed = await demo.admin.get(`${RECORDS}/opportunity`, {
      filter: { and: [{ '==': [{ var: 'unplanned' }, true] }, { '==': [{ var: 'name' }, 'Empty it'] }] },
      count: 'true',
    });
    expect([listed.body.count, listed.body.records.map(({ id }: Row) => id)]).toEqual([1, [deal]]);
    const today = await demo.admin.get('/apps/opportunity/today/opportunity', { whose: 'mine' });
    expect(today.body.lists.unplanned.records.map(({ id }: Row) => id)).toContain(deal);
    // What had nothing before is edited as ever.
    expect((await change(deal, { amount: '10' })).status).toBe(200);
    expect((await change(deal, { next_step_on: null, amount: '11' })).status).toBe(200);
  });

  it('is worked out only for who may know all that it follows from', async () => {
    const sales = await clientFor(demo.server, 'sales@demo.local');
    const filter = { '==': [{ var: 'unplanned' }, true] };
    const seen = await sales.get(`${RECORDS}/opportunity`, { filter, count: 'true' });
    expect(seen.status).toBe(200);
    const [{ user }] = await demo.ask(`select id as user from auth."user" where email = 'sales@demo.local'`);
    const team = await sales.get(`${RECORDS}/opportunity`, {
      filter: { and: [filter, { '==': [{ var: 'owner' }, user] }] },
      count: 'true',
    });
    expect(team.body.count).toBeLessThanOrEqual(seen.body.count);
    await automate(demo.admin, [push], (app) => ({
      ...app,
      roles: app.roles.map((role) => {
        const task = role.grants.task;
        return role.key === 'sales' && task
          ? { ...role, grants: { ...role.grants, task: { ...task, hidden: [...task.hidden, 'done_at'] } } }
          : role;
      }),
    }));
    const again = await clientFor(demo.server, 'sales@demo.local');
    const answer = await again.get(`${RECORDS}/opportunity`, { filter });
    expect([answer.status, codes(answer)]).toEqual([422, ['rule.variable']]);
    const today = await again.get('/apps/opportunity/today/opportunity');
    expect([today.status, Object.keys(today.body.lists).includes('unplanned')]).toEqual([200, false]);
    expect(JSON.stringify((await again.get('/apps/opportunity')).body)).not.toContain('"nextTask"');
  });
});
