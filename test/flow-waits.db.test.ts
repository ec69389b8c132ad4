import type { Automation, Node } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes, told } from './support/automating.ts';
import { clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const RECORDS = `${APP}/records`;
const demo = openDemo();
const hours = (from: string, n: number) => new Date(Date.parse(from) + n * 3_600_000).toISOString();
const now = () => new Date().toISOString();

async function make(values: object = {}): Promise<{ id: string; version: number }> {
  const customer = await demo.admin.send('POST', `${RECORDS}/customer`, { values: { name: `Waits ${Math.random()}` } });
  const contact = await demo.admin.send('POST', `${RECORDS}/contact`, { values: { name: 'Ada', customer: customer.body.id } });
  const ground = {
    name: 'Waiting deal',
    customer: customer.body.id,
    decision_maker: contact.body.id,
    source: 'website',
    amount: '1000',
    pain_point: 'x',
  };
  const made = await demo.admin.send('POST', `${RECORDS}/opportunity`, { values: { ...ground, expected_close: '2031-01-31', ...values } });
  expect([made.status, made.body.issues]).toEqual([201, undefined]);
  return made.body;
}
async function change(id: string, values: object, more: object = {}, move = false) {
  const { version } = (await demo.admin.get(`${RECORDS}/opportunity/${id}`)).body;
  const url = `${RECORDS}/opportunity/${id}${move ? '/move' : ''}`;
  const done = await demo.admin.send(move ? 'POST' : 'PATCH', url, { version, values, ...more });
  expect([done.status, done.body.issues]).toEqual([200, undefined]);
}
const flow = (nodes: Node[], on: Automation['on'] = { kind: 'created' }): Automation => ({
  ...{ key: 'flow', name: label('Flow'), entity: 'opportunity', on, start: nodes[0]?.key ?? '', nodes },
});
const note = (key: string, text: string, done: string | null = null): Node => ({
  key,
  kind: 'set',
  values: { next_step: text },
  next: { done },
});
const runOf = async (id: string) => (await demo.admin.get(`${APP}/runs`, { record: id })).body.runs[0];
const stepOf = async (id: string) => (await demo.ask('select next_step as at from app_opportunity.opportunity where id = $1', [id]))[0].at;
const big = { '>=': [{ var: 'amount' }, '5000'] };

it('goes on by the first way whose rule holds, which is kept, and comes together again', async () => {
  await automate(demo.admin, [
    flow([
      {
        ...{ key: 'fork', kind: 'branch', next: { huge: 'huge', big: 'big', otherwise: 'last' } },
        cases: [
          { key: 'huge', name: label('Huge'), when: { '>=': [{ var: 'amount' }, '9000'] } },
          { key: 'big', name: label('Big'), when: big },
        ],
      },
      note('huge', 'huge', 'last'),
      note('big', 'big'),
      { ...told('last', 'owner') },
    ]),
  ]);
  for (const [amount, step, exit, count] of [
    ['9000', 'huge', 'Huge', 3],
    ['5000', 'big', 'Big', 2],
    ['100', null, 'Otherwise', 2],
  ] as const) {
    const { id } = await make({ amount });
    await passes(demo.server, hours(now(), 1));
    const run = await runOf(id);
    expect([amount, run.state, run.node, run.steps[0].exit, run.steps.length, await stepOf(id)]).toEqual([
      amount,
      'done',
      null,
      exit,
      count,
      step,
    ]);
  }
});

it('waits for a time, which stands still while the record is paused, and is told of meanwhile', async () => {
  await automate(demo.admin, [
    flow([{ key: 'wait', kind: 'wait', for: { kind: 'time', after: 5, unit: 'hours' }, next: { done: 'after' } }, note('after', 'waited')]),
  ]);
  const { id } = await make();
  const begun = now();
  await passes(demo.server, hours(begun, 0.1));
  const asleep = await runOf(id);
  expect([asleep.state, asleep.node, asleep.steps]).toEqual(['asleep', 'wait', []]);
  expect(Math.abs(Date.parse(asleep.until) - Date.parse(hours(begun, 5)))).toBeLessThan(60_000);
  expect((await demo.admin.get(`${APP}/automations`)).body[0]).toMatchObject({ key: 'flow', waiting: 0, asleep: 1 });
  await passes(demo.server, hours(begun, 4.9));
  expect(await stepOf(id)).toBeNull();
  await change(id, {}, { status: 'paused', reason: 'project_delayed', until: '2031-01-01' }, true);
  await passes(demo.server, hours(begun, 6));
  expect([(await runOf(id)).state, (await runOf(id)).until]).toEqual(['asleep', null]);
  await change(id, {}, { status: 'open' }, true);
  await passes(demo.server, hours(begun, 6));
  expect(await stepOf(id)).toBe('waited');
});

it('goes no further while it is switched off, and goes on when it is on again', async () => {
  const wait: Node = { key: 'wait', kind: 'wait', for: { kind: 'time', after: 1, unit: 'hours' }, next: { done: 'after' } };
  await automate(demo.admin, [flow([wait, note('after', 'went on')])]);
  const { id } = await make();
  await passes(demo.server, hours(now(), 0.1));
  const turn = async (off: boolean) => expect((await demo.admin.send('PUT', `${APP}/automations/flow/off`, { off })).status).toBe(200);
  await turn(true);
  for (const n of [1.5, 2.6, 9]) await passes(demo.server, hours(now(), n));
  expect([await stepOf(id), (await runOf(id)).state]).toEqual([null, 'asleep']);
  await demo.ask(`update app_opportunity._run set until = now() - interval '1 minute' where record = $1`, [id]);
  await turn(false);
  await passes(demo.server, now());
  expect(await stepOf(id)).toBeNull();
  await passes(demo.server, hours(now(), 9.1));
  expect([await stepOf(id), (await runOf(id)).state]).toEqual(['went on', 'done']);
});

it('reminds anew each time it comes round, and only once each time', async () => {
  await automate(demo.admin, [
    flow([
      { ...told('tell', 'owner'), next: { done: 'wait' } },
      { key: 'wait', kind: 'wait', for: { kind: 'time', after: 1, unit: 'hours' }, next: { done: 'tell' } },
    ]),
  ]);
  const { id } = await make();
  const begun = now();
  for (const n of [0.1, 1.2, 1.2, 2.3]) await passes(demo.server, hours(begun, n));
  const [{ count }] = await demo.ask(`select count(*)::int as count from pipewright.notice where record = $1 and words ? 'automation'`, [
    id,
  ]);
  expect(count).toBe(3);
});

it('waits for a date of the record, which may be moved or come later', async () => {
  const node: Node = {
    key: 'wait',
    kind: 'wait',
    for: { kind: 'date', field: 'next_step_on', offset: -1, unit: 'days', at: '09:00' },
    next: { done: 'after' },
  };
  await automate(demo.admin, [flow([node, note('after', 'soon')])]);
  const { id } = await make({ next_step_on: '2031-01-31' });
  await passes(demo.server, hours(now(), 0.1));
  expect((await runOf(id)).until).toBe('2031-01-30T01:00:00.000Z');
  await change(id, { next_step_on: '2031-03-02' });
  await passes(demo.server, hours(now(), 0.2));
  expect((await runOf(id)).until).toBe('2031-03-01T01:00:00.000Z');
  await change(id, { next_step_on: null });
  await passes(demo.server, '2031-02-01T00:00:00.000Z');
  expect([(await runOf(id)).state, (await runOf(id)).until]).toEqual(['asleep', null]);
  await change(id, { next_step_on: '2030-01-01' });
  await passes(demo.server, '2031-02-01T00:00:01.000Z');
  expect(await stepOf(id)).toBe('soon');
});

it('waits for a rule to hold, woken by the write that makes it so, or goes on when that takes too long', async () => {
  const wait: Node = {
    key: 'wait',
    kind: 'wait',
    for: { kind: 'rule', when: big, after: 3, unit: 'days' },
    next: { done: 'good', late: 'late' },
  };
  await automate(demo.admin, [flow([wait, note('good', 'good'), note('late', 'late')])]);
  const [one, two] = [await make(), await make()];
  await passes(demo.server, hours(now(), 0.1));
  await change(one.id, { pain_point: 'still small' });
  await passes(demo.server, hours(now(), 0.2));
  expect((await runOf(one.id)).state).toBe('asleep');
  await change(one.id, { amount: '5000' });
  await passes(demo.server, hours(now(), 0.3));
  expect([await stepOf(one.id), (await runOf(one.id)).steps[0].exit]).toEqual(['good', 'Done']);
  await passes(demo.server, hours(now(), 74));
  expect([await stepOf(two.id), (await runOf(two.id)).steps[0].exit]).toEqual(['late', 'Not in time']);
});

it('wakes whoever waits when rules come to hold by a change to many, and ends with the record', async () => {
  const wait: Node = {
    key: 'wait',
    kind: 'wait',
    for: { kind: 'rule', when: big, after: 30, unit: 'days' },
    next: { done: 'good', late: null },
  };
  await automate(demo.admin, [flow([wait, note('good', 'good')])]);
  const made = [await make(), await make(), await make()];
  await passes(demo.server, hours(now(), 0.1));
  const done = await demo.admin.send('POST', `${RECORDS}/opportunity/together`, {
    filter: { in: [{ var: 'id' }, made.slice(0, 2).map(({ id }) => id)] },
    values: { amount: '7000' },
  });
  expect([done.status, done.body.done]).toEqual([200, 2]);
  const last = made[2] as { id: string; version: number };
  expect((await demo.admin.send('DELETE', `${RECORDS}/opportunity/${last.id}?version=${last.version}`)).status).toBe(200);
  await passes(demo.server, hours(now(), 0.2));
  expect(await Promise.all(made.slice(0, 2).map(({ id }) => stepOf(id)))).toEqual(['good', 'good']);
  const [gone] = await demo.ask('select state, node from app_opportunity._run where record = $1', [last.id]);
  expect(gone).toEqual({ state: 'done', node: null });
});

it('misses no write that comes while a worker looks: whoever waits is carried on by the next look, not by a later one', async () => {
  const wait: Node = {
    key: 'wait',
    kind: 'wait',
    for: { kind: 'rule', when: big, after: 30, unit: 'days' },
    next: { done: 'good', late: null },
  };
  await automate(demo.admin, [flow([wait, note('good', 'good')])]);
  const made = await Promise.all(Array.from({ length: 24 }, () => make()));
  // Half of them are looked at for the first time as they are written, half for the second.
  const half = passes(demo.server, hours(now(), 0.01));
  await Promise.all(made.slice(0, 12).map(({ id }) => change(id, { amount: '7000' })));
  await half;
  const looks = (async () => {
    for (let n = 0; n < 10; n += 1) await passes(demo.server, hours(now(), 0.01));
  })();
  await Promise.all(made.slice(12).map(({ id }) => change(id, { amount: '7000' })));
  await looks;
  await passes(demo.server, hours(now(), 0.02));
  expect(await Promise.all(made.map(({ id }) => stepOf(id)))).toEqual(made.map(() => 'good'));
});

it('goes on by the version with which it began, and comes round only after a wait', async () => {
  const round: Node[] = [
    note('count', 'round', 'wait'),
    { key: 'wait', kind: 'wait', for: { kind: 'time', after: 1, unit: 'hours' }, next: { done: 'fork' } },
    {
      key: 'fork',
      kind: 'branch',
      cases: [{ key: 'again', name: label('Again'), when: { '!': [big] } }],
      next: { again: 'count', otherwise: 'stop' },
    },
    { key: 'stop', kind: 'end', next: {} },
  ];
  await automate(demo.admin, [flow(round)]);
  const { id } = await make();
  const begun = now();
  await passes(demo.server, hours(begun, 0.1));
  await automate(demo.admin, [flow([note('other', 'other')])]);
  for (const n of [1.2, 2.3, 3.4]) await passes(demo.server, hours(begun, n));
  expect((await runOf(id)).steps.map(({ node }: { node: string }) => node)).toEqual([
    'count',
    'wait',
    'fork',
    'count',
    'wait',
    'fork',
    'count',
    'wait',
    'fork',
    'count',
  ]);
  await change(id, { amount: '6000' });
  await passes(demo.server, hours(begun, 4.5));
  expect([(await runOf(id)).state, (await runOf(id)).steps.at(-1)?.node]).toEqual(['done', 'stop']);
});

it('tells on trial whom each record would tell, by the way that it would go', async () => {
  const boss: Node = { key: 'boss', kind: 'notify', to: [{ kind: 'role', role: 'manager' }], text: label('{name}'), next: { done: null } };
  const forked = flow(
    [
      { key: 'fork', kind: 'branch', cases: [{ key: 'big', name: label('Big'), when: big }], next: { big: 'boss', otherwise: 'owner' } },
      boss,
      { ...told('owner', 'owner'), next: { done: 'wait' } },
      { key: 'wait', kind: 'wait', for: { kind: 'time', after: 1, unit: 'days' }, next: { done: 'boss' } },
    ],
    { kind: 'schedule', every: 'day', at: '09:00' },
  );
  const [one, two] = [await make({ amount: '6000', next_step: 'trial' }), await make({ next_step: 'trial' })];
  const { owner } = (await demo.admin.get(`${RECORDS}/opportunity/${one.id}`)).body;
  const tried = await demo.admin.send('POST', `${APP}/automations/dry-run`, {
    automation: { ...forked, when: { '==': [{ var: 'next_step' }, 'trial'] } },
  });
  expect([tried.status, tried.body.issues]).toEqual([200, undefined]);
  const people = Object.fromEntries(
    tried.body.hits.map((hit: { record: string; people: { id: string }[] }) => [hit.record, hit.people.map(({ id }) => id)]),
  );
  expect(people[two.id]).toEqual([owner]);
  const managers = await demo.ask(
    `select user_id as id from pipewright.member where app = 'opportunity' and role = 'manager' order by user_id`,
  );
  expect(people[one.id].toSorted()).toEqual(managers.map(({ id }) => id).toSorted());
});

it('lets an administrator skip a wait and a step that failed, and end a run, each once and with a reason that is kept', async () => {
  const wait: Node = { key: 'wait', kind: 'wait', for: { kind: 'time', after: 9, unit: 'days' }, next: { done: 'bad' } };
  const bad: Node = { key: 'bad', kind: 'set', values: { name: { var: 'lost_note' } }, next: { done: 'good' } };
  await automate(demo.admin, [flow([wait, bad, note('good', 'good', 'again'), { ...wait, key: 'again', next: { done: null } }])]);
  const { id } = await make();
  await passes(demo.server, now());
  const run = await runOf(id);
  const act = (what: 'skip' | 'end' | 'retry', body: object = {}, who = demo.admin) =>
    who.send('POST', `${APP}/runs/${run.id}/${what}`, body);
  expect((await act('skip', { node: 'wait', note: ' ' })).status).toBe(422);
  expect((await act('skip', { node: 'wait', note: 'No time' }, await clientFor(demo.server, 'sales@demo.local'))).status).toBe(403);
  const both = await Promise.all([act('skip', { node: 'wait', note: 'No time' }), act('skip', { node: 'wait', note: 'No time' })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  await passes(demo.server, hours(now(), 0.1));
  expect([(await runOf(id)).state, (await runOf(id)).node]).toEqual(['failed', 'bad']);
  expect((await act('skip', { node: 'bad', note: 'Named already' })).status).toBe(200);
  await passes(demo.server, hours(now(), 0.2));
  expect([await stepOf(id), (await runOf(id)).state, (await runOf(id)).node]).toEqual(['good', 'asleep', 'again']);
  expect((await act('retry')).status).toBe(422);
  expect([(await act('end', { note: 'Enough' })).status, (await act('end', { note: 'Enough' })).status]).toEqual([200, 422]);
  const ended = await runOf(id);
  expect([ended.state, ended.failure]).toEqual(['stopped', 'Ended by hand.']);
  expect(
    ended.steps.map((each: { node: string; outcome: string; input: { value: string }[] }) => [
      each.node,
      each.outcome,
      each.input[0]?.value,
    ]),
  ).toEqual([
    ['wait', 'skipped', 'No time'],
    ['bad', 'refused', undefined],
    ['bad', 'skipped', 'Named already'],
    ['good', 'done', 'good'],
    ['again', 'ended', 'Enough'],
  ]);
  await passes(demo.server, hours(now(), 24 * 30));
  expect((await runOf(id)).state).toBe('stopped');
});
