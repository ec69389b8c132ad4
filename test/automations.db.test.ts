import type { Automation } from '@pipewright/definition';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { STANDARD } from './support/standard.ts';
import { statementsOf } from './support/statements.ts';

const APP = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let people: { sales: string };

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales] = [await clientFor(server, 'admin@demo.local'), await clientFor(server, 'sales@demo.local')];
  people = { sales: (await sales.get('/me')).body.user };
});
afterAll(() => close());

const after = (now: string, days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();
/** Who leads the department of a person, or the one above where that is the person. */
const leader = async (user: string) =>
  (
    await server.pool.query(
      `select d.manager from pipewright.person p join pipewright.department o on o.id = p.department join pipewright.department d on d.id = any(o.path)
       where p.user_id = $1 and d.manager <> $1 order by cardinality(d.path) desc limit 1`,
      [user],
    )
  ).rows[0].manager;
const notices = async () =>
  (
    await server.pool.query(
      `select kind, person, words->'text'->>'en' as text, words->'automation'->>'en' as automation, (words->>'level')::int as level from pipewright.notice where words ? 'automation' order by id`,
    )
  ).rows;
const runs = async () =>
  (await server.pool.query('select automation, state, level, depth, failure from app_opportunity._run order by begun_at, id')).rows;

/** A ladder over one deal alone: after two days its owner is told, after four who leads the owner's department. */
const ladder = (deal: string): Automation => ({
  ...{ key: 'ladder', name: label('Stuck deals'), entity: 'opportunity', start: 'one', when: { '==': [{ var: 'id' }, deal] } },
  on: {
    ...{ kind: 'since', clock: 'stage', unit: 'days' },
    levels: [
      { key: 'first', name: label('First'), start: 'one' },
      { key: 'second', name: label('Second'), start: 'two' },
    ],
    bands: [{ key: 'all', name: label('All'), when: null, after: { first: 2, second: 4 } }],
  },
  nodes: [
    { key: 'one', kind: 'notify', to: [{ kind: 'owner' }], text: label('{name} has stood still'), next: { done: null } },
    { key: 'two', kind: 'notify', to: [{ kind: 'manager', up: 1 }], text: label('{name} of {owner}: {amount}'), next: { done: null } },
  ],
});

async function deal(name: string, values: object = {}): Promise<{ id: string; version: number; stage_since: string; owner: string }> {
  const [contact] = (await sales.get(`${APP}/records/contact`, { limit: 1, filter: STANDARD })).body.records;
  const [decision_maker, customer] = [contact.id, contact.customer];
  const made = await sales.send('POST', `${APP}/records/opportunity`, {
    values: {
      name,
      customer,
      opportunity_type: 'new',
      amount: '1500',
      expected_close: '2027-01-31',
      decision_maker,
      pain_point: 'x',
      ...values,
    },
  });
  if (made.status !== 201) throw new Error(made.text);
  return made.body;
}

it('reminds of a deal that stands still, level by level, each once, and begins anew when it is moved on', async () => {
  const made = await deal('Ladder deal');
  await automate(admin, [ladder(made.id)]);
  const begun = made.stage_since;
  await passes(server, after(begun, 1.9));
  expect(await notices()).toEqual([]);
  await passes(server, after(begun, 2));
  await passes(server, after(begun, 2));
  await passes(server, after(begun, 3));
  expect(await notices()).toEqual([
    { kind: 'reminder', person: people.sales, text: 'Ladder deal has stood still', automation: 'Stuck deals', level: 1 },
  ]);
  await passes(server, after(begun, 4.5));
  await passes(server, after(begun, 9));
  expect((await notices()).slice(1)).toEqual([
    {
      kind: 'reminder',
      person: await leader(people.sales),
      text: expect.stringMatching(/^Ladder deal of .+: ¥1,500$/),
      automation: 'Stuck deals',
      level: 2,
    },
  ]);
  expect((await runs()).map(({ state, level }) => [state, level])).toEqual([
    ['done', 'first'],
    ['done', 'second'],
  ]);
});

it('carries what follows a change out in the change itself and its runs, with their depth, and stops what begins itself without end', async () => {
  const made = await deal('Loop deal');
  const bump: Automation = {
    ...{ key: 'bump', name: label('Bump'), entity: 'opportunity', start: 'set', when: { '==': [{ var: 'id' }, made.id] } },
    on: { kind: 'changed', fields: ['amount'] },
    nodes: [{ key: 'set', kind: 'set', values: { amount: { '+': [{ var: 'amount' }, 1] } }, next: { done: null } }],
  };
  await automate(admin, [bump]);
  const changed = await sales.send('PATCH', `${APP}/records/opportunity/${made.id}`, { version: made.version, values: { amount: '10' } });
  expect(changed.status).toBe(200);
  await passes(server, new Date().toISOString());
  const mine = (await runs()).filter(({ automation }) => automation === 'bump');
  expect(mine.map(({ state, depth }) => [state, depth])).toEqual([...Array.from({ length: 8 }, (_, i) => ['done', i]), ['stopped', 8]]);
  expect((await sales.get(`${APP}/records/opportunity/${made.id}`)).body.amount).toBe('18');
  const told = (await admin.get(`${APP}/runs`, { automation: 'bump', state: 'stopped' })).body.runs;
  expect(told[0].failure).toContain('Bump → Bump');
  const states = (await admin.get(`${APP}/automations`)).body;
  expect(states).toMatchObject([{ key: 'bump', off: false, fired: 9, failed: 1, waiting: 0 }]);
  const history = (await sales.get(`${APP}/records/opportunity/${made.id}/history`)).text;
  expect(history).toContain('"automation"');
  const byItself = async () =>
    (await sales.get(`${APP}/records/opportunity/${made.id}/history`)).body.entries.find(
      ({ actor }: { actor: { kind: string } }) => actor.kind === 'automation',
    ).automation;
  expect(await byItself()).toEqual({ name: label('Bump'), gone: false });
  await automate(admin, []);
  expect(await byItself()).toEqual({ name: label('Bump'), gone: true });
  const { entries } = (await sales.get(`${APP}/records/opportunity/${made.id}/line`)).body;
  expect(entries.map(({ entry }: { entry?: { automation?: unknown } }) => entry?.automation).filter(Boolean)[0]).toEqual({
    ...{ name: label('Bump'), gone: true },
  });
});

it('does nothing while it is switched off, and is at work again from when it is switched on', async () => {
  const made = await deal('Off deal');
  await automate(admin, [
    {
      ...{ key: 'quiet', name: label('Quiet'), entity: 'opportunity', start: 'tell', when: { '==': [{ var: 'id' }, made.id] } },
      on: { kind: 'changed', fields: ['amount'] },
      nodes: [{ key: 'tell', kind: 'notify', to: [{ kind: 'owner' }], text: label('changed'), next: { done: null } }],
    },
  ]);
  const change = async (amount: string, version: number) =>
    (await sales.send('PATCH', `${APP}/records/opportunity/${made.id}`, { version, values: { amount } })).body.version as number;
  await admin.send('PUT', `${APP}/automations/quiet/off`, { off: true });
  const next = await change('2', made.version);
  await admin.send('PUT', `${APP}/automations/quiet/off`, { off: false });
  await change('3', next);
  expect((await runs()).filter(({ automation }) => automation === 'quiet')).toHaveLength(1);
});

/** A ladder that warns on the second day and takes back on the fourth, at least two days after the warning. */
const reclaiming = (deal: string): Automation => ({
  ...{ key: 'reclaiming', name: label('Back to the pool'), entity: 'opportunity', start: 'warn', when: { '==': [{ var: 'id' }, deal] } },
  on: {
    ...{ kind: 'since', clock: 'stage', unit: 'days' },
    levels: [
      { key: 'warned', name: label('Warned'), start: 'warn' },
      { key: 'taken', name: label('Taken back'), start: 'take', waits: 2 },
    ],
    bands: [{ key: 'all', name: label('All'), when: null, after: { warned: 2, taken: 4 } }],
  },
  nodes: [
    { key: 'warn', kind: 'notify', to: [{ kind: 'owner' }], warns: true, text: label('{name} will be taken back'), next: { done: null } },
    { key: 'take', kind: 'reclaim', text: label('{name} was taken back'), next: { done: 'give' } },
    { key: 'give', kind: 'assign', by: 'load', teams: [{ key: 'all', when: null, role: 'sales' }], next: { done: null } },
  ],
});

it('warns before it takes back, never sooner than it said, touches nothing but the owner, and gives it to somebody else', async () => {
  const made = await deal('Reclaimed deal');
  await automate(admin, [reclaiming(made.id)]);
  // The workers were away for long: the warning comes late, and what it warned of no sooner than two days after it.
  await passes(server, after(made.stage_since, 10));
  const warned = (await notices()).filter(({ kind }) => kind === 'warning');
  expect(warned).toMatchObject([{ person: people.sales, text: 'Reclaimed deal will be taken back' }]);
  await passes(server, after(made.stage_since, 11.9));
  const told = async () =>
    (
      await server.pool.query(`select kind, person, words from pipewright.notice where record = $1 and kind <> 'warning' order by kind`, [
        made.id,
      ])
    ).rows;
  const owner = async () => (await admin.get(`${APP}/records/opportunity/${made.id}`)).body;
  expect((await owner()).owner).toBe(people.sales);
  await passes(server, after(made.stage_since, 12));
  const now = await owner();
  expect(now.owner).not.toBe(people.sales);
  expect(now.owner).toEqual(expect.any(String));
  expect({ status: now.status, stage: now.stage, stage_since: now.stage_since, amount: now.amount }).toEqual({
    ...{ status: 'open', stage: 'first_contact', stage_since: made.stage_since, amount: '1500' },
  });
  expect(await told()).toEqual([
    { kind: 'assigned', person: now.owner, words: { automation: label('Back to the pool') } },
    {
      kind: 'reclaimed',
      person: people.sales,
      words: { automation: label('Back to the pool'), text: label('Reclaimed deal was taken back') },
    },
  ]);
  const [run] = (await admin.get(`${APP}/runs`, { automation: 'reclaiming', record: made.id })).body.runs;
  expect(run.steps.map(({ kind, outcome }: { kind: string; outcome: string }) => [kind, outcome])).toEqual([
    ['reclaim', 'done'],
    ['assign', 'done'],
  ]);
});

it('leaves out what stood still: a pause of three days moves each due time by three days', async () => {
  const made = await deal('Paused deal');
  await automate(admin, [ladder(made.id)]);
  const at = (days: number) => after(made.stage_since, days);
  const save = async (days: number, body: object) => {
    const { version } = (await sales.get(`${APP}/records/opportunity/${made.id}`)).body;
    const moved = await sales.send('POST', `${APP}/records/opportunity/${made.id}/move`, { version, ...body });
    if (moved.status !== 200) throw new Error(moved.text);
    // The clock of the test: what just happened, happened then.
    await server.pool.query(
      `update app_opportunity._period p set entered_at = case when left_at is null then $2 else entered_at end, left_at = case when left_at is null then null else $2::timestamptz end
       where record = $1 and id in (select id from app_opportunity._period where record = $1 order by id desc limit 2)`,
      [made.id, at(days)],
    );
    await server.pool.query('update app_opportunity.opportunity set stage_since = $2 where id = $1', [made.id, at(days)]);
  };
  await save(1, { status: 'paused', reason: 'budget_frozen', until: '2027-01-31' });
  await passes(server, at(3.5));
  await save(4, { status: 'open' });
  const mine = async () => (await notices()).filter(({ text }) => String(text).startsWith('Paused deal'));
  await passes(server, at(4.9));
  expect(await mine()).toEqual([]);
  await passes(server, at(5));
  expect((await mine()).map(({ level }) => level)).toEqual([1]);
  await passes(server, at(6.9));
  expect(await mine()).toHaveLength(1);
  await passes(server, at(7));
  expect((await mine()).map(({ level }) => level)).toEqual([1, 2]);
});

it('has texts leave the house once, through channels and as letters, to those alone who may see the record', async () => {
  const made = await deal('Posted deal');
  await automate(admin, [
    {
      ...{ key: 'posting', name: label('Posting'), entity: 'opportunity', start: 'post', when: { '==': [{ var: 'id' }, made.id] } },
      on: { kind: 'changed', fields: ['amount'] },
      nodes: [
        { key: 'post', kind: 'post', channel: 'robot', text: label('{name}: {amount}'), language: 'en', next: { done: 'mail' } },
        {
          ...{ key: 'mail', kind: 'mail', to: [{ kind: 'owner' }, { kind: 'role', role: 'sales' }] },
          ...{ subject: label('{name}'), text: label('{customer}: {floor_price}'), next: { done: null } },
        },
      ],
    },
  ]);
  await sales.send('PATCH', `${APP}/records/opportunity/${made.id}`, { version: made.version, values: { amount: '20' } });
  const statements = await statementsOf(() => passes(server, new Date().toISOString()));
  await passes(server, new Date().toISOString());
  // Who the readers of a letter are is asked once, for the record and for what its text speaks of.
  expect(statements.filter((text) => text.includes('pipewright.share s') && text.includes('p.user_id = any($1)'))).toHaveLength(1);
  const { rows } = await server.pool.query(
    `select kind, target, payload->>'title' as title, payload->>'text' as text from pipewright.delivery order by kind`,
  );
  expect(rows).toEqual([
    { kind: 'channel', target: 'robot', title: 'Posting', text: 'Posted deal: ¥20' },
    // Other sales people do not see this deal, and nobody in sales its floor price.
    { kind: 'mail', target: 'sales@demo.local', title: 'Posted deal', text: expect.stringMatching(/^[^…]+: …$/) },
  ]);
});

it('waits for a press by those who have the button, and for nobody else', async () => {
  const made = await deal('Pressed deal');
  await automate(admin, [
    {
      ...{
        key: 'press',
        name: label('Press'),
        entity: 'opportunity',
        start: 'set',
        on: { kind: 'button', label: label('Do it'), roles: ['sales'] },
      },
      nodes: [{ key: 'set', kind: 'set', values: { pain_point: 'pressed' }, next: { done: null } }],
    },
  ]);
  const press = (who: TestClient, key = 'press') => who.send('POST', `${APP}/records/opportunity/${made.id}/press/${key}`);
  const shown = async (who: TestClient) => (await who.get(`${APP}/definition`)).body.buttons;
  expect([await shown(sales), await shown(admin)]).toEqual([
    [{ automation: 'press', entity: 'opportunity', label: label('Do it') }],
    undefined,
  ]);
  expect((await press(admin)).body.issues[0].code).toBe('run.unknown');
  expect((await press(sales, 'other')).body.issues[0].code).toBe('run.unknown');
  expect((await press(sales)).status).toBe(200);
  await passes(server, new Date(Date.now() + 1000).toISOString());
  expect((await sales.get(`${APP}/records/opportunity/${made.id}`)).body.pain_point).toBe('pressed');
});

it('tells people of roles once a week how many records each of them may see', async () => {
  const monday = '2030-01-07T01:00:00.000Z';
  await automate(admin, [
    {
      ...{ key: 'weekly', name: label('Weekly'), entity: 'opportunity', start: 'tell', when: { '==': [{ var: 'status' }, 'open'] } },
      on: { kind: 'schedule', every: 'week', on: 1, at: '09:00', list: true },
      nodes: [{ key: 'tell', kind: 'notify', to: [{ kind: 'role', role: 'sales' }], text: label('These are open'), next: { done: null } }],
    },
  ]);
  await passes(server, '2030-01-07T00:59:59.000Z');
  const before = (await runs()).filter(({ automation }) => automation === 'weekly').length;
  await passes(server, monday);
  await passes(server, '2030-01-08T01:00:00.000Z');
  expect((await runs()).filter(({ automation }) => automation === 'weekly')).toHaveLength(before + 1);
  const filter = JSON.stringify({ '==': [{ var: 'status' }, 'open'] });
  const { count } = (await sales.get(`${APP}/records/opportunity`, { filter, count: true, limit: 1 })).body;
  const [notice] = (await sales.get(`${APP}/notices`, { limit: 1 })).body.notices;
  expect(notice.about).toMatchObject({ record: null, count: Number(count), text: label('These are open'), automation: label('Weekly') });
});

it('names nothing in a notice that its reader may not see: neither a record out of sight nor what a record refers to', async () => {
  const made = await deal('Sighted deal');
  const [hidden] = (await admin.get(`${APP}/records/customer`, { limit: 200, fields: 'name,owner' })).body.records.filter(
    ({ owner }: { owner: string }) => owner !== people.sales,
  );
  await server.pool.query('update app_opportunity.opportunity set customer = $2 where id = $1', [made.id, hidden.id]);
  await automate(admin, [
    {
      ...{ key: 'sighted', name: label('Sighted'), entity: 'opportunity', start: 'tell', when: { '==': [{ var: 'id' }, made.id] } },
      on: { kind: 'changed', fields: ['amount'] },
      nodes: [
        {
          ...{ key: 'tell', kind: 'notify', text: label('{name} of {customer}, {customer.name}'), next: { done: null } },
          to: ['sales', 'admin'].map((role) => ({ kind: 'role', role })),
        },
      ],
    },
  ]);
  await sales.send('PATCH', `${APP}/records/opportunity/${made.id}`, { version: made.version, values: { amount: '30' } });
  await passes(server, new Date().toISOString());
  const told = (await notices()).filter(({ automation }) => automation === 'Sighted');
  // Other sales people do not see this deal: they are not even told that there is one.
  expect(told.filter(({ person }) => person === people.sales).map(({ text }) => text)).toEqual(['Sighted deal of …, …']);
  expect([...new Set(told.filter(({ person }) => person !== people.sales).map(({ text }) => text))]).toEqual([
    `Sighted deal of ${hidden.name}, ${hidden.name}`,
  ]);
  const { rows } = await server.pool.query(`select distinct role from pipewright.member where app = 'opportunity' and user_id = any($1)`, [
    told.map(({ person }) => person).filter((person) => person !== people.sales),
  ]);
  expect(rows).toEqual([{ role: 'admin' }]);
});
