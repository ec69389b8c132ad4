import type { Automation, Node } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes, told } from './support/automating.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const RECORDS = `${APP}/records`;
const demo = openDemo();
const hours = (from: string, n: number) => new Date(Date.parse(from) + n * 3_600_000).toISOString();
const now = () => new Date().toISOString();
/** A moment from now, so that nothing is ahead of a clock that ticks in thousandths. */
const soon = () => new Date(Date.now() + 1000).toISOString();
const SCHEMA = 'app_opportunity';

async function make(entity: string, values: object): Promise<string> {
  const made = await demo.admin.send('POST', `${RECORDS}/${entity}`, { values });
  expect([made.status, made.body.issues]).toEqual([201, undefined]);
  return made.body.id;
}
/** A customer with contacts of these names. */
async function customer(...contacts: string[]): Promise<{ id: string; contacts: string[] }> {
  const id = await make('customer', { name: `Calls ${Math.random()}` });
  const ids: string[] = [];
  for (const name of contacts) ids.push(await make('contact', { name, customer: id }));
  return { id, contacts: ids };
}
async function change(entity: string, id: string, values: object) {
  const { version } = (await demo.admin.get(`${RECORDS}/${entity}/${id}`)).body;
  const done = await demo.admin.send('PATCH', `${RECORDS}/${entity}/${id}`, { version, values });
  expect([done.status, done.body.issues]).toEqual([200, undefined]);
}
const begin = (id: string) => change('customer', id, { notes: `Go ${Math.random()}` });

const parent = (nodes: Node[], more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'parent', name: { en: 'Parent', 'zh-CN': '主流程' }, entity: 'customer', on: { kind: 'changed', fields: ['notes'] } },
  ...{ start: nodes[0]?.key ?? '', nodes, ...more },
});
const sub = (nodes: Node[], more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'sub', name: { en: 'Sub', 'zh-CN': '子流程' }, entity: 'contact', on: { kind: 'called' }, start: nodes[0]?.key ?? '', nodes },
  ...more,
});
const mark = (key: string, values: Record<string, string>, done: string | null = null): Node => ({
  key,
  kind: 'set',
  values,
  next: { done },
});
const title = (text: string, done: string | null = null) => mark(`title_${text}`, { job_title: text }, done);
const wait = (key: string, after: number, done: string | null): Node => ({
  ...{ key, kind: 'wait', for: { kind: 'time', after, unit: 'hours' }, next: { done } },
});
/** For each contact of the customer. */
const each = (more: object = {}, next: object = { done: 'after' }): Node =>
  ({ key: 'each', kind: 'call', automation: 'sub', each: { entity: 'contact', link: 'customer', most: 200 }, next, ...more }) as Node;
const after = mark('after', { address: 'after' });

const runs = async (query: object) => (await demo.admin.get(`${APP}/runs`, { limit: 50, ...query })).body.runs;
const runOf = async (record: string) => (await runs({ record }))[0];
const act = (id: string, what: 'skip' | 'end' | 'retry', body: object = {}) => demo.admin.send('POST', `${APP}/runs/${id}/${what}`, body);
const fieldOf = async (entity: string, id: string, key: string) => (await demo.admin.get(`${RECORDS}/${entity}/${id}`)).body[key] ?? null;
const titles = (ids: readonly string[]) => Promise.all(ids.map((id) => fieldOf('contact', id, 'job_title')));

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

it('goes several ways at once, so that their waits overlap, each to its own end, and on behind all of them', async () => {
  const both: Node = {
    ...{ key: 'both', kind: 'parallel', next: { done: 'after', short: 'wait_2', long: 'wait_5' } },
    ways: [
      { key: 'short', name: { en: 'Short', 'zh-CN': '短' } },
      { key: 'long', name: { en: 'Long', 'zh-CN': '长' } },
    ],
  };
  await automate(demo.admin, [
    parent([
      both,
      wait('wait_2', 2, 'tell'),
      { ...told('tell', 'owner'), next: { done: 'phone' } },
      mark('phone', { phone: '13800000000' }),
      wait('wait_5', 5, 'class'),
      mark('class', { website: 'https://x.example' }),
      after,
    ]),
  ]);
  const { id } = await customer();
  await begin(id);
  const begun = now();
  await passes(demo.server, hours(begun, 0.1));
  const run = await runOf(id);
  expect([run.state, (await runs({ automation: 'parent', record: id })).length]).toEqual(['asleep', 1]);
  const sides = await runs({ parent: run.id });
  expect(sides.map(({ side, parent: up, state }: never) => [side, up, state]).toReversed()).toEqual([
    [{ en: 'Short', 'zh-CN': '短' }, { id: run.id, automation: 'parent' }, 'asleep'],
    [{ en: 'Long', 'zh-CN': '长' }, { id: run.id, automation: 'parent' }, 'asleep'],
  ]);
  expect((await demo.admin.get(`${APP}/automations`)).body[0]).toMatchObject({ asleep: 1 });
  const stood = async () => [
    await fieldOf('customer', id, 'phone'),
    await fieldOf('customer', id, 'website'),
    await fieldOf('customer', id, 'address'),
  ];
  await passes(demo.server, hours(begun, 2.2));
  expect(await stood()).toEqual(['13800000000', null, null]);
  await passes(demo.server, hours(begun, 5.2));
  expect(await stood()).toEqual(['13800000000', 'https://x.example', 'after']);
  expect((await runOf(id)).state).toBe('done');
});

it('tells people for their information, once, as a kind of notice of its own that warns of nothing', async () => {
  const cc: Node = { key: 'cc', kind: 'cc', to: [{ kind: 'owner' }], text: label('{name}'), next: { done: null } };
  await automate(demo.admin, [parent([cc])]);
  const { id } = await customer();
  await begin(id);
  for (let i = 0; i < 2; i += 1) await passes(demo.server, soon());
  expect(
    await demo.ask(`select kind, words->>'level' as level, words->>'due' as due from pipewright.notice where record = $1`, [id]),
  ).toEqual([{ kind: 'cc', level: null, due: null }]);
  const run = await runOf(id);
  expect([run.steps[0].kind, run.steps[0].people.length]).toEqual(['cc', 1]);
});

const turn = async (key: string, off: boolean) =>
  expect((await demo.admin.send('PUT', `${APP}/automations/${key}/off`, { off })).status).toBe(200);

it('calls nothing that is switched off, and says so; what was begun by one that is switched off meanwhile ends, and it goes on once it is on again', async () => {
  await automate(demo.admin, [parent([each(), after]), sub([wait('wait', 1, 'title_called'), title('called')])]);
  const { id, contacts } = await customer('Ada');
  await turn('sub', true);
  await begin(id);
  await passes(demo.server, soon());
  const run = await runOf(id);
  expect([run.state, run.failure]).toEqual(['failed', 'The automation “Sub” is switched off. Switch it on and try again.']);
  await turn('sub', false);
  expect((await act(run.id, 'retry')).status).toBe(200);
  await passes(demo.server, soon());
  expect((await runOf(id)).state).toBe('asleep');
  await turn('parent', true);
  await passes(demo.server, hours(now(), 1.2));
  expect([await titles(contacts), await fieldOf('customer', id, 'address'), (await runOf(id)).state]).toEqual([['called'], null, 'asleep']);
  await demo.ask(`update ${SCHEMA}._run set until = now() - interval '1 minute' where id = $1`, [run.id]);
  await turn('parent', false);
  await passes(demo.server, hours(now(), 1.3));
  expect([await fieldOf('customer', id, 'address'), (await runOf(id)).state]).toEqual(['after', 'done']);
});

it('keeps to the version with which it began, whatever is published meanwhile, even where what it calls is gone', async () => {
  const old = [
    parent([wait('first', 1, 'each'), each(), after]),
    sub([title('old', 'wait'), wait('wait', 1, 'title_older'), title('older')]),
  ];
  await automate(demo.admin, old);
  const { id, contacts } = await customer('Ada');
  await begin(id);
  await passes(demo.server, soon());
  await automate(demo.admin, [parent([mark('other', { address: 'other' })])]);
  await passes(demo.server, hours(now(), 1.1));
  expect(await titles(contacts)).toEqual(['old']);
  await passes(demo.server, hours(now(), 2.3));
  expect([await titles(contacts), await fieldOf('customer', id, 'address')]).toEqual([['older'], 'after']);
});

it('ends where its record is deleted meanwhile, and is done with what was deleted before it came to be asked', async () => {
  await automate(demo.admin, [parent([each(), after]), sub([wait('wait', 1, 'title_called'), title('called')])]);
  const remove = async (entity: string, id: string) => {
    const { version } = (await demo.admin.get(`${RECORDS}/${entity}/${id}`)).body;
    expect((await demo.admin.send('DELETE', `${RECORDS}/${entity}/${id}?version=${version}`)).status).toBe(200);
  };
  const one = await customer('Ada', 'Bob');
  await begin(one.id);
  await passes(demo.server, soon());
  await remove('contact', one.contacts[0] ?? '');
  await passes(demo.server, hours(now(), 1.2));
  expect([await fieldOf('customer', one.id, 'address'), await titles(one.contacts.slice(1))]).toEqual(['after', ['called']]);
  const two = await customer('Ada');
  await begin(two.id);
  await passes(demo.server, soon());
  await remove('contact', two.contacts[0] ?? '');
  await remove('customer', two.id);
  await passes(demo.server, hours(now(), 1.2));
  const states = await demo.ask(`select automation, state from ${SCHEMA}._run where record = any($1) order by depth`, [
    [two.id, ...two.contacts],
  ]);
  expect(states).toEqual([
    { automation: 'parent', state: 'done' },
    { automation: 'sub', state: 'done' },
  ]);
});

it('lets ways write the same record one after the other, and two callers call for the same one, each once', async () => {
  const add = (key: string): Node => ({
    key,
    kind: 'set',
    values: { employees: { '+': [{ var: 'employees' }, 1] } },
    next: { done: null },
  });
  const side = (key: string) => ({ key, name: label(key) });
  const both: Node = {
    key: 'both',
    kind: 'parallel',
    ways: ['a', 'b', 'c', 'd', 'e'].map(side),
    next: { done: 'up', a: 'a', b: 'b', c: 'c', d: 'd', e: 'e' },
  };
  await automate(demo.admin, [
    parent([
      both,
      ...['a', 'b', 'c', 'd', 'e'].map(add),
      { key: 'up', kind: 'call', automation: 'up', of: 'parent', next: { done: null } },
    ]),
    sub([add('x')], { key: 'up', entity: 'customer' }),
  ]);
  const top = await make('customer', { name: 'Top', employees: 10 });
  const below = [
    await make('customer', { name: 'A', employees: 1, parent: top }),
    await make('customer', { name: 'B', employees: 1, parent: top }),
  ];
  for (const id of below) await begin(id);
  await passes(demo.server, soon());
  expect(await Promise.all([top, ...below].map((id) => fieldOf('customer', id, 'employees')))).toEqual([12, 6, 6]);
});

it('runs once for each record where the one that is called does so, and goes on where there is nothing left to do', async () => {
  await automate(demo.admin, [parent([each(), after]), sub([title('called')], { once: 'record' })]);
  const { id, contacts } = await customer('Ada');
  for (const n of [1, 2]) {
    await begin(id);
    await passes(demo.server, soon());
    expect([n, (await runOf(id)).steps.map(({ outcome }: { outcome: string }) => outcome)]).toEqual([
      n,
      [n === 1 ? 'done' : 'nobody', 'done'],
    ]);
  }
  const [{ n }] = await demo.ask(`select count(*)::int as n from ${SCHEMA}._run where record = $1`, [contacts[0]]);
  expect(n).toBe(1);
});

it('carries two hundred out of more, tells how many there were, and stops what would set off thousands, with a sentence', async () => {
  const { id } = await customer();
  for (let i = 0; i < 231; i += 33)
    await Promise.all(Array.from({ length: 33 }, (_, j) => make('contact', { name: `C ${String(i + j).padStart(3, '0')}`, customer: id })));
  await automate(demo.admin, [
    parent([each({ each: { entity: 'contact', link: 'customer', sort: 'name', most: 200 } }), after]),
    sub([title('called')]),
  ]);
  await begin(id);
  await passes(demo.server, soon());
  const run = await runOf(id);
  expect([run.state, run.steps[0].input[0].value, run.steps[0].children]).toEqual([
    'done',
    '200 of 231 records found',
    { total: 200, over: 200, failed: 0 },
  ]);
  const [last] = await demo.ask(
    `select max(name) as name, count(*)::int as n from ${SCHEMA}.contact where customer = $1 and job_title = 'called'`,
    [id],
  );
  expect(last).toEqual({ name: 'C 199', n: 200 });
  // Each of two hundred calls two hundred more: a few may, and then no more.
  await automate(demo.admin, [
    parent([each(), after]),
    sub([{ key: 'more', kind: 'call', automation: 'deep', each: { entity: 'contact', most: 200 }, next: { done: null } }]),
    sub([title('deep')], { key: 'deep', name: label('Deep') }),
  ]);
  await begin(id);
  await passes(demo.server, soon());
  const bomb = await runOf(id);
  expect([bomb.state, bomb.failure?.slice(0, 27)]).toEqual(['failed', '197 of the 200 runs that it']);
  const [{ n }] = await demo.ask(`select count(*)::int as n from ${SCHEMA}._run where root = $1`, [bomb.id]);
  expect(n).toBe(801);
  expect((await runs({ parent: bomb.id, state: 'failed' }))[0].failure).toBe(
    'Stopped: one change set off more than a thousand runs (Parent → Sub). Change a condition so that fewer follow.',
  );
}, 120_000);

it('calls no further than automations may begin each other', async () => {
  const deeper = (n: number): Automation =>
    sub(n === 9 ? [title('deepest')] : [{ key: 'next', kind: 'call', automation: `sub_${n + 1}`, next: { done: null } }], {
      key: `sub_${n}`,
      name: label(`Sub ${n}`),
    });
  await automate(demo.admin, [parent([each({ automation: 'sub_1' }), after]), ...Array.from({ length: 9 }, (_, i) => deeper(i + 1))]);
  const { id, contacts } = await customer('Ada');
  await begin(id);
  await passes(demo.server, soon());
  expect([(await runOf(id)).state, await titles(contacts)]).toEqual(['failed', [null]]);
  const lowest = (await runs({ automation: 'sub_7' }))[0];
  expect(lowest.failure).toBe(
    'Stopped: the automations start each other without end (Parent → Sub 1 → Sub 2 → Sub 3 → Sub 4 → Sub 5 → Sub 6 → Sub 7 → Sub 8). Change a condition so that the chain ends.',
  );
});

it('asks for approval on ways side by side, for whoever began it, and gives up asking where the run that waits for them is ended', async () => {
  const ask = (key: string): Node => ({
    ...{ key, kind: 'approve', to: [{ kind: 'role', role: 'manager' }], text: label('{name}'), mode: 'any' },
    next: { approved: null, rejected: null, withdrawn: null },
  });
  const side = (key: string) => ({ key, name: label(key) });
  await automate(demo.admin, [
    parent([
      {
        key: 'both',
        kind: 'parallel',
        ways: [side('legal'), side('money')],
        next: { done: 'after', legal: 'ask_legal', money: 'ask_money' },
      },
      ...[ask('ask_legal'), ask('ask_money'), after],
    ]),
  ]);
  const { id } = await customer();
  await begin(id);
  await passes(demo.server, soon());
  const asked = async () =>
    (await demo.ask(`select starter is not null as started, ended_at is not null as over from ${SCHEMA}._approval where record = $1`, [
      id,
    ])) as unknown[];
  expect(await asked()).toEqual([
    { started: true, over: false },
    { started: true, over: false },
  ]);
  expect((await act((await runOf(id)).id, 'end', { note: 'Enough' })).status).toBe(200);
  expect(await asked()).toEqual([
    { started: true, over: true },
    { started: true, over: true },
  ]);
});
