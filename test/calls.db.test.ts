import type { Node } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { after, callingOn, each, hours, mark, now, parent, soon, sub, title, wait } from './support/calling.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const SCHEMA = 'app_opportunity';
const demo = openDemo();
const { customer, change, begin, runs, runOf, act, fieldOf, titles } = callingOn(demo);

it('runs another for each record that is found, in the order that is said and no more than so many, tells how many there were, and goes on behind them', async () => {
  await automate(demo.admin, [
    parent([
      each({ each: { entity: 'contact', link: 'customer', when: { '!=': [{ var: 'name' }, 'Cid'] }, sort: '-name', most: 2 } }),
      after,
    ]),
    sub([title('called')], { when: { '!=': [{ var: 'name' }, 'Eve'] } }),
  ]);
  const { id, contacts } = await customer('Ada', 'Bob', 'Cid', 'Dan', 'Eve');
  const other = await customer('Zoe');
  await begin(id);
  await passes(demo.server, soon());
  expect(await titles([...contacts, ...other.contacts])).toEqual([null, 'called', null, 'called', null, null]);
  expect(await fieldOf('customer', id, 'address')).toBe('after');
  const run = await runOf(id);
  expect([run.state, run.parent, run.side]).toEqual(['done', null, null]);
  expect(run.steps.map(({ node, outcome, children, input }: never) => [node, outcome, children, input])).toEqual([
    ['each', 'done', { total: 2, over: 2, failed: 0 }, [{ name: '', value: '2 of 3 records found' }]],
    ['after', 'done', null, [{ name: 'Address', value: 'after' }]],
  ]);
  const children = await runs({ parent: run.id });
  expect(children.map((child: { record: { id: string }; state: string }) => [child.record.id, child.state]).toSorted()).toEqual(
    [contacts[1], contacts[3]].map((each) => [each, 'done']).toSorted(),
  );
  expect(children[0].parent).toEqual({ id: run.id, automation: 'parent' });
  expect((await runs({ run: children[0].parent.id })).map((each: { id: string }) => each.id)).toEqual([run.id]);
  const [kept] = await demo.ask(`select input from ${SCHEMA}._run_step where run = $1 and seq = 0`, [run.id]);
  expect(kept.input.text['zh-CN']).toBe('找到 3 条记录，仅执行前 2 条');
});

it('runs another for the record itself and for what it refers to, and for nothing where that is not there', async () => {
  await automate(demo.admin, [
    {
      ...parent([]),
      key: 'p',
      entity: 'contact',
      on: { kind: 'changed', fields: ['notes'] },
      start: 'of',
      nodes: [
        { key: 'of', kind: 'call', automation: 'customers', of: 'customer', next: { done: 'self' } },
        { key: 'self', kind: 'call', automation: 'sub', next: { done: 'boss' } },
        { key: 'boss', kind: 'call', automation: 'sub', of: 'reports_to', next: { done: 'last' } },
        mark('last', { phone: '13800000000' }),
      ],
    },
    sub([title('called')]),
    sub([mark('x', { address: 'called' })], { key: 'customers', entity: 'customer' }),
  ]);
  const {
    id,
    contacts: [one = ''],
  } = await customer('Ada');
  await change('contact', one, { notes: 'go' });
  await passes(demo.server, soon());
  expect([await fieldOf('customer', id, 'address'), ...(await titles([one]))]).toEqual(['called', 'called']);
  const run = (await runs({ record: one, automation: 'p' }))[0];
  expect([run.state, run.steps.map(({ outcome, children }: never) => [outcome, (children as { total: number } | null)?.total])]).toEqual([
    'done',
    [
      ['done', 1],
      ['done', 1],
      ['nobody', undefined],
      ['done', undefined],
    ],
  ]);
});

it('sleeps until all that it began is over, once however often it is looked at, and says meanwhile how far that is', async () => {
  await automate(demo.admin, [parent([each(), after]), sub([wait('wait', 5, 'title_waited'), title('waited')])]);
  const { id, contacts } = await customer('Ada', 'Bob');
  await begin(id);
  const begun = now();
  for (let i = 0; i < 3; i += 1) await passes(demo.server, hours(begun, 0.1));
  // Something else wakes it, as a server that comes back may: it has begun what it began.
  await demo.ask(`update ${SCHEMA}._run set wake_at = now() where record = $1`, [id]);
  await passes(demo.server, hours(begun, 0.2));
  const run = await runOf(id);
  expect([run.state, run.until, run.node]).toEqual(['asleep', null, 'each']);
  expect(run.steps.map(({ outcome, children }: never) => [outcome, children])).toEqual([['begun', { total: 2, over: 0, failed: 0 }]]);
  expect((await demo.admin.get(`${APP}/automations`)).body[1]).toMatchObject({ key: 'sub', asleep: 2 });
  await act((await runs({ parent: run.id }))[0].id, 'skip', { node: 'wait', note: 'Sooner' });
  await passes(demo.server, hours(begun, 0.3));
  expect((await runOf(id)).steps[0].children).toEqual({ total: 2, over: 1, failed: 0 });
  await passes(demo.server, hours(begun, 5.2));
  expect([await titles(contacts), await fieldOf('customer', id, 'address'), (await runOf(id)).state]).toEqual([
    ['waited', 'waited'],
    'after',
    'done',
  ]);
});

const bad = mark('bad', { name: '' });

it('fails where one failed, names how many, and goes on when that was tried again: from below or from above', async () => {
  const failing = sub([
    {
      key: 'fork',
      kind: 'branch',
      cases: [{ key: 'bad', name: label('Bad'), when: { '==': [{ var: 'job_title' }, 'bad'] } }],
      next: { bad: 'bad', otherwise: 'title_fine' },
    },
    { ...bad, values: { name: { var: 'notes' } }, next: { done: 'title_fine' } } as Node,
    title('fine'),
  ]);
  await automate(demo.admin, [parent([each(), after]), failing]);
  for (const from of ['below', 'above'] as const) {
    const {
      id,
      contacts: [one = '', two = '', three = ''],
    } = await customer('Ada', 'Bob', 'Cid');
    for (const each of [one, three]) await change('contact', each, { job_title: 'bad' });
    await begin(id);
    await passes(demo.server, soon());
    const run = await runOf(id);
    expect([run.state, run.node, run.failure]).toEqual([
      'failed',
      'each',
      '2 of the 3 runs that it began did not succeed. Try those again, skip this step, or try this run again: that tries all of them that failed.',
    ]);
    expect(run.steps.map(({ outcome, children }: never) => [outcome, children])).toEqual([['failed', { total: 3, over: 3, failed: 2 }]]);
    expect(await titles([two])).toEqual(['fine']);
    for (const each of [one, three]) await change('contact', each, { notes: 'Mended' });
    const failed = (await runs({ parent: run.id })).filter(({ state }: { state: string }) => state === 'failed');
    if (from === 'below') {
      expect((await act(failed[0].id, 'retry')).status).toBe(200);
      await passes(demo.server, soon());
      expect([(await runOf(id)).state, (await runOf(id)).steps[0].children]).toEqual(['failed', { total: 3, over: 3, failed: 1 }]);
      expect((await act(failed[1].id, 'retry')).status).toBe(200);
    } else expect((await act(run.id, 'retry')).status).toBe(200);
    await passes(demo.server, soon());
    expect([(await runOf(id)).state, await fieldOf('customer', id, 'address'), await titles([one, three])]).toEqual([
      'done',
      'after',
      ['fine', 'fine'],
    ]);
    const [{ n }] = await demo.ask(`select count(*)::int as n from ${SCHEMA}._run where parent = $1`, [run.id]);
    expect(n).toBe(3);
  }
});

it('goes on by a way of its own where one failed, if it says so', async () => {
  await automate(demo.admin, [
    parent([each({ catches: true }, { done: 'after', failed: 'lost' }), after, mark('lost', { address: 'lost' })]),
    sub([{ ...bad, values: { name: { var: 'notes' } } } as Node]),
  ]);
  const { id } = await customer('Ada');
  await begin(id);
  await passes(demo.server, soon());
  const run = await runOf(id);
  expect([run.state, await fieldOf('customer', id, 'address'), run.steps[0].exit]).toEqual(['done', 'lost', 'Not all succeeded']);
  expect(run.steps[0].faults[0]).toMatch(/^1 of the 1 runs/);
});

it('ends what it began when it is ended or passed over by hand, and what that began; a run that is ended counts as failed for the one above', async () => {
  await automate(demo.admin, [
    parent([each(), after]),
    sub([{ key: 'deeper', kind: 'call', automation: 'deep', next: { done: 'title_x' } }, title('x')]),
    sub([wait('wait', 500, null)], { key: 'deep', name: label('Deep') }),
  ]);
  const states = async (id: string) =>
    (
      await demo.ask(
        `select automation, state, failure->>'code' as why from ${SCHEMA}._run where root = (select root from ${SCHEMA}._run where id = $1) order by depth, id`,
        [id],
      )
    ).map(({ automation, state, why }: Record<string, string>) => `${automation} ${state} ${why}`);
  const start = async () => {
    const { id } = await customer('Ada', 'Bob');
    await begin(id);
    await passes(demo.server, soon());
    return { id, run: await runOf(id) };
  };
  const one = await start();
  expect((await act(one.run.id, 'end', { note: 'Enough' })).status).toBe(200);
  const below = [
    'sub stopped run.parent_ended',
    'sub stopped run.parent_ended',
    'deep stopped run.parent_ended',
    'deep stopped run.parent_ended',
  ];
  expect(await states(one.run.id)).toEqual(['parent stopped run.ended', ...below]);
  expect((await runOf(one.id)).steps.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['ended']);
  const two = await start();
  expect((await act(two.run.id, 'skip', { node: 'each', note: 'Not now' })).status).toBe(200);
  await passes(demo.server, soon());
  expect(await states(two.run.id)).toEqual(['parent done null', ...below]);
  expect(await fieldOf('customer', two.id, 'address')).toBe('after');
  const three = await start();
  const children = await runs({ parent: three.run.id });
  const deep = await Promise.all(children.map(async (child: { id: string }) => (await runs({ parent: child.id }))[0]));
  for (const each of deep) expect((await act(each.id, 'end', { note: 'No' })).status).toBe(200);
  await passes(demo.server, soon());
  expect((await states(three.run.id)).map((each: string) => each.split(' ').slice(0, 2).join(' '))).toEqual([
    'parent failed',
    'sub failed',
    'sub failed',
    'deep stopped',
    'deep stopped',
  ]);
  // Whoever tries the uppermost again tries those that failed, but not what was ended by hand.
  expect((await act(three.run.id, 'retry')).status).toBe(200);
  await passes(demo.server, soon());
  expect((await runOf(three.id)).state).toBe('failed');
});
