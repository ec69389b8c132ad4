import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, switchPart } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { dayIn } from '@pipewright/process';
import { installTemplate } from '@pipewright/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { passes } from './support/automating.ts';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { root } from './support/database.ts';
import { openDemo } from './support/demo.ts';
import { importEnd, stageFile } from './support/importing.ts';

const APP = '/apps/opportunity';
const QUOTES = `${APP}/records/quote`;
const ROLES = ['admin', 'manager', 'sales', 'analyst'] as const;
type RoleName = (typeof ROLES)[number];
const demo = openDemo();

const day = (days: number) => addDays(dayIn('Asia/Shanghai', new Date().toISOString()), days);
/** Noon of a day, as the app counts days. */
const at = (days: number) => `${day(days)}T04:00:00.000Z`;
/** What was asked for until now is done, a moment after it. */
const settle = () => passes(demo.server, new Date(Date.now() + 1000).toISOString());

const who = {} as Record<RoleName, TestClient>;
const people = {} as Record<RoleName, string>;
let deal: { id: string; customer: string; name: string };

const idOf = async (email: string) => (await demo.ask('select id from auth."user" where email = $1', [email]))[0].id as string;
beforeAll(async () => {
  for (const role of ROLES) {
    who[role] = await clientFor(demo.server, `${role}@demo.local`);
    people[role] = await idOf(`${role}@demo.local`);
  }
  [deal] = (await demo.ask(
    `select id::text, customer::text, name from app_opportunity.opportunity where owner = $1 and status = 'open' and deleted_at is null and proposal_sent_on is null order by id limit 1`,
    [people.sales],
  )) as [typeof deal];
});

const issuesOf = ({ body }: Answer) => (body.issues ?? []).map(({ code, path }: { code: string; path: string }) => [code, path]);
const wish = (more: object = {}) => ({ customer: deal.customer, opportunity: deal.id, list_amount: '1000', ...more });
const create = (client: TestClient, more: object = {}) => client.send('POST', QUOTES, { values: wish(more) });
async function made(more: object = {}, client = who.sales): Promise<string> {
  const answer = await create(client, more);
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  await settle();
  return answer.body.id;
}
const rowOf = async (id: string) =>
  (
    await demo.ask('select *, revision::int, valid_until::text as until, amount::text as amount from app_opportunity.quote where id = $1', [
      id,
    ])
  )[0];
const stateOf = async (id: string) => (await rowOf(id)).state;
const change = async (client: TestClient, id: string, values: object) =>
  client.send('PATCH', `${QUOTES}/${id}`, { version: (await rowOf(id)).version, values });
const press = (client: TestClient, id: string, button: string) => client.send('POST', `${QUOTES}/${id}/press/quote_${button}`, {});
/** Presses and waits until it is done: the state after it, or what was said against it. */
async function pressed(client: TestClient, id: string, button: string): Promise<string> {
  const answer = await press(client, id, button);
  if (answer.status !== 200) return answer.body.issues[0].code;
  await settle();
  return stateOf(id);
}
const toldOf = async (id: string) =>
  (await demo.ask(`select person, words->'automation'->>'en' as what from pipewright.notice where record = $1 order by id`, [id])).map(
    ({ person, what }) => [ROLES.find((role) => people[role] === person) ?? 'somebody', what],
  );
/** Does something with the approval of a quote, and waits until what follows is done: how it ended, and the state of the quote. */
async function decided(client: TestClient, id: string, act: 'approve' | 'reject' | 'withdraw'): Promise<string[]> {
  const [{ id: approval }] = (await client.get(`${QUOTES}/${id}/approvals`)).body.approvals;
  const { digest } = (await client.get(`${APP}/approvals/${approval}`)).body;
  const answer = await client.send('POST', `${APP}/approvals/${approval}/act`, {
    act,
    ...(act === 'withdraw' ? {} : { digest }),
    ...(act === 'reject' ? { note: 'Too much' } : {}),
  });
  await settle();
  return [answer.body.phase ?? answer.text, await stateOf(id)];
}
const confirm = async (client: TestClient, id: string) => {
  const file = await client.send('POST', `${APP}/files/quote/files?name=order.pdf`, '%PDF-1.7\nyes', {
    'content-type': 'application/octet-stream',
  });
  expect([file.status, file.text]).toEqual([201, expect.any(String)]);
  return change(client, id, { files: [file.body.id] });
};

describe('who may do what with quotes', () => {
  /** As SQL says it: whose quotes lie within the reach of a role. */
  const REACH: Readonly<Record<RoleName, () => string>> = {
    admin: () => 'true',
    manager: () =>
      `(owner = '${people.manager}' or department in (select d.id from pipewright.department d where d.path && array(select id from pipewright.department where manager = '${people.manager}')))`,
    sales: () => `owner = '${people.sales}'`,
    analyst: () => 'true',
  };

  it.each(ROLES)('%s reads those in reach by list, record, count, search, report and export, and no other', async (role) => {
    const inside = await demo.ask(`select id::text, code from app_opportunity.quote where ${REACH[role]()} and deleted_at is null`);
    const outside = await demo.ask(
      `select id::text, code from app_opportunity.quote where not ${REACH[role]()} and deleted_at is null limit 3`,
    );
    expect(inside.length).toBeGreaterThan(10);
    expect((await who[role].get(QUOTES, { count: 'true', limit: '1' })).body.count).toBe(inside.length);
    const count = { key: 'n', fn: 'count', name: { en: 'N', 'zh-CN': 'N' } };
    const report = { key: 'r', name: count.name, chart: 'number', entity: 'quote', dimensions: [], measures: [count] };
    const asked = await who[role].send('POST', `${APP}/reports/run`, { report });
    expect([asked.status, Number(asked.body.rows[0][0])]).toEqual([200, inside.length]);
    const file = await who[role].send('POST', `${QUOTES}/export`, { fields: ['code'] });
    expect(file.text.match(/Q-\d{5}/g)?.toSorted()).toEqual(inside.map(({ code }) => code).toSorted());
    const [one] = inside;
    expect((await who[role].get(`${QUOTES}/${one.id}`)).body.code).toBe(one.code);
    for (const { id, code } of outside) {
      expect((await who[role].get(`${QUOTES}/${id}`)).status).toBe(404);
      const found = (await who[role].get(QUOTES, { search: code })).body.records.map((each: { id: string }) => each.id);
      expect(found).not.toContain(id);
      expect((await who[role].get(`${QUOTES}/${id}/history`)).status).toBe(404);
    }
    expect(outside.length > 0).toBe(role === 'manager' || role === 'sales');
  });

  it.each<[RoleName, number, number, number]>([
    ['admin', 201, 200, 200],
    ['manager', 201, 200, 200],
    ['sales', 201, 200, 403],
    ['analyst', 403, 403, 403],
  ])('%s makes (%i), changes (%i) and deletes (%i) one of the sales person', async (role, creates, changes, deletes) => {
    expect((await create(who[role])).status).toBe(creates);
    const id = await made();
    expect((await change(who[role], id, { notes: role })).status).toBe(changes);
    const { version } = await rowOf(id);
    expect((await who[role].send('DELETE', `${QUOTES}/${id}?version=${version}`)).status).toBe(deletes);
    expect((await rowOf(id)).deleted_at === null).toBe(deletes !== 200);
  });

  it('sales change none of somebody else, one at a time, together or by a press', async () => {
    const [{ id }] = await demo.ask(
      `select id::text from app_opportunity.quote where owner <> $1 and state = 'draft' and discount < 20 limit 1`,
      [people.sales],
    );
    const before = await rowOf(id);
    expect((await change(who.sales, id, { notes: 'x' })).status).toBe(404);
    const together = await who.sales.send('POST', `${QUOTES}/together`, { records: [id], values: { notes: 'x' } });
    expect(together.body.done ?? 0).toBe(0);
    expect((await press(who.sales, id, 'send')).status).toBe(404);
    expect(await rowOf(id)).toEqual(before);
  });

  const STATES = ['in_approval', 'approved', 'sent', 'accepted', 'refused', 'expired'];
  it.each(STATES)('sales say “%s” by no door: a new one, a change, many together, a file', async (state) => {
    expect(issuesOf(await create(who.sales, { state }))).toEqual([['field.readonly', 'state']]);
    const id = await made();
    expect(issuesOf(await change(who.sales, id, { state }))).toEqual([['field.readonly', 'state']]);
    await who.sales.send('POST', `${QUOTES}/together`, { records: [id], values: { state } });
    const staged = await stageFile(
      who.sales,
      `${APP}/imports/quote`,
      `customer,opportunity,list_amount,notes,state\n${deal.customer},${deal.id},1000,By file ${state},${state}\n`,
    );
    const path = `${APP}/imports/${staged.id}`;
    const columns = ['customer', 'opportunity', 'list_amount', 'notes', 'state'];
    const targets = Object.fromEntries(columns.map((column) => [column, { column }]));
    if ((await who.sales.send('POST', `${path}/run`, { targets })).status === 202) await importEnd(who.sales, path);
    expect(await stateOf(id)).toBe('draft');
    const brought = await demo.ask('select state from app_opportunity.quote where notes = $1', [`By file ${state}`]);
    expect(brought.map((each) => each.state)).not.toContain(state);
    // Nor does whoever leads: it is approved in its approval. An administrator may set right what went wrong.
    expect(issuesOf(await change(who.manager, id, { state }))).toEqual([['field.readonly', 'state']]);
    if (state !== 'accepted') expect((await change(who.admin, id, { state })).status).toBe(200);
  });

  it('an analyst presses nothing, and nobody presses what does not fit where a quote stands', async () => {
    const id = await made({ discount: '10' });
    for (const button of ['submit', 'withdraw', 'send', 'accept', 'refuse', 'revise'])
      expect((await press(who.analyst, id, button)).status).not.toBe(200);
    for (const button of ['withdraw', 'accept', 'refuse', 'revise']) expect(await pressed(who.sales, id, button)).toBe('run.not_now');
    expect(await stateOf(id)).toBe('draft');
  });
});

describe('a quote', () => {
  it('begins as the first version of a draft, valid for 30 days, with a number and its amount worked out', async () => {
    const id = await made({ list_amount: '1234.55', discount: '12.5' });
    await settle();
    const row = await rowOf(id);
    expect(row).toMatchObject({
      revision: 1,
      state: 'draft',
      owner: people.sales,
      amount: '1080.23',
      code: expect.stringMatching(/^Q-\d{5}$/),
    });
    expect(row.until).toBe(day(30));
  });

  it.each<[string, object, string[]]>([
    ['without an opportunity', { opportunity: null }, ['opportunity']],
    ['with an opportunity of another customer', { customer: 'other' }, ['opportunity']],
    ['with a negative list amount', { list_amount: '-1' }, ['list_amount']],
    ['with more discount than there is', { discount: '100.01' }, ['discount']],
    ['with a negative discount', { discount: '-0.01' }, ['discount']],
    ['with an amount that somebody says', { discount: '10', amount: '1' }, ['amount']],
    ['valid until the day it is made on', { quoted_on: '2030-01-01', valid_until: '2030-01-01' }, ['valid_until']],
  ])('is refused %s', async (_what, values, paths) => {
    const [other] = await demo.ask('select id::text from app_opportunity.customer where owner = $1 and id <> $2 limit 1', [
      people.sales,
      deal.customer,
    ]);
    const answer = await create(who.sales, 'customer' in values ? { customer: other.id } : values);
    expect([answer.status >= 400, [...new Set(issuesOf(answer).map(([, path]: string[]) => path))]]).toEqual([true, paths]);
  });

  it('has its amount worked out anew with another price, and by nobody else', async () => {
    const id = await made({ discount: '10' });
    for (const client of [who.sales, who.manager])
      expect(issuesOf(await change(client, id, { amount: '1' }))).toEqual([['field.readonly', 'amount']]);
    expect((await change(who.sales, id, { discount: '33.33', list_amount: '5000.01' })).status).toBe(200);
    await settle();
    expect((await rowOf(id)).amount).toBe('3333.51');
  });

  it('is accepted by hand only with the file that says so', async () => {
    const id = await made();
    expect(issuesOf(await change(who.admin, id, { state: 'accepted' })).map(([, path]: string[]) => path)).toEqual(['files']);
    await confirm(who.admin, id);
    expect((await change(who.admin, id, { state: 'accepted' })).status).toBe(200);
  });
});

describe('the way of a quote', () => {
  it('leads up to 20 % discount to the customer at once; the open opportunity takes over what was offered', async () => {
    const id = await made({ discount: '20' });
    expect(await pressed(who.sales, id, 'send')).toBe('sent');
    const [after] = await demo.ask(
      'select quote_amount::text, discount::text, proposal_sent_on is not null as sent from app_opportunity.opportunity where id = $1',
      [deal.id],
    );
    expect(after).toEqual({ quote_amount: '800', discount: '20', sent: true });
    expect(await pressed(who.sales, id, 'accept')).toBe('run.not_now');
    await confirm(who.sales, id);
    expect(await pressed(who.sales, id, 'accept')).toBe('accepted');
    for (const button of ['send', 'submit', 'refuse', 'revise']) expect(await pressed(who.sales, id, button)).toBe('run.not_now');
  });

  it('leads with more discount by whoever leads the manager of the owner, and back to a draft with every other price', async () => {
    const id = await made({ discount: '20.01' });
    await settle();
    expect(await pressed(who.sales, id, 'send')).toBe('run.not_now');
    expect(await pressed(who.sales, id, 'submit')).toBe('in_approval');
    expect(await pressed(who.sales, id, 'send')).toBe('run.not_now');
    expect(await pressed(who.sales, id, 'withdraw')).toBe('run.not_now');
    expect(issuesOf(await change(who.manager, id, { discount: '60' }))).toEqual([['approval.locked', 'discount']]);
    expect(issuesOf(await change(who.admin, id, { state: 'approved' }))).toEqual([['approval.locked', 'state']]);
    expect(await decided(who.manager, id, 'approve')).toEqual(['approved', 'approved']);
    // What was approved is this price and no other: its owner changes it as a draft only, and whoever may change it makes it one.
    expect((await change(who.sales, id, { discount: '60' })).status).toBe(403);
    expect((await change(who.manager, id, { discount: '60' })).status).toBe(200);
    await settle();
    expect([await stateOf(id), (await rowOf(id)).amount]).toEqual(['draft', '400']);
    expect((await toldOf(id)).at(-1)).toEqual(['sales', 'A quote is a draft again']);
    expect((await change(who.sales, id, { discount: '50' })).status).toBe(200);
    await settle();
    expect(await pressed(who.sales, id, 'submit')).toBe('in_approval');
    expect((await change(who.sales, id, { notes: 'x' })).status).toBe(403);
    expect(await decided(who.manager, id, 'reject')).toEqual(['rejected', 'draft']);
    expect(await pressed(who.sales, id, 'submit')).toBe('in_approval');
    expect(await decided(who.sales, id, 'withdraw')).toEqual(['withdrawn', 'draft']);
    expect((await change(who.sales, id, { discount: '40' })).status).toBe(200);
    await settle();
    expect(await pressed(who.sales, id, 'send')).toBe('run.not_now');
    expect(await pressed(who.sales, id, 'submit')).toBe('in_approval');
    expect(await decided(who.manager, id, 'approve')).toEqual(['approved', 'approved']);
    expect(await pressed(who.sales, id, 'send')).toBe('sent');
  });

  it('ends by a press where the customer refuses, and goes on with the next version', async () => {
    const id = await made({ discount: '5' });
    await pressed(who.sales, id, 'send');
    expect(await pressed(who.sales, id, 'refuse')).toBe('refused');
    const { code } = await rowOf(id);
    expect(await pressed(who.sales, id, 'revise')).toBe('refused');
    const next = await demo.ask(
      'select revision::int, state, owner, opportunity::text, amount::text, revision_note from app_opportunity.quote where revision_note like $1',
      [`%${code}`],
    );
    expect(next).toEqual([
      { revision: 2, state: 'draft', owner: people.sales, opportunity: deal.id, amount: '950', revision_note: `替代 / Replaces ${code}` },
    ]);
  });

  it('leaves an opportunity alone that is closed', async () => {
    const [won] = await demo.ask(
      `select id::text, customer::text, quote_amount::text as quoted, version from app_opportunity.opportunity where owner = $1 and status = 'won' order by id limit 1`,
      [people.sales],
    );
    const id = await made({ customer: won.customer, opportunity: won.id });
    expect(await pressed(who.sales, id, 'send')).toBe('sent');
    const [after] = await demo.ask('select quote_amount::text as quoted, version from app_opportunity.opportunity where id = $1', [won.id]);
    expect(after).toEqual({ quoted: won.quoted, version: won.version });
  });

  it('is not begun past its last day, and one that is sent is reminded of before it and expires after it, once', async () => {
    const late = await made({ quoted_on: day(-40), valid_until: day(-3) });
    expect(await pressed(who.sales, late, 'send')).toBe('run.not_now');
    const id = await made({ valid_until: day(60) });
    const draft = await made({ valid_until: day(60) });
    await pressed(who.sales, id, 'send');
    const told = async () => (await toldOf(id)).map(([person, what]) => `${person}: ${what}`);
    await passes(demo.server, at(40));
    expect(await told()).toEqual([]);
    // Three working days are no more than two weeks, whatever is a holiday.
    await passes(demo.server, at(59));
    await passes(demo.server, at(60));
    expect([await told(), await stateOf(id)]).toEqual([['sales: A sent quote expires soon'], 'sent']);
    await passes(demo.server, at(62));
    await passes(demo.server, at(63));
    expect([await told(), await stateOf(id), await stateOf(draft)]).toEqual([['sales: A sent quote expires soon'], 'expired', 'draft']);
  });

  it('that is put off is reminded of before its new day', async () => {
    const id = await made({ valid_until: day(70) });
    await pressed(who.sales, id, 'send');
    expect((await change(who.sales, id, { valid_until: day(100) })).status).toBe(200);
    await passes(demo.server, at(75));
    expect([await stateOf(id), await toldOf(id)]).toEqual(['sent', []]);
    await passes(demo.server, at(99));
    expect((await toldOf(id)).length).toBe(1);
  });
});

/** The template as it was before there were quotes, beside the one of today. */
function formerTemplates(): string {
  const dir = mkdtempSync(join(tmpdir(), 'pipewright-templates-'));
  cpSync(join(root, 'templates'), dir, { recursive: true });
  const file = join(dir, 'opportunity', 'definition.json');
  const app = JSON.parse(readFileSync(file, 'utf8')) as App;
  const former = {
    ...app,
    entities: app.entities.filter(({ key }) => key !== 'quote'),
    roles: app.roles.map((role) => ({
      ...role,
      grants: Object.fromEntries(Object.entries(role.grants).filter(([key]) => key !== 'quote')),
    })),
    automations: app.automations?.filter(({ entity }) => entity !== 'quote'),
    reports: app.reports.filter(({ entity }) => entity !== 'quote'),
    dashboards: app.dashboards.map((each) => ({
      ...each,
      tiles: each.tiles.filter(({ report }) => app.reports.find(({ key }) => key === report)?.entity !== 'quote'),
    })),
    parts: app.parts?.filter(({ key }) => key !== 'quotes'),
  };
  writeFileSync(file, JSON.stringify(former));
  const index = join(dir, 'opportunity', 'sample', 'index.json');
  const { order } = JSON.parse(readFileSync(index, 'utf8')) as { order: string[] };
  writeFileSync(index, JSON.stringify({ order: order.filter((entity) => entity !== 'quote') }));
  return dir;
}

async function publish(key: string, changed: (app: App) => App): Promise<Answer> {
  const { definition, revision } = (await demo.admin.get(`/apps/${key}/draft`)).body;
  const [{ version: base }] = (await demo.admin.get(`/apps/${key}/versions`)).body.versions;
  const saved = await demo.admin.send('PUT', `/apps/${key}/draft`, { definition: changed(definition), revision });
  expect([saved.status, saved.text]).toEqual([200, expect.any(String)]);
  return demo.admin.send('POST', `/apps/${key}/publish`, { base, revision: saved.body.revision });
}

describe('the part of quotes', () => {
  it('comes into an app that was made before there was one by a publish, with all that is there as it was', async () => {
    const dir = formerTemplates();
    const { by, workspace } = (
      await demo.ask(`select p.user_id as by, p.workspace::text from pipewright.person p where p.user_id = $1`, [people.admin])
    )[0];
    await installTemplate({ ...demo.server, templatesDir: dir }, { key: 'former', template: 'opportunity', sample: true, by, workspace });
    rmSync(dir, { recursive: true });
    const state = () =>
      demo.ask(
        `select count(*)::int as n, sum(version)::int as versions, md5(string_agg(t::text, ',' order by id)) as rows from app_former.opportunity t`,
      );
    const before = await state();
    expect((await who.sales.get('/apps/former/records/quote')).status).toBe(404);
    const shipped = JSON.parse(readFileSync(join(root, 'templates/opportunity/definition.json'), 'utf8')) as App;
    const answer = await publish('former', () => shipped);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    expect(await state()).toEqual(before);
    const [one] = await demo.ask('select id::text, customer::text from app_former.opportunity where owner = $1 order by id limit 1', [
      people.sales,
    ]);
    const values = { customer: one.customer, opportunity: one.id, list_amount: '100' };
    const quote = await who.sales.send('POST', '/apps/former/records/quote', { values });
    expect([quote.status, quote.body.code, quote.body.state]).toEqual([201, 'Q-00001', 'draft']);
  });

  it('is off without a trace in an app that works without it, and on again with every quote as it was', async () => {
    const id = await made({ discount: '10' });
    await settle();
    const all = async () => (await demo.ask('select count(*)::int as n, sum(version)::int as v from app_opportunity.quote'))[0];
    const before = await all();
    expect((await publish('opportunity', (app) => switchPart(app, 'quotes', false))).status).toBe(200);
    const {
      app: { entities },
      buttons,
    } = (await who.sales.get(`${APP}/definition`)).body;
    const live = entities.filter(({ retired }: { retired?: boolean }) => !retired).map(({ key }: { key: string }) => key);
    expect([live.includes('opportunity'), live.includes('quote')]).toEqual([true, false]);
    expect(JSON.stringify(buttons)).not.toContain('quote_');
    expect((await who.sales.get(QUOTES)).status).toBe(404);
    // The opportunity is offered as before there were quotes: amount and discount by hand.
    const [{ version }] = await demo.ask('select version from app_opportunity.opportunity where id = $1', [deal.id]);
    const offered = await who.sales.send('PATCH', `${APP}/records/opportunity/${deal.id}`, {
      version,
      values: { quote_amount: '5', discount: '1' },
    });
    expect(offered.status).toBe(200);
    await passes(demo.server, at(64));
    expect((await publish('opportunity', (app) => switchPart(app, 'quotes', true))).status).toBe(200);
    expect(await all()).toEqual(before);
    expect((await who.sales.get(`${QUOTES}/${id}`)).body).toMatchObject({ amount: '900', opportunity: deal.id });
  });
});
