import type { Automation } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import type { TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const RECORDS = `${APP}/records`;
const demo = openDemo();
const now = () => new Date(Date.now() + 1000).toISOString();
const make = async (entity: string, values: object, who: TestClient = demo.admin) => {
  const made = await who.send('POST', `${RECORDS}/${entity}`, { values });
  expect([made.status, made.body.issues]).toEqual([201, undefined]);
  return made.body as { id: string; version: number };
};
const deal = async (customer: string | undefined, more: object = {}) => {
  const contact = await make('contact', { name: 'Ada', customer });
  const ground = { name: 'Far deal', customer, source: 'website', amount: '1000', decision_maker: contact.id, pain_point: 'x' };
  return make('opportunity', { ...ground, expected_close: '2031-01-31', budget_confirmed: true, next_step: 'x', ...more });
};
const WON = { proposal_sent_on: '2026-11-01', quote_amount: '1', win_factors: ['price'] };
const win = async ({ id, version }: { id: string; version: number }) => {
  const done = await demo.admin.send('POST', `${RECORDS}/opportunity/${id}/move`, {
    version,
    status: 'won',
    values: { ...WON, contract_no: id },
  });
  expect([done.status, done.body.issues]).toEqual([200, undefined]);
  return done.body;
};
const customerOf = async (id: string) =>
  (await demo.ask('select customer_since::text as since, version, region from app_opportunity.customer where id = $1', [id]))[0];
const typeOf = async (id: string) =>
  (await demo.ask('select opportunity_type as type from app_opportunity.opportunity where id = $1', [id]))[0].type;

it('remembers at the customer on which day the first deal was won, so that the next one is a resale', async () => {
  const customer = await make('customer', { name: `Buys ${Math.random()}` });
  const [first, second] = [await deal(customer.id), await deal(customer.id, { name: 'Another' })];
  expect([await typeOf(first.id), (await customerOf(customer.id)).since]).toEqual(['new', null]);
  const { closed_on: day } = await win(first);
  await passes(demo.server, now());
  expect(await customerOf(customer.id)).toMatchObject({ since: day, version: 2 });
  expect(await typeOf((await deal(customer.id, { name: 'After' })).id)).toBe('resell');
  // The day of the first one stays.
  await win(second);
  await passes(demo.server, now());
  expect((await customerOf(customer.id)).version).toBe(2);
  const [entry] = await demo.ask(
    `select actor_kind as kind, actor, before, after from app_opportunity._ledger where entity = 'customer' and record = $1 order by id desc limit 1`,
    [customer.id],
  );
  expect(entry).toMatchObject({ kind: 'automation', actor: 'first_deal', after: { customer_since: day } });
  const { runs } = (await demo.admin.get(`${APP}/runs`, { automation: 'first_deal' })).body;
  expect(runs[0]).toMatchObject({ state: 'done', steps: [{ outcome: 'done', input: [{ name: 'Customer since', value: day }] }] });
});

const region = (values: object = { region: 'east' }): Automation =>
  ({
    ...{ key: 'far', name: label('Far'), entity: 'opportunity', start: 'set', on: { kind: 'changed', fields: ['next_step'] } },
    nodes: [{ key: 'set', kind: 'set', of: 'customer', values, next: { done: null } }],
  }) as Automation;
const touch = async (id: string, next_step: string) => {
  const { version } = (await demo.admin.get(`${RECORDS}/opportunity/${id}`)).body;
  expect((await demo.admin.send('PATCH', `${RECORDS}/opportunity/${id}`, { version, values: { next_step } })).status).toBe(200);
  await passes(demo.server, now());
  const { runs } = (await demo.admin.get(`${APP}/runs`, { automation: 'far' })).body;
  return runs[0] as { state: string; failure: string | null; steps: { outcome: string; faults: string[] }[] };
};

it('changes what a record refers to as it is then, and begins what follows from that; where nothing is there, nothing is set', async () => {
  const follow: Automation = {
    ...{ key: 'follow', name: label('Follow'), entity: 'customer', start: 'set', on: { kind: 'changed', fields: ['region'] } },
    nodes: [{ key: 'set', kind: 'set', values: { notes: 'followed' }, next: { done: null } }],
  };
  await automate(demo.admin, [region(), follow]);
  const customer = await make('customer', { name: `Far ${Math.random()}`, region: 'north' });
  const { id } = await deal(customer.id);
  expect((await touch(id, 'one')).state).toBe('done');
  expect(await customerOf(customer.id)).toMatchObject({ region: 'east', version: 3 });
  const { version } = await customerOf(customer.id);
  expect((await demo.admin.send('DELETE', `${RECORDS}/customer/${customer.id}?version=${version}`)).status).toBe(200);
  expect((await touch(id, 'two')).state).toBe('done');
  expect((await customerOf(customer.id)).version).toBe(version + 1);
});

it('is refused by the rules of that record, and says so', async () => {
  await automate(demo.admin, [region({ name: { var: 'lost_note' } })]);
  const customer = await make('customer', { name: `Named ${Math.random()}` });
  const { id } = await deal(customer.id);
  const run = await touch(id, 'one');
  expect([run.state, run.steps[0]?.outcome, run.steps[0]?.faults.length]).toEqual(['failed', 'refused', 1]);
  expect(await customerOf(customer.id)).toMatchObject({ version: 1 });
});

it('is not published where its reference is none, or its fields are those of another entity', async () => {
  const { definition, revision } = (await demo.admin.get(`${APP}/draft`)).body;
  let at = revision;
  for (const [patch, code] of [
    [{ of: 'amount' }, 'automation.of'],
    [{ of: 'nowhere' }, 'automation.gone'],
    [{ values: { pain_point: 'x' } }, 'automation.gone'],
    [{ values: {} }, 'automation.nothing'],
  ] as const) {
    const each = region();
    const automations = [{ ...each, nodes: [{ ...each.nodes[0], ...patch }] }];
    const saved = await demo.admin.send('PUT', `${APP}/draft`, { revision: at, definition: { ...definition, automations } });
    at = saved.body.revision;
    const { issues } = (await demo.admin.send('POST', `${APP}/dry-run`, {})).body;
    expect([patch, issues.map((one: { code: string }) => one.code)]).toEqual([patch, [code]]);
  }
  await demo.admin.send('PUT', `${APP}/draft`, { revision: at, definition });
});
