import { beforeAll, describe, expect, it } from 'vitest';
import { automate, label, passes } from '../../../test/support/automating.ts';
import { clientFor, type TestClient } from '../../../test/support/client.ts';
import { openDemo } from '../../../test/support/demo.ts';
import { importEnd, stageFile } from '../../../test/support/importing.ts';

const APP = '/apps/opportunity';
const LEADS = `${APP}/records/lead`;
const demo = openDemo();
let sales: TestClient;
let manager: TestClient;
let analyst: TestClient;
let salesId: string;
beforeAll(async () => {
  const sign = (name: string) => clientFor(demo.server, `${name}@demo.local`);
  [sales, manager, analyst] = [await sign('sales'), await sign('manager'), await sign('analyst')];
  [{ id: salesId }] = await demo
    .ask(`select user_id as id from pipewright.person where email = 'sales@demo.local'`)
    .catch(() => demo.ask(`select id from auth."user" where email = 'sales@demo.local'`));
});

let count = 0;
const lead = async (who: TestClient, values: Record<string, unknown> = {}) => {
  count += 1;
  const { body, status } = await who.send('POST', LEADS, {
    values: {
      company: `Quartz ${count} Ltd`,
      contact_name: 'Ada Byron',
      need: 'Order',
      budget: '5000',
      lead_status: 'qualified',
      ...values,
    },
  });
  expect([status, body.issues ?? body.faults]).toEqual([201, undefined]);
  return body as { id: string; version: number };
};
const CLOSE = { expected_close: '2027-06-30' };
const wish = (more: Record<string, unknown> = {}) => ({ targets: { opportunity: { values: { ...CLOSE, ...more } } } });
const convert = (who: TestClient, { id }: { id: string }, body: unknown = wish(), key?: string) =>
  who.send('POST', `${LEADS}/${id}/convert`, body, key ? { 'idempotency-key': key } : {});
const offer = (who: TestClient, { id }: { id: string }) => who.get(`${LEADS}/${id}/convert`);
const issues = ({ body }: { body: { issues?: { path: string; code: string }[] } }) =>
  body.issues?.map(({ path, code }) => `${path} ${code}`);
const counts = async () =>
  (
    await demo.ask(
      `select (select count(*) from app_opportunity.customer)::int as customer, (select count(*) from app_opportunity.contact)::int as contact,
        (select count(*) from app_opportunity.opportunity)::int as opportunity, (select count(*) from app_opportunity._ledger)::int as ledger`,
    )
  )[0];
const read = async (who: TestClient, entity: string, id: string) => (await who.get(`${APP}/records/${entity}/${id}`)).body;

describe('converting a lead', () => {
  it('makes a customer, a contact and an opportunity that name each other and the lead, once', async () => {
    const one = await lead(sales, { company_id: null, phone: '13900001111', source: 'exhibition', industry: 'software' });
    const { status, body } = await convert(sales, one);
    expect([status, body.results.map(({ key, made }: { key: string; made: boolean }) => [key, made])]).toEqual([
      200,
      [
        ['customer', true],
        ['contact', true],
        ['opportunity', true],
      ],
    ]);
    const [customer, contact, opportunity] = body.results.map(({ id }: { id: string }) => id);
    expect(await read(sales, 'lead', one.id)).toMatchObject({
      lead_status: 'converted',
      customer,
      contact,
      opportunity,
      version: body.version,
    });
    expect(await read(sales, 'customer', customer)).toMatchObject({ name: `Quartz ${count} Ltd`, industry: 'software', owner: salesId });
    expect(await read(sales, 'contact', contact)).toMatchObject({ name: 'Ada Byron', phone: '13900001111', customer });
    expect(await read(sales, 'opportunity', opportunity)).toMatchObject({
      ...{ lead: one.id, customer, decision_maker: contact, amount: '5000', pain_point: 'Order', source: 'exhibition' },
      ...{ source_kind: 'new_customer', status: 'open', pipeline: 'standard', stage: 'first_contact', owner: salesId },
    });
    const before = await counts();
    expect(issues(await convert(sales, one))).toEqual([' conversion.done']);
    expect(await counts()).toEqual(before);
    const { body: story } = await sales.get(`${LEADS}/${one.id}/history`);
    expect(story.entries[0]).toMatchObject({ cause: { by: 'convert' }, after: { lead_status: 'converted' } });
  });

  it('sent again under the same key is answered the same, and nothing is made twice', async () => {
    const one = await lead(sales);
    const first = await convert(sales, one, wish(), 'convert-once-1');
    const before = await counts();
    const again = await convert(sales, one, wish(), 'convert-once-1');
    expect([first.status, again.status, again.body, await counts()]).toEqual([200, 200, first.body, before]);
  });

  it('is refused with the sentence of its rule while it is not qualified, and then makes nothing', async () => {
    for (const lead_status of ['new', 'contacting', 'unqualified']) {
      const one = await lead(sales, { lead_status, ...(lead_status === 'unqualified' ? { unqualified_reason: 'no_need' } : {}) });
      const before = await counts();
      const { status, body } = await convert(sales, one);
      expect([status, body.issues]).toEqual([
        422,
        [{ path: 'lead_status', code: 'constraint.failed', message: expect.stringContaining('Qualified') }],
      ]);
      expect((await offer(sales, one)).body.faults).toEqual(body.issues);
      expect(await counts()).toEqual(before);
    }
  });

  it('says at once what each result lacks, at its fields, and leaves nothing behind', async () => {
    const one = await lead(sales, { contact_name: null, need: null, budget: null });
    const before = await counts();
    const refused = await convert(sales, one, { targets: { customer: { values: { name: null, founded_year: 3 } } } });
    expect([refused.status, issues(refused)]).toEqual([
      422,
      [
        'targets.customer.values.founded_year value.range',
        'targets.customer.values.name required',
        'targets.contact.values.name required',
        'targets.opportunity.values.amount required',
        'targets.opportunity.values.expected_close required',
        'targets.opportunity.values.pain_point required',
      ],
    ]);
    expect(await counts()).toEqual(before);
    expect(await read(sales, 'lead', one.id)).toMatchObject({ version: one.version, lead_status: 'qualified' });
    const given = { contact: { values: { name: 'Ada' } }, opportunity: { values: { ...CLOSE, amount: '7', pain_point: 'Slow' } } };
    expect((await convert(sales, one, { targets: given })).status).toBe(200);
  });

  it('chooses the pipeline by the customer that is chosen', async () => {
    const { body } = await sales.get(`${APP}/records/customer`, { filter: { '==': [{ var: 'customer_class' }, 'key'] }, limit: 1 });
    const one = await lead(sales);
    const done = await convert(sales, one, { targets: { customer: { use: body.records[0].id }, ...wish().targets } });
    expect(done.body.results[0]).toEqual({ key: 'customer', entity: 'customer', id: body.records[0].id, made: false });
    const made = await read(sales, 'opportunity', done.body.results[2].id);
    expect(made).toMatchObject({ pipeline: 'key_account', stage: 'ka_initiation', customer: body.records[0].id });
  });
});

describe('a company that is there already', () => {
  it('is offered by its number or its name, however it is written', async () => {
    const mine = await sales.send('POST', `${APP}/records/customer`, { values: { name: 'Onyx (China) Co., Ltd' } });
    const one = await lead(sales, { company: 'ONYX（China）Co Ltd' });
    const { body } = await offer(sales, one);
    expect(body.targets[0]).toMatchObject({
      ...{ key: 'customer', create: true, values: { name: 'ONYX（China）Co Ltd' }, hidden: [] },
      matches: [{ id: mine.body.id, title: 'Onyx (China) Co., Ltd', by: ['name'], links: {} }],
    });
    const [known] = (await sales.get(`${APP}/records/customer`, { filter: { '!=': [{ var: 'company_id' }, null] }, limit: 1 })).body
      .records;
    const two = await lead(sales, { company: 'Something else', company_id: known.company_id });
    expect((await offer(sales, two)).body.targets[0].matches).toMatchObject([{ id: known.id, by: ['company_id'] }]);
    expect(issues(await convert(sales, two))).toEqual(['targets.customer.values.company_id value.unique']);
    expect((await convert(sales, two, { targets: { customer: { use: known.id }, ...wish().targets } })).status).toBe(200);
  });

  it('of a colleague is told of by its owner alone, and cannot be chosen', async () => {
    const [theirs] = await demo.ask(
      `select c.id::text, c.company_id, c.name, p.name as owner from app_opportunity.customer c join pipewright.person p on p.user_id = c.owner
       where c.owner <> $1 and c.company_id is not null and not exists (select from app_opportunity.customer d where d.name = c.name and d.id <> c.id) limit 1`,
      [salesId],
    );
    const one = await lead(sales, { company: theirs.name, company_id: theirs.company_id });
    const { body, text } = await offer(sales, one);
    expect([body.targets[0].matches, body.targets[0].hidden]).toEqual([[], [{ owner: theirs.owner, by: ['company_id', 'name'] }]]);
    expect(text.includes(theirs.id)).toBe(false);
    const refused = await convert(sales, one, { targets: { customer: { use: theirs.id }, ...wish().targets } });
    expect(issues(refused)?.filter((each) => each.startsWith('targets.customer'))).toEqual(['targets.customer.use value.reference']);
    const foreign = await convert(sales, one, {
      targets: { customer: { use: '01a00000-0000-7000-8000-00000000abcd' }, ...wish().targets },
    });
    expect(issues(foreign)).toEqual(issues(refused));
  });

  it('offers people of it by telephone and mail, with the customer they belong to', async () => {
    const one = await lead(sales, { phone: '13911112222' });
    const { body } = await convert(sales, one);
    const two = await lead(sales, { phone: '13911112222' });
    const [customer, contact] = body.results.map(({ id }: { id: string }) => id);
    expect((await offer(sales, two)).body.targets[1].matches).toEqual([
      { id: contact, title: 'Ada Byron', by: ['phone'], links: { customer } },
    ]);
    const stranger = await convert(sales, two, { targets: { contact: { use: contact }, ...wish().targets } });
    expect(issues(stranger)).toEqual(['targets.opportunity.values.decision_maker constraint.failed']);
    const both = { customer: { use: customer }, contact: { use: contact }, ...wish().targets };
    expect((await convert(sales, two, { targets: both })).body.results.map(({ made }: { made: boolean }) => made)).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('every other door', () => {
  it('neither makes a lead converted nor takes that back, nor writes what conversions keep', async () => {
    const one = await lead(sales);
    const [any] = (await sales.get(`${APP}/records/opportunity`, { limit: 1 })).body.records;
    const tries = (who: TestClient, at: { id: string; version: number }, values: unknown) => [
      () => who.send('PATCH', `${LEADS}/${at.id}`, { version: at.version, values }),
      () => who.send('POST', `${LEADS}/${at.id}/move`, { version: at.version, values }),
    ];
    for (const who of [sales, manager, demo.admin]) {
      for (const ask of tries(who, one, { lead_status: 'converted' })) expect(issues(await ask())).toEqual(['lead_status conversion.only']);
      for (const ask of tries(who, one, { opportunity: any.id })) expect(issues(await ask())).toEqual(['opportunity field.readonly']);
      const bulk = await who.send('POST', `${LEADS}/together`, { records: [one.id], values: { lead_status: 'converted' } });
      expect([bulk.body.done, bulk.body.refused[0].faults[0].code]).toEqual([0, 'conversion.only']);
      const made = await who.send('POST', LEADS, { values: { company: 'x', lead_status: 'converted' } });
      expect(issues(made)).toEqual(['lead_status conversion.only']);
    }
    const steal = await sales.send('PATCH', `${APP}/records/opportunity/${any.id}`, { version: any.version, values: { lead: one.id } });
    expect([steal.status, issues(steal)]).toEqual([403, ['lead field.readonly']]);
    const { body } = await convert(sales, one);
    const now = { id: one.id, version: body.version };
    for (const who of [sales, manager, demo.admin])
      for (const ask of tries(who, now, { lead_status: 'qualified' }))
        expect(issues(await ask())).toEqual(['lead_status conversion.stays']);
    for (const ask of tries(sales, now, { customer: null })) expect(issues(await ask())).toEqual(['customer field.readonly']);
    expect((await sales.send('PATCH', `${LEADS}/${one.id}`, { version: body.version, values: { need: 'More' } })).status).toBe(200);
    const gone = await demo.admin.send('DELETE', `${LEADS}/${one.id}`);
    expect((await demo.admin.send('POST', `${LEADS}/${one.id}/restore`, { version: gone.body.version })).status).toBe(200);
    expect(issues(await convert(sales, one))).toEqual([' conversion.done']);
    const deal = body.results[2].id;
    await demo.admin.send('DELETE', `${APP}/records/opportunity/${deal}`);
    expect(issues(await convert(sales, one))).toEqual([' conversion.done']);
  });

  it('a file and what runs by itself are such doors', async () => {
    const one = await lead(sales);
    const path = `${APP}/imports`;
    const [{ title }] = await demo.ask(`select name as title from app_opportunity.opportunity limit 1`);
    const staged = await stageFile(
      sales,
      `${path}/lead`,
      `Company,State,Deal\nFiled 1,Converted,\nFiled 2,Qualified,${title}\nFiled 3,Qualified,\n`,
    );
    const target = (column: string) => ({ column });
    const targets = { company: target('Company'), lead_status: target('State') };
    const { status } = await sales.send('POST', `${path}/${staged.id}/run`, { targets });
    expect(status).toBe(202);
    expect(await importEnd(sales, `${path}/${staged.id}`)).toMatchObject({ done: 2, refused: 1 });
    const again = await stageFile(sales, `${path}/lead`, `Company,Deal\nFiled 4,${title}\n`);
    const kept = await sales.send('POST', `${path}/${again.id}/run`, {
      targets: { company: target('Company'), opportunity: target('Deal') },
    });
    if (kept.status === 202) expect(await importEnd(sales, `${path}/${again.id}`)).toMatchObject({ done: 0, refused: 1 });
    expect(
      await demo.ask(`select lead_status, opportunity from app_opportunity.lead where company like 'Filed %' order by company`),
    ).toEqual([
      { lead_status: 'qualified', opportunity: null },
      { lead_status: 'qualified', opportunity: null },
    ]);
    await automate(demo.admin, [
      {
        ...{ key: 'shortcut', name: label('Shortcut'), entity: 'lead', start: 'set', on: { kind: 'changed', fields: ['need'] } },
        nodes: [{ key: 'set', kind: 'set', values: { lead_status: 'converted' }, next: { done: null } }],
      },
    ]);
    expect((await sales.send('PATCH', `${LEADS}/${one.id}`, { version: one.version, values: { need: 'Other' } })).status).toBe(200);
    await passes(demo.server, new Date().toISOString());
    expect(await demo.ask(`select state from app_opportunity._run where record = $1`, [one.id])).toEqual([{ state: 'failed' }]);
    expect(await read(sales, 'lead', one.id)).toMatchObject({ lead_status: 'qualified', opportunity: null });
    const making = automate(demo.admin, [
      {
        ...{ key: 'maker', name: label('Maker'), entity: 'lead', start: 'make', on: { kind: 'created' } },
        nodes: [{ key: 'make', kind: 'create', entity: 'opportunity', link: 'lead', values: { name: 'x' }, next: { done: null } }],
      },
    ]);
    await expect(making).rejects.toThrow('automation.link');
    await automate(demo.admin, []);
  });

  it('stays shut in the database: no two opportunities have one lead', async () => {
    const one = await lead(sales);
    await convert(sales, one);
    const twice = demo.ask(
      'update app_opportunity.opportunity set lead = $1 where id = (select id from app_opportunity.opportunity where lead is null limit 1)',
      [one.id],
    );
    await expect(twice).rejects.toThrow('u_opportunity_lead_btree');
  });
});

describe('whose lead it is', () => {
  it('decides who may convert it: its owner and managers above, whoever reads it alone may not, and to others it is not there', async () => {
    const one = await lead(sales);
    expect([(await convert(analyst, one)).status, (await offer(analyst, one)).status]).toEqual([422, 422]);
    expect(issues(await convert(analyst, one))).toEqual([' conversion.none']);
    const theirs = await lead(demo.admin);
    const nowhere = { id: '01a00000-0000-7000-8000-00000000abcd' };
    const [hidden, missing] = [await convert(sales, theirs), await convert(sales, nowhere)];
    expect([hidden.status, hidden.text]).toEqual([404, missing.text]);
    expect([(await offer(sales, theirs)).text, (await offer(sales, theirs)).status]).toEqual([(await offer(sales, nowhere)).text, 404]);
    const done = await convert(manager, one);
    expect(done.status).toBe(200);
    for (const { entity, id } of done.body.results) expect(await read(sales, entity, id)).toMatchObject({ owner: salesId });
  });

  it('lets whoever has it by a share convert it, and keep what comes of it, which would be out of sight otherwise', async () => {
    const one = await lead(demo.admin);
    expect((await demo.admin.send('PUT', `${LEADS}/${one.id}/shares/${salesId}`, { level: 'read' })).status).toBe(200);
    expect((await convert(sales, one)).status).toBe(403);
    expect((await demo.admin.send('PUT', `${LEADS}/${one.id}/shares/${salesId}`, { level: 'write' })).status).toBe(200);
    const done = await convert(sales, one);
    expect([done.status, issues(done)]).toEqual([200, undefined]);
    for (const { entity, id } of done.body.results) expect(await read(sales, entity, id)).toMatchObject({ owner: salesId });
  });

  it('and a role that may not fill a field, or make a result, is refused that alone', async () => {
    const { body } = await demo.admin.get(`${APP}/draft`);
    const change = (grants: Record<string, object>) => ({
      ...body.definition,
      roles: body.definition.roles.map((role: { key: string; grants: Record<string, object> }) =>
        role.key === 'sales'
          ? {
              ...role,
              grants: {
                ...role.grants,
                ...Object.fromEntries(Object.entries(grants).map(([key, more]) => [key, { ...role.grants[key], ...more }])),
              },
            }
          : role,
      ),
    });
    let { revision } = body;
    let { version: base } = (await demo.admin.get(`${APP}/versions`)).body.versions[0];
    const publish = async (definition: unknown) => {
      const saved = await demo.admin.send('PUT', `${APP}/draft`, { revision, definition });
      revision = saved.body.revision;
      const { status, body: live } = await demo.admin.send('POST', `${APP}/publish`, { base, revision });
      expect([status, live.issues]).toEqual([200, undefined]);
      base = live.version;
    };
    await publish(change({ customer: { create: false, readonly: ['industry'] }, lead: { readonly: ['lead_status'], hidden: ['budget'] } }));
    const one = await lead(demo.admin, { owner: salesId, industry: 'energy' });
    const told = (await offer(sales, one)).body;
    expect(told.targets.map(({ create, values }: { create: boolean; values: object }) => [create, Object.keys(values)])).toEqual([
      [false, ['name', 'owner']],
      [true, ['name', 'owner']],
      [true, ['name', 'pain_point', 'owner']],
    ]);
    expect(issues(await convert(sales, one))).toContain('targets.customer conversion.choose');
    const [mine] = (await sales.get(`${APP}/records/customer`, { limit: 1 })).body.records;
    const targets = { customer: { use: mine.id }, opportunity: { values: { ...CLOSE, amount: '9' } } };
    expect((await convert(sales, one, { targets: { ...targets, lead: { values: {} } } })).status).toBe(422);
    expect((await convert(sales, one, { targets })).status).toBe(200);
    await publish(change({}));
  });
});
