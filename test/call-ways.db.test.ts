import type { Automation, Node } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes, told } from './support/automating.ts';
import { after, callingOn, each, hours, mark, now, parent, soon, sub, title, wait } from './support/calling.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const RECORDS = `${APP}/records`;
const SCHEMA = 'app_opportunity';
const demo = openDemo();
const { make, customer, begin, runs, runOf, act, fieldOf, titles } = callingOn(demo);

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
