import type { Automation } from '@pipewright/definition';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

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
  const [contact] = (await sales.get(`${APP}/records/contact`, { limit: 1 })).body.records;
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
