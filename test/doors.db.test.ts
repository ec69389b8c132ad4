import type { Rule } from '@pipewright/logic';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let manager: TestClient;
const app = '/apps/opportunity';
const records = `${app}/records/opportunity`;
const v = (name: string): Rule => ({ var: name });

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales, manager] = await Promise.all([
    clientFor(server, 'admin@demo.local'),
    clientFor(server, 'sales@demo.local', 'zh-CN'),
    clientFor(server, 'manager@demo.local'),
  ]);
});
afterAll(() => close());

/** A customer of the sales person and a contact of it, to make opportunities with. */
async function ground(client = sales, customer_class = 'standard') {
  const customer = (await client.send('POST', `${app}/records/customer`, { values: { name: `客户 ${Math.random()}`, customer_class } }))
    .body;
  const contact = (await client.send('POST', `${app}/records/contact`, { values: { name: '王决策', customer: customer.id } })).body;
  return {
    name: '门测试',
    customer: customer.id,
    opportunity_type: 'new',
    amount: '1000.10',
    expected_close: '2027-01-31',
    decision_maker: contact.id,
    pain_point: '数据分散',
  };
}

const codes = (answer: { body: { issues: { path: string; code: string }[] } }) =>
  answer.body.issues.map((issue) => [issue.path, issue.code]);

describe('creating', () => {
  it('names every missing required field that has no default, in the language of the reader', async () => {
    const answer = await sales.send('POST', records, { values: { name: '缺字段' } });
    expect(answer.status).toBe(422);
    expect(answer.body.issues.map((issue: { message: string }) => issue.message)).toEqual([
      '请选择“客户”。',
      '请填写“预计成交金额”。',
      '请选择“预计成交日期”。',
      '请选择“关键决策人”。',
      '请填写“客户痛点”。',
    ]);
  });

  it('numbers, stages, owns and remembers a new record', async () => {
    const answer = await sales.send('POST', records, { values: await ground() });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      version: 1,
      amount: '1000.1',
      pipeline: 'standard',
      stage: 'first_contact',
      status: 'open',
      probability: '10',
      expected_close: '2027-01-31',
    });
    expect(answer.body.code).toMatch(/^OPP-\d{5}$/);
    expect(answer.body).not.toHaveProperty('floor_price');
    const { entries } = (await sales.get(`${records}/${answer.body.id}/history`)).body;
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ kind: 'create', after: { code: answer.body.code, amount: '1000.10', stage: 'first_contact' } });
  });

  it('chooses the pipeline by rule over the record and its customer', async () => {
    const standard = await ground();
    const key = await ground(sales, 'key');
    const small = await ground(sales, 'small');
    const made = async (values: object) => (await sales.send('POST', records, { values })).body;
    expect(await made({ ...standard, opportunity_type: 'renewal' })).toMatchObject({ pipeline: 'renewal', stage: 'first_contact' });
    expect(await made(key)).toMatchObject({ pipeline: 'key_account', stage: 'ka_initiation' });
    expect(await made(small)).toMatchObject({ pipeline: 'small_business', stage: 'first_contact' });
    const inside = await sales.send('POST', records, { values: { ...standard, opportunity_type: 'renewal' }, stage: 'requirements' });
    expect([inside.status, codes(inside)]).toEqual([422, [['stage', 'stage.unknown']]]);
  });

  it('refuses what has the wrong shape, naming each field, and keeps money exact', async () => {
    const values = {
      ...(await ground()),
      amount: '12.345',
      expected_close: '2027-02-30',
      opportunity_type: 'gift',
      win_factors: ['price', 'price'],
      nonsense: 1,
      discount: 'NaN',
      name: '\u0000',
    };
    const answer = await sales.send('POST', records, { values });
    expect(answer.status).toBe(422);
    expect(Object.fromEntries(codes(answer))).toMatchObject({
      amount: 'value.format',
      expected_close: 'value.format',
      opportunity_type: 'value.option',
      win_factors: 'value.twice',
      nonsense: 'unknown.field',
      discount: 'value.format',
      name: 'value.characters',
    });
    const exact = await sales.send('POST', records, { values: { ...(await ground()), amount: '9007199254740993.01' } });
    expect(exact.body.amount).toBe('9007199254740993.01');
  });

  it('lets nobody refer to a record or a person out of sight', async () => {
    const [foreign] = (
      await admin.get(`${app}/records/customer`, { limit: '1', filter: { '!=': [v('owner'), (await sales.get('/me')).body.user] } })
    ).body.records;
    const answer = await sales.send('POST', records, { values: { ...(await ground()), customer: foreign.id, owner: 'no-such-person' } });
    expect(codes(answer)).toEqual([
      ['customer', 'value.reference'],
      ['owner', 'value.person'],
    ]);
  });

  it('keeps a unique value unique even when two are sent at once', async () => {
    const body = '91310000MA1FL0000X'.slice(0, 17);
    const { companyIdCheck } = await import('@pipewright/definition');
    const company_id = body + companyIdCheck(body);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => sales.send('POST', `${app}/records/customer`, { values: { name: `唯一 ${i}`, company_id } })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422, 422, 422, 422, 422, 422, 422]);
    expect(codes(answers.find((answer) => answer.status === 422) as never)).toEqual([['company_id', 'value.unique']]);
    const wrong = await sales.send('POST', `${app}/records/customer`, {
      values: { name: '错码', company_id: `${company_id.slice(0, 17)}?` },
    });
    expect(codes(wrong)).toEqual([['company_id', 'value.format']]);
  });
});

describe('moving', () => {
  it('is refused with the criterion that fails, on every path, and allowed once it holds', async () => {
    const made = (await sales.send('POST', records, { values: await ground() })).body;
    const move = (body: object) => sales.send('POST', `${records}/${made.id}/move`, body);
    const refused = await move({ version: 1, stage: 'requirements' });
    expect(codes(refused)).toEqual([
      ['next_step', 'gate.required'],
      ['budget_confirmed', 'gate.failed'],
    ]);
    expect(refused.body.issues[1].message).toBe('还不能离开“初次洽谈”：客户预算还没有确认');
    const byPatch = await sales.send('PATCH', `${records}/${made.id}`, { version: 1, values: { stage: 'requirements' } });
    expect(codes(byPatch)).toEqual([['stage', 'unknown.field']]);
    const byCreate = await sales.send('POST', records, { values: await ground(), stage: 'negotiation' });
    expect(byCreate.status).toBe(422);
    const moved = await move({ version: 1, stage: 'requirements', values: { budget_confirmed: true, next_step: '拜访' } });
    expect(moved.body).toMatchObject({ version: 2, stage: 'requirements', probability: '30' });
    expect((await move({ version: 2, stage: 'first_contact' })).body).toMatchObject({
      version: 3,
      stage: 'first_contact',
      probability: '10',
    });
  });

  it('closes as won only with every exit criterion and a win factor, as lost only with a reason', async () => {
    const made = (await sales.send('POST', records, { values: await ground() })).body;
    const move = (body: object) => sales.send('POST', `${records}/${made.id}/move`, body);
    expect(codes(await move({ version: 1, status: 'lost' }))).toEqual([['lost_reason', 'lost.required']]);
    expect(codes(await move({ version: 1, status: 'won' })).map(([path]) => path)).toEqual([
      'next_step',
      'budget_confirmed',
      'proposal_sent_on',
      'quote_amount',
      'contract_no',
      'win_factors',
    ]);
    const values = {
      next_step: '签',
      budget_confirmed: true,
      proposal_sent_on: '2026-10-01',
      quote_amount: '900',
      contract_no: `HT-T-${made.code}`,
      win_factors: ['price'],
    };
    const won = await move({ version: 1, status: 'won', values });
    expect(won.body).toMatchObject({ status: 'won', stage: 'signing', probability: '100', win_factors: ['price'] });
    expect(won.body.closed_on).toMatch(/^\d{4}-\d\d-\d\d$/);
    const emptied = await sales.send('PATCH', `${records}/${made.id}`, { version: 2, values: { win_factors: [] } });
    expect(codes(emptied)).toEqual([['win_factors', 'kept.required']]);
    expect(codes(await move({ version: 2, stage: 'proposal' }))).toEqual([['stage', 'stage.closed']]);
    // Reopening is a right of its own, with a reason; the manager has it.
    expect(codes(await move({ version: 2, status: 'open' }))).toEqual([
      ['status', 'denied.reopen'],
      ['status_reason', 'status.reason_reopen'],
    ]);
    const reopened = await manager.send('POST', `${records}/${made.id}/move`, { version: 2, status: 'open', reason: 'customer_came_back' });
    expect(reopened.body).toMatchObject({ status: 'open', closed_on: null, status_reason: 'customer_came_back' });
  });
});

describe('changing at the same time', () => {
  it('answers 409 with the record as it is and the fields that others changed; the merge then succeeds', async () => {
    const made = (await sales.send('POST', records, { values: await ground() })).body;
    await sales.send('PATCH', `${records}/${made.id}`, { version: 1, values: { next_step: '别人' } });
    const late = await sales.send('PATCH', `${records}/${made.id}`, { version: 1, values: { amount: '5' } });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ changed: ['next_step'], current: { version: 2, next_step: '别人', amount: '1000.1' } });
    const merged = await sales.send('PATCH', `${records}/${made.id}`, { version: 2, values: { amount: '5' } });
    expect(merged.body).toMatchObject({ version: 3, next_step: '别人', amount: '5' });
  });

  it('loses no acknowledged change when 12 editors write one record at once', async () => {
    const made = (await sales.send('POST', records, { values: await ground() })).body;
    const acknowledged: string[] = [];
    await Promise.all(
      Array.from({ length: 12 }, async (_, editor) => {
        for (let round = 0; round < 5; round += 1) {
          const { version } = (await sales.get(`${records}/${made.id}`)).body;
          const mark = `${editor}.${round}`;
          if ((await sales.send('PATCH', `${records}/${made.id}`, { version, values: { next_step: mark } })).status === 200)
            acknowledged.push(mark);
        }
      }),
    );
    const { entries } = (await sales.get(`${records}/${made.id}/history`)).body;
    const written = entries.flatMap((entry: { kind: string; after: { next_step?: string } }) =>
      entry.kind === 'update' ? [entry.after.next_step] : [],
    );
    expect(written.sort()).toEqual(acknowledged.sort());
    expect((await sales.get(`${records}/${made.id}`)).body.version).toBe(acknowledged.length + 1);
  });
});

describe('deleting', () => {
  it('hides softly and brings back', async () => {
    const made = (await manager.send('POST', `${app}/records/customer`, { values: { name: '要删除' } })).body;
    expect((await manager.send('DELETE', `${app}/records/customer/${made.id}?version=1`)).status).toBe(200);
    expect((await manager.get(`${app}/records/customer/${made.id}`)).status).toBe(404);
    expect(
      (await manager.get(`${app}/records/customer`, { deleted: 'true' })).body.records.map((each: { id: string }) => each.id),
    ).toContain(made.id);
    const back = await manager.send('POST', `${app}/records/customer/${made.id}/restore`, { version: 2 });
    expect(back.body).toMatchObject({ id: made.id, version: 3 });
  });
});

describe('listing', () => {
  it('pages by cursor through every order without a gap or a repeat', async () => {
    const all = new Set<string>(
      (await admin.get(records, { limit: '200', fields: 'name', filter: { '==': [v('opportunity_type'), 'renewal'] } })).body.records.map(
        (each: { id: string }) => each.id,
      ),
    );
    for (const sort of ['-amount,name', 'name', '-quote_amount', 'quote_amount', 'stage,-expected_close', '-updated_at', '']) {
      const seen: string[] = [];
      let after = '';
      do {
        const page = (
          await admin.get(records, {
            limit: '200',
            fields: 'name',
            sort,
            ...(after ? { after } : {}),
            filter: { '==': [v('opportunity_type'), 'renewal'] },
          })
        ).body;
        seen.push(...page.records.map((each: { id: string }) => each.id));
        after = page.next ?? '';
      } while (after);
      expect([sort, new Set(seen).size]).toEqual([sort, seen.length]);
      expect(seen.length).toBeGreaterThan(all.size);
      expect(seen.length).toBe(
        (
          await admin.send('POST', `${app}/reports/run`, {
            report: {
              entity: 'opportunity',
              dimensions: [],
              measures: [{ key: 'n', fn: 'count' }],
              filter: { '==': [v('opportunity_type'), 'renewal'] },
            },
          })
        ).body.rows[0][0],
      );
    }
  });

  it('finds Chinese text, filters across a reference, and sorts names by pinyin', async () => {
    const found = (await admin.get(`${app}/records/customer`, { search: '智能装备', limit: '200' })).body.records;
    expect(found.length).toBeGreaterThan(5);
    expect(found.every((each: { name: string }) => each.name.includes('智能装备'))).toBe(true);
    const far = (await admin.get(records, { filter: { '==': [v('customer.region'), 'north'] }, expand: 'customer', limit: '200' })).body
      .records;
    const north = new Set(
      (await admin.get(`${app}/records/customer`, { filter: { '==': [v('region'), 'north'] }, limit: '200' })).body.records.map(
        (each: { id: string }) => each.id,
      ),
    );
    expect(far.length).toBe(200);
    expect(far.every((each: { customer: string }) => north.has(each.customer))).toBe(true);
    const names = (
      await admin.get(`${app}/records/customer`, { sort: 'name', filter: { in: ['有限公司', v('name')] }, limit: '200' })
    ).body.records.map((each: { name: string }) => each.name);
    expect(names).toEqual([...names].sort(new Intl.Collator('zh-u-co-pinyin').compare));
  });

  it('refuses bad questions with a reason', async () => {
    for (const [query, code] of [
      [{ limit: '0' }, 'query.limit'],
      [{ limit: '201' }, 'query.limit'],
      [{ filter: '{' }, 'query.json'],
      [{ filter: { '==': [v('amount'), 'x'] } }, 'rule.literal_type'],
      [{ sort: 'nothing' }, 'query.sort'],
      [{ after: 'zzz' }, 'query.cursor'],
      [{ fields: 'name,nothing' }, 'unknown.field'],
      [{ filter: { '==': [v('__proto__'), null] } }, 'rule.variable'],
      [{ filter: '{"__proto__": 1}' }, 'query.json'],
    ] as const) {
      const answer = await admin.get(records, query);
      expect([query, answer.status, answer.body.issues[0].code]).toEqual([query, 422, code]);
    }
  });
});

describe('what a sales person cannot see', () => {
  it('is only own records, in list, board, search, report and by address', async () => {
    const me = (await sales.get('/me')).body.user;
    const own = (await sales.get(records, { limit: '200' })).body.records;
    // Besides their own there is what lies in the pool of their department.
    const mine = (owner: string | null) => owner === me || owner === null;
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((each: { owner: string }) => !mine(each.owner))).toEqual([]);
    const others = { and: [{ '!': [{ in: [v('owner'), [me]] }] }, { '!=': [v('owner'), null] }, { '==': [v('status'), 'open'] }] };
    const [foreign] = (await admin.get(records, { limit: '1', filter: others })).body.records;
    expect((await sales.get(`${records}/${foreign.id}`)).status).toBe(404);
    expect((await sales.send('PATCH', `${records}/${foreign.id}`, { version: foreign.version, values: { name: 'x' } })).status).toBe(404);
    expect((await sales.send('POST', `${records}/${foreign.id}/move`, { version: foreign.version, stage: 'proposal' })).status).toBe(404);
    expect((await sales.get(`${records}/${foreign.id}/history`)).status).toBe(404);
    expect(
      (await sales.get(records, { search: foreign.name })).body.records.filter((each: { owner: string }) => !mine(each.owner)),
    ).toEqual([]);
    const count = { entity: 'opportunity', dimensions: [], measures: [{ key: 'n', fn: 'count' }] };
    const total = (await sales.send('POST', `${app}/reports/run`, { report: count })).body.rows[0][0];
    const byOwner = (await admin.send('POST', `${app}/reports/run`, { report: { ...count, filter: { '==': [v('owner'), me] } } })).body
      .rows[0][0];
    const pooled = (await sales.get(records, { filter: { '==': [v('owner'), null] }, count: 'true', limit: '1' })).body.count;
    expect(pooled).toBeGreaterThan(0);
    expect(total).toBe(byOwner + pooled);
    const columns = (await sales.get(`${app}/board/opportunity`, { pipeline: 'standard', limit: '200' })).body.columns;
    for (const column of columns) for (const card of column.records) expect(mine(card.owner)).toBe(true);
  });

  it('is the hidden field: it answers exactly like one that does not exist, on every path', async () => {
    const strip = (text: string) => text.replaceAll('floor_price', '#').replaceAll('no_such_field', '#');
    const probes: ((name: string) => Promise<{ status: number; text: string }>)[] = [
      (name) => sales.get(records, { filter: { '>': [v(name), 1] } }),
      (name) => sales.get(records, { filter: { '==': [v(name), null] } }),
      (name) => sales.get(records, { sort: name }),
      (name) => sales.get(records, { sort: `-${name}` }),
      (name) => sales.get(records, { fields: name }),
      (name) => sales.get(records, { expand: name }),
      (name) => sales.send('POST', records, { values: { [name]: '1' } }),
      (name) =>
        sales.send('POST', `${app}/reports/run`, {
          report: { entity: 'opportunity', dimensions: [], measures: [{ key: 'm', fn: 'sum', field: name }] },
        }),
      (name) =>
        sales.send('POST', `${app}/reports/run`, {
          report: { entity: 'opportunity', dimensions: [{ key: 'd', field: name }], measures: [{ key: 'm', fn: 'count' }] },
        }),
      (name) =>
        sales.send('POST', `${app}/reports/run`, {
          report: { entity: 'opportunity', dimensions: [], measures: [{ key: 'm', fn: 'count', filter: { '>': [v(name), 0] } }] },
        }),
      (name) => sales.get(`${app}/board/opportunity`, { pipeline: 'standard', filter: { '>': [v(name), 1] } }),
    ];
    for (const [i, probe] of probes.entries()) {
      const [hidden, unknown] = [await probe('floor_price'), await probe('no_such_field')];
      expect([i, hidden.status, strip(hidden.text)]).toEqual([i, 422, strip(unknown.text)]);
    }
    // The far side of a reference hides just the same.
    const [far, none] = [
      await sales.get(records, { filter: { '==': [v('customer.credit_rating'), 'a'] } }),
      await sales.get(records, { filter: { '==': [v('customer.no_such_field'), 'a'] } }),
    ];
    expect([far.status, far.text.replace('credit_rating', '#')]).toEqual([422, none.text.replace('no_such_field', '#')]);
  });

  it('does not stand in the definition, the description for programs, a record, or the history', async () => {
    for (const path of [`${app}/definition`, `${app}/openapi.json`])
      expect((await sales.get(path)).text).not.toMatch(/floor_price|credit_rating/);
    const [own] = (await sales.get(records, { limit: '1' })).body.records;
    await admin.send('PATCH', `${records}/${own.id}`, { version: own.version, values: { floor_price: '70707.07' } });
    expect((await sales.get(`${records}/${own.id}`)).text).not.toContain('70707');
    expect((await sales.get(`${records}/${own.id}/history`)).text).not.toMatch(/floor_price|70707/);
    expect((await admin.get(`${records}/${own.id}/history`)).text).toContain('70707');
  });

  it('sees the department and those below as a manager, nothing of other regions', async () => {
    const rows = (await manager.send('POST', `${app}/reports/run`, { report: 'won_by_office' })).body.rows;
    expect(rows.map((row: string[]) => row[0])).toEqual(['华东区']);
    expect((await sales.get(`${app}/draft`)).status).toBe(403);
    expect((await sales.send('POST', `${app}/publish`, { base: 1, revision: 1 })).status).toBe(403);
    expect((await sales.send('POST', '/apps', { key: 'mine', template: 'opportunity' })).status).toBe(403);
  });
});

describe('people', () => {
  it('take their records along when they change departments, and lose access at once when they leave', async () => {
    const { departments } = (await admin.get('/departments')).body;
    const north = departments.find((each: { name: string }) => each.name === '北京一部').id;
    const home = departments.find((each: { name: string }) => each.name === '上海一部').id;
    const me = (await sales.get('/me')).body.user;
    const seen = async () =>
      (
        await manager.send('POST', `${app}/reports/run`, {
          report: { entity: 'opportunity', dimensions: [], measures: [{ key: 'n', fn: 'count' }], filter: { '==': [v('owner'), me] } },
        })
      ).body.rows[0][0];
    expect(await seen()).toBeGreaterThan(20);
    expect((await admin.send('PATCH', `/people/${me}`, { department: north })).status).toBe(200);
    expect(await seen()).toBe(0);
    await admin.send('PATCH', `/people/${me}`, { department: home });
    expect(await seen()).toBeGreaterThan(20);
    expect((await sales.send('PATCH', `/people/${me}`, { department: north })).status).toBe(403);
  });

  it('get and lose roles, but nobody changes the own one', async () => {
    const me = (await sales.get('/me')).body.user;
    expect((await admin.send('PUT', `${app}/members`, { user: me, role: null })).status).toBe(200);
    expect((await sales.get(records)).status).toBe(404);
    expect((await admin.send('PUT', `${app}/members`, { user: me, role: 'sales' })).status).toBe(200);
    expect((await sales.get(records)).status).toBe(200);
    const own = (await admin.get('/me')).body.user;
    expect((await admin.send('PUT', `${app}/members`, { user: own, role: null })).body.issues[0].code).toBe('denied.own_role');
  });
});

describe('the description for programs', () => {
  it('is OpenAPI 3.1 of the published app', async () => {
    const api = (await admin.get(`${app}/openapi.json`)).body;
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.paths)).toContain('/records/opportunity/{id}/move');
    expect(api.components.schemas.opportunity_values.properties.amount).toMatchObject({ type: ['string', 'null'], format: 'decimal' });
  });
});
