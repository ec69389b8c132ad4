import type { App, DuplicateRule } from '@pipewright/definition';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { importEnd, stageFile } from './support/importing.ts';

const APP = '/apps/opportunity';
const DEALS = `${APP}/records/opportunity`;
const demo = openDemo();
let sales: TestClient;
let people: Record<string, string>;
let customer = '';
let contact = '';

/** Publishes the app with this rule alone. */
const rule = (act: DuplicateRule['act'], more: Partial<DuplicateRule> = {}, automations: App['automations'] = []) =>
  automate(demo.admin, automations, (app) => ({
    ...app,
    entities: app.entities.map((entity) =>
      entity.key === 'opportunity' && entity.process
        ? {
            ...entity,
            duplicates: [{ key: 'same', fields: ['customer', 'opportunity_type'], act, ...more }],
          }
        : entity,
    ),
  }));

let acts: string | undefined;
const withRule = async (act: DuplicateRule['act']) => {
  if (acts !== act) await rule(act);
  acts = act;
};

beforeAll(async () => {
  sales = await clientFor(demo.server, 'sales@demo.local');
  const found = await demo.ask(`select p.user_id as id, u.email, p.name from pipewright.person p join auth."user" u on u.id = p.user_id`);
  people = Object.fromEntries(
    found.flatMap(({ id, email, name }) => [
      [email, id],
      [`name ${email}`, name],
    ]),
  );
});
const fine = (answer: Answer) => {
  expect([answer.status, answer.body.issues]).toEqual([answer.status < 300 ? answer.status : 201, undefined]);
  return answer;
};
beforeEach(async () => {
  const made = await demo.admin.send('POST', `${APP}/records/customer`, {
    values: { name: `Twin ${Math.random()}`, owner: people['sales@demo.local'] },
  });
  expect([made.status, made.body.issues]).toEqual([201, undefined]);
  customer = made.body.id;
  const known = await demo.admin.send('POST', `${APP}/records/contact`, {
    values: { name: 'Ada', customer, owner: people['sales@demo.local'] },
  });
  expect([known.status, known.body.issues]).toEqual([201, undefined]);
  contact = known.body.id;
});

const deal = (who: TestClient, more: Record<string, unknown> = {}, body: Record<string, unknown> = {}) =>
  who.send('POST', DEALS, {
    values: {
      name: 'Twin deal',
      customer,
      opportunity_type: 'new',
      source: 'website',
      amount: '1000',
      decision_maker: contact,
      pain_point: 'x',
      expected_close: '2027-01-31',
      ...more,
    },
    ...body,
  });
const codes = ({ body }: Answer) => (body.issues ?? []).map(({ code }: { code: string }) => code);
const open = async () =>
  Number(
    (
      await demo.ask(
        `select count(*) as n from app_opportunity.opportunity where customer = $1 and status = 'open' and deleted_at is null`,
        [customer],
      )
    )[0].n,
  );
const change = (who: TestClient, { body }: Answer, values: object, more: object = {}) =>
  who.send('PATCH', `${DEALS}/${body.id}`, { version: body.version, values, ...more });
const move = (who: TestClient, { body }: Answer, more: object) =>
  who.send('POST', `${DEALS}/${body.id}/move`, { version: body.version, ...more });

it('warns of a second one, names which and whose, and makes it for who says that it is another', async () => {
  await withRule('warn');
  const first = await deal(sales, { name: 'The first' });
  expect(first.status).toBe(201);
  const second = await deal(sales);
  expect([second.status, codes(second)]).toEqual([422, ['duplicate.warned']]);
  expect(second.body.issues[0].message).toContain('The first');
  expect(second.body.issues[0].message).toContain(people['name sales@demo.local']);
  expect(second.body.duplicate).toEqual({
    ...{ rule: 'same', act: 'warn', owner: people['name sales@demo.local'] },
    record: { id: first.body.id, title: 'The first' },
  });
  expect((await deal(sales, {}, { duplicates: 'accepted' })).status).toBe(201);
  expect((await deal(sales, { opportunity_type: 'resell' })).status).toBe(201);
  expect(await open()).toBe(3);
});

it('blocks a second one whatever is said, and lets one of fifty at once in', async () => {
  await withRule('block');
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, i) => deal(demo.admin, { name: `Deal ${i}` }, i % 2 ? { duplicates: 'accepted' } : {})),
  );
  const refused = all.filter(({ status }) => status !== 201);
  expect([all.length - refused.length, await open()]).toEqual([1, 1]);
  expect(new Set(refused.flatMap(codes))).toEqual(new Set(['duplicate.blocked']));
});

it('says of one out of sight whose it is, and nothing else', async () => {
  await withRule('block');
  const secret = await deal(demo.admin, { name: 'A secret name', owner: people['admin@demo.local'] });
  expect(secret.status).toBe(201);
  for (const language of ['en', 'zh-CN']) {
    const refused = await sales.send('POST', `${DEALS}?lang=${language}`, {
      values: {
        name: 'x',
        customer,
        opportunity_type: 'new',
        source: 'website',
        amount: '1000',
        decision_maker: contact,
        pain_point: 'x',
        expected_close: '2027-01-31',
      },
    });
    expect(codes(refused)).toEqual(['duplicate.blocked_hidden']);
    expect(refused.text).toContain(people['name admin@demo.local']);
    expect(refused.text).not.toMatch(new RegExp(`secret|${secret.body.id}`));
    expect(refused.body.duplicate).toEqual({ rule: 'same', act: 'block', owner: people['name admin@demo.local'] });
  }
});

it('judges every change that brings a record to be one: a field, opening again, the bin, many at once', async () => {
  await withRule('block');
  const first = await deal(demo.admin);
  const other = await deal(demo.admin, { opportunity_type: 'resell' });
  fine(first);
  fine(other);
  expect(codes(await change(demo.admin, other, { opportunity_type: 'new' }))).toEqual(['duplicate.blocked']);
  const together = await demo.admin.send('POST', `${DEALS}/together`, { records: [other.body.id], values: { opportunity_type: 'new' } });
  expect([together.body.done, together.body.refused[0].faults[0].code]).toEqual([0, 'duplicate.blocked']);
  const lost = await move(demo.admin, first, { status: 'lost', values: { lost_reason: 'price' } });
  expect([lost.status, codes(lost)]).toEqual([200, []]);
  const second = await deal(demo.admin);
  expect(second.status).toBe(201);
  const reopened = await move(demo.admin, lost, { status: 'open', reason: 'customer_came_back' });
  expect(codes(reopened)).toContain('duplicate.blocked');
  const gone = await demo.admin.send('DELETE', `${DEALS}/${second.body.id}?version=${second.body.version}`);
  expect(gone.status).toBe(200);
  const third = await deal(demo.admin);
  expect(third.status).toBe(201);
  const back = await demo.admin.send('POST', `${DEALS}/${second.body.id}/restore`, { version: gone.body.version });
  expect(codes(back)).toEqual(['duplicate.blocked']);
  expect((await change(demo.admin, third, { amount: '7' })).status).toBe(200);
});

it('lets what was twice before the rule be changed in everything else', async () => {
  await automate(demo.admin, [], (app) => ({
    ...app,
    entities: app.entities.map((entity) => ({ ...entity, duplicates: undefined })),
  }));
  const [one, two] = [fine(await deal(demo.admin)), fine(await deal(demo.admin))];
  acts = undefined;
  await withRule('block');
  expect((await change(demo.admin, two, { amount: '2' })).status).toBe(200);
  expect((await change(demo.admin, one, { customer, opportunity_type: 'new', amount: '3' })).status).toBe(200);
  expect(await open()).toBe(2);
});

it('judges the lines of a file, equal ones too, and takes them all the same where that is chosen', async () => {
  await withRule('warn');
  const [{ name }] = await demo.ask('select name from app_opportunity.customer where id = $1', [customer]);
  const line = (what: string) => `${what},${name},new,website,1000,2027-01-31`;
  const csv = ['n,c,t,s,a,e', line('One'), line('Two'), line('Three')].join('\n');
  const targets = Object.fromEntries(
    Object.entries({ name: 'n', customer: 'c', opportunity_type: 't', source: 's', amount: 'a', expected_close: 'e' }).map(
      ([key, column]) => [key, { column }],
    ),
  );
  const { id } = await stageFile(demo.admin, `${APP}/imports/opportunity`, csv);
  const preview = await demo.admin.send('POST', `${APP}/imports/${id}/preview`, { targets, baseline: true });
  expect([preview.status, preview.body.done, preview.body.refused]).toEqual([200, 1, 2]);
  expect(JSON.stringify(preview.body.reasons)).toContain('same request');
  const all = await demo.admin.send('POST', `${APP}/imports/${id}/preview`, { targets, baseline: true, duplicates: 'accepted' });
  expect([all.body.done, all.body.refused]).toEqual([3, 0]);
  await demo.admin.send('POST', `${APP}/imports/${id}/run`, { targets, baseline: true, duplicates: 'accepted' });
  expect((await importEnd(demo.admin, `${APP}/imports/${id}`)).done).toBe(3);
  expect(await open()).toBe(3);
});

it('lets an automation past a warning, and never past a block', async () => {
  const sets = (act: DuplicateRule['act']) =>
    rule(act, {}, [
      {
        ...{ key: 'sets', name: label('Sets'), entity: 'opportunity', on: { kind: 'changed', fields: ['lost_note'] }, start: 'set' },
        nodes: [{ key: 'set', kind: 'set', values: { opportunity_type: 'new' }, next: { done: null } }],
      },
    ]);
  acts = undefined;
  await sets('warn');
  fine(await deal(demo.admin));
  for (const [act, type] of [
    ['warn', 'new'],
    ['block', 'resell'],
  ] as const) {
    await sets(act);
    const other = await deal(demo.admin, { opportunity_type: 'resell' });
    expect((await change(demo.admin, other, { lost_note: 'x' })).status).toBe(200);
    await passes(demo.server, new Date(Date.now() + 1000).toISOString());
    expect(
      (await demo.ask('select opportunity_type from app_opportunity.opportunity where id = $1', [other.body.id]))[0].opportunity_type,
    ).toBe(type);
  }
});

it('tells a form that is filled in of what is there, and who may make none nothing', async () => {
  await withRule('warn');
  const first = fine(await deal(sales, { name: 'The first' }));
  const ask = (who: TestClient, values: object) => who.send('POST', `${DEALS}/duplicates`, { values });
  const found = await ask(sales, { customer, opportunity_type: 'new' });
  expect([found.status, found.body.found.map(({ record, act }: never) => [record, act])]).toEqual([
    200,
    [[{ id: first.body.id, title: 'The first' }, 'warn']],
  ]);
  expect((await ask(sales, { customer })).body.found).toEqual([]);
  expect((await ask(sales, { customer: 'nonsense', opportunity_type: 'new' })).body.found).toEqual([]);
});

it('counts, before it is published, which records are duplicates already', async () => {
  await rule('warn', { fields: ['customer', 'source'] });
  acts = undefined;
  const [one, two] = [fine(await deal(demo.admin)), fine(await deal(demo.admin, {}, { duplicates: 'accepted' }))];
  const closed = fine(await deal(demo.admin, {}, { duplicates: 'accepted' }));
  expect((await move(demo.admin, closed, { status: 'lost', values: { lost_reason: 'price' } })).status).toBe(200);
  const { definition, revision } = (await demo.admin.get(`${APP}/draft`)).body as { definition: App; revision: number };
  const same: DuplicateRule = { key: 'fresh', fields: ['customer', 'name'], act: 'block' };
  const next = {
    ...definition,
    entities: definition.entities.map((entity) => (entity.key === 'opportunity' ? { ...entity, duplicates: [same] } : entity)),
  };
  const saved = await demo.admin.send('PUT', `${APP}/draft`, { definition: next, revision });
  expect([saved.status, saved.body.issues]).toEqual([200, []]);
  const tried = await demo.admin.send('POST', `${APP}/dry-run`, {});
  const found = tried.body.impact.find(({ code }: { code: string }) => code === 'duplicates_there');
  expect(found?.names.map(({ en }: { en: string }) => en)).toEqual(['Opportunity', 'Customer + Opportunity name']);
  const hits = await demo.admin.get(`${APP}/dry-run/records?effect=${encodeURIComponent(found.id)}`);
  expect([hits.status, hits.text]).toEqual([200, expect.stringContaining(one.body.id)]);
  const ids = hits.body.records.map(({ id }: { id: string }) => id);
  expect([ids.includes(two.body.id), ids.includes(closed.body.id)]).toEqual([true, false]);
  await demo.admin.send('PUT', `${APP}/draft`, { definition, revision: saved.body.revision });
});

it('lets nobody scan by it: who meets many that are out of sight has to wait', async () => {
  await withRule('block');
  fine(await deal(demo.admin, { owner: people['admin@demo.local'] }));
  const ask = () => sales.send('POST', `${DEALS}/duplicates`, { values: { customer, opportunity_type: 'new' } });
  const first = await ask();
  expect(first.body.found).toEqual([
    { ...{ rule: 'same', act: 'block', owner: people['name admin@demo.local'] }, message: expect.any(String) },
  ]);
  let last = first;
  for (let i = 0; i < 40 && last.status === 200; i += 1) last = await ask();
  expect([last.status, codes(last)]).toEqual([429, ['request.too_many']]);
});

it('is judged in a conversion too, which makes all or nothing', async () => {
  await withRule('warn');
  const [{ name }] = await demo.ask('select name from app_opportunity.customer where id = $1', [customer]);
  fine(await deal(sales));
  const values = { company: name, contact_name: 'Ada', need: 'Order', budget: '5000', lead_status: 'qualified' };
  const lead = fine(await sales.send('POST', `${APP}/records/lead`, { values }));
  const convert = (more: object) =>
    sales.send('POST', `${APP}/records/lead/${lead.body.id}/convert`, {
      targets: {
        customer: { use: customer },
        contact: { use: contact },
        opportunity: { values: { expected_close: '2027-06-30', opportunity_type: 'new', decision_maker: contact, pain_point: 'x' } },
      },
      ...more,
    });
  const refused = await convert({});
  expect([codes(refused), refused.body.issues?.[0]?.path]).toEqual([['duplicate.warned'], 'targets.opportunity']);
  expect(await open()).toBe(1);
  const done = await convert({ duplicates: 'accepted' });
  expect([done.status, done.body.issues]).toEqual([200, undefined]);
  expect(await open()).toBe(2);
});

it('takes words for the same however they are written, and a rule of words alone too', async () => {
  await rule('block', { fields: ['name'] });
  acts = undefined;
  const tag = Math.random().toString(36).slice(2);
  fine(await deal(demo.admin, { name: `Acme ${tag} 项目` }));
  expect(codes(await deal(demo.admin, { name: ` ＡＣＭＥ-${tag.toUpperCase()}（项目）` }))).toEqual(['duplicate.blocked']);
  fine(await deal(demo.admin, { name: `Acme ${tag} 项目 2` }));
});
