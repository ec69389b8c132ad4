import { type App, entityOf, updateStage } from '@pipewright/definition';
import { byPerson, callerOf, enterApp, publish, type RunningServer, save, saveTogether } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { storyDifferences } from './support/story.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let manager: TestClient;
const app = '/apps/opportunity';
const records = `${app}/records/opportunity`;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales, manager] = await Promise.all([
    clientFor(server, 'admin@demo.local'),
    clientFor(server, 'sales@demo.local'),
    clientFor(server, 'manager@demo.local'),
  ]);
});
afterAll(async () => {
  expect(await storyDifferences(server.pool, 'opportunity')).toEqual([]);
  await close();
});

const codes = ({ body }: Answer) => body.issues.map((issue: { path: string; code: string }) => `${issue.path}: ${issue.code}`);

async function ground(customer_class = 'standard') {
  const customer = (await sales.send('POST', `${app}/records/customer`, { values: { name: `客户 ${Math.random()}`, customer_class } }))
    .body;
  const contact = (await sales.send('POST', `${app}/records/contact`, { values: { name: '王决策', customer: customer.id } })).body;
  return {
    customer,
    values: {
      name: '站位',
      customer: customer.id,
      opportunity_type: 'new',
      amount: '1000',
      expected_close: '2027-01-31',
      decision_maker: contact.id,
      pain_point: '数据分散',
    },
  };
}

const make = async (values: object) => (await sales.send('POST', records, { values })).body;
const patch = (id: string, body: object, by = sales) => by.send('PATCH', `${records}/${id}`, body);
const move = (id: string, body: object, by = sales) => by.send('POST', `${records}/${id}/move`, body);

describe('another pipeline', () => {
  it('is not a way around the criteria of the first one: there and back is judged by them', async () => {
    const { values } = await ground();
    const made = await make({ ...values, next_step: '拜访' });
    const asked = await patch(made.id, { version: 1, values: { opportunity_type: 'renewal' } });
    expect([asked.status, codes(asked), asked.body.asks]).toEqual([
      422,
      ['pipeline: pipeline.moves'],
      { pipeline: 'renewal', stage: 'first_contact' },
    ]);
    expect(asked.body.issues[0].message).toBe('This change moves the record from “Standard” to “Renewal”, stage “First contact”.');
    const agreed = await patch(made.id, { version: 1, values: { opportunity_type: 'renewal' }, pipeline: 'renewal' });
    expect(agreed.body).toMatchObject({ version: 2, pipeline: 'renewal', stage: 'first_contact', probability: '30' });
    const on = await move(made.id, { version: 2, stage: 'negotiation', values: { proposal_sent_on: '2026-10-01', quote_amount: '900' } });
    expect(on.body).toMatchObject({ version: 3, stage: 'negotiation' });
    const back = { version: 3, values: { opportunity_type: 'new' } };
    expect(codes(await patch(made.id, { ...back, pipeline: 'standard' }))).toEqual(['budget_confirmed: gate.failed']);
    expect(codes(await patch(made.id, back))).toEqual(['pipeline: pipeline.moves', 'budget_confirmed: gate.failed']);
    expect((await sales.get(`${records}/${made.id}`)).body).toMatchObject({ version: 3, pipeline: 'renewal', stage: 'negotiation' });
    const first = await move(made.id, { version: 3, pipeline: 'standard', stage: 'first_contact', values: back.values });
    expect(first.body).toMatchObject({ version: 4, pipeline: 'standard', stage: 'first_contact' });
  });

  it('follows from nothing that happens to the customer: the record is marked, and moved by a wish of its own', async () => {
    const { customer, values } = await ground();
    const made = await make({ ...values, next_step: '拜访', budget_confirmed: true });
    expect((await move(made.id, { version: 1, stage: 'requirements' })).status).toBe(200);
    await sales.send('PATCH', `${app}/records/customer/${customer.id}`, { version: 1, values: { customer_class: 'key' } });
    expect((await sales.get(`${records}/${made.id}`)).body).toMatchObject({
      stage: 'requirements',
      pipeline: 'standard',
      applies: 'key_account',
    });
    const edited = await patch(made.id, { version: 2, values: { next_step: '别的' } });
    expect(edited.body).toMatchObject({ version: 3, stage: 'requirements', pipeline: 'standard', applies: 'key_account' });
    const marked = await sales.get(records, { filter: { '!=': [{ var: 'applies' }, null] }, fields: 'applies', limit: '200' });
    expect(marked.body.records.map((each: { id: string }) => each.id)).toEqual([made.id]);
    expect(codes(await move(made.id, { version: 3, pipeline: 'renewal' }))).toEqual(['pipeline: pipeline.not_chosen']);
    const chosen = await move(made.id, { version: 3, pipeline: 'key_account' });
    expect(chosen.body).toMatchObject({ version: 4, pipeline: 'key_account', stage: 'ka_initiation', applies: null });
  });

  it('never takes a closed record', async () => {
    const { customer, values } = await ground();
    const won = { next_step: '签', budget_confirmed: true, proposal_sent_on: '2026-10-01', quote_amount: '9', win_factors: ['price'] };
    const made = await make({ ...values, ...won, contract_no: `HT-${Math.random()}` });
    expect((await move(made.id, { version: 1, status: 'won' })).body).toMatchObject({ status: 'won', stage: 'signing' });
    await sales.send('PATCH', `${app}/records/customer/${customer.id}`, { version: 1, values: { customer_class: 'key' } });
    const edited = await patch(made.id, { version: 2, values: { opportunity_type: 'renewal', next_step: '回访' } });
    expect(edited.body).toMatchObject({ version: 3, status: 'won', pipeline: 'standard', stage: 'signing', applies: null });
  });
});

describe('criteria of stages passed', () => {
  it('stay required while the record stands beyond them', async () => {
    const { values } = await ground();
    const made = await make({ ...values, next_step: '拜访', budget_confirmed: true });
    await move(made.id, { version: 1, stage: 'proposal' });
    expect(codes(await patch(made.id, { version: 2, values: { next_step: null, budget_confirmed: false } }))).toEqual([
      'next_step: kept.required',
      'budget_confirmed: kept.failed',
    ]);
    expect((await patch(made.id, { version: 2, values: { next_step: '再访' } })).status).toBe(200);
    expect((await move(made.id, { version: 3, stage: 'first_contact', values: { next_step: null } })).status).toBe(200);
  });

  it('and what a stage asks for before it is entered is asked for on creation too', async () => {
    const { values } = await ground();
    expect(codes(await sales.send('POST', records, { values: { ...values, amount: '0' } }))).toEqual(['amount: entry.failed']);
  });
});

describe('a status other than open', () => {
  it('takes a right, a reason and a day, and holds the record where it is', async () => {
    const { values } = await ground();
    const made = await make({ ...values, next_step: '拜访', budget_confirmed: true });
    expect(codes(await move(made.id, { version: 1, status: 'paused' }))).toEqual([
      'status_reason: status.reason',
      'status_until: status.until',
    ]);
    const paused = await move(made.id, { version: 1, status: 'paused', reason: 'budget_frozen', until: '2099-01-01' });
    expect(paused.body).toMatchObject({ status: 'paused', status_reason: 'budget_frozen', status_until: '2099-01-01' });
    expect(codes(await move(made.id, { version: 2, stage: 'requirements' }))).toEqual(['stage: stage.waiting']);
    expect(codes(await move(made.id, { version: 2, status: 'void', reason: 'duplicate' }))).toEqual(['status: denied.void']);
    const voided = await move(made.id, { version: 2, status: 'void', reason: 'duplicate' }, manager);
    expect(voided.body).toMatchObject({ status: 'void', status_until: null, probability: '0' });
    expect((await move(made.id, { version: 3, status: 'open', reason: 'closed_by_mistake' })).status).toBe(403);
    const restored = await move(made.id, { version: 3, status: 'open', reason: 'closed_by_mistake' }, manager);
    expect(restored.body).toMatchObject({ status: 'open', stage: 'first_contact', probability: '10' });
    const { rows } = await server.pool.query(
      `select status, left_at is null as open from app_opportunity._period where record = $1 order by id`,
      [made.id],
    );
    expect(rows.map((row) => `${row.status} ${row.open}`)).toEqual(['open false', 'paused false', 'void false', 'open true']);
  });
});

describe('one door', () => {
  it('moves the records of a person who changes departments like any other write', async () => {
    const { values } = await ground();
    const made = await make(values);
    const { departments } = (await admin.get('/departments')).body;
    const north = departments.find((each: { name: string }) => each.name === '北京一部').id;
    const home = made.department;
    const me = (await sales.get('/me')).body.user;
    await admin.send('PATCH', `/people/${me}`, { department: north });
    const after = (await admin.get(`${records}/${made.id}`)).body;
    expect(after).toMatchObject({ version: 2, department: north });
    expect((await patch(made.id, { version: 1, values: { next_step: 'x' } })).status).toBe(409);
    const { entries } = (await admin.get(`${records}/${made.id}/history`)).body;
    expect(entries[0]).toMatchObject({
      kind: 'update',
      cause: { by: 'department', person: me },
      before: { department: home },
      after: { department: north },
    });
    await admin.send('PATCH', `/people/${me}`, { department: home });
    expect((await admin.get(`${records}/${made.id}`)).body).toMatchObject({ version: 3, department: home });
  });

  it('takes writes to several entities, of which one refers to another, all or nothing, by a given actor, clock and ids', async () => {
    const me = (await sales.get('/me')).body.user;
    const caller = await callerOf(server.pool, me, 'opportunity');
    const inApp = caller && (await enterApp(server, caller, 'opportunity'));
    if (!inApp) throw new Error('The sales person has no role');
    const now = '2031-05-06T07:08:09.010Z';
    let n = 0;
    const newId = () => `01970000-0000-7000-8000-${String(++n).padStart(12, '0')}`;
    const view = { ...inApp.view, principal: { ...inApp.view.principal, now, today: '2031-05-06' } };
    const context = {
      ...byPerson(server, { ...inApp, view }, { by: 'form' }),
      newId,
      actor: { kind: 'automation', key: 'convert' } as const,
    };
    const [customer, contact] = [newId(), newId()];
    const deal = (amount: string | null) => ({
      entity: 'opportunity',
      change: {
        kind: 'create' as const,
        values: {
          ...{ name: '转化', customer, decision_maker: contact, opportunity_type: 'new', amount },
          ...{ expected_close: '2031-12-31', pain_point: 'x', owner: me },
        },
      },
    });
    const writes = (amount: string | null) => [
      { entity: 'customer', change: { kind: 'create' as const, id: customer, values: { name: '转化客户', owner: me } } },
      { entity: 'contact', change: { kind: 'create' as const, id: contact, values: { name: '转化联系人', customer, owner: me } } },
      deal(amount),
    ];
    await expect(saveTogether(server, context, writes(null))).rejects.toMatchObject({ issues: [{ path: 'amount', code: 'required' }] });
    expect((await sales.get(`${app}/records/customer/${customer}`)).status).toBe(404);
    const written = await saveTogether(server, context, writes('5'));
    expect(written.map(({ entity, version }) => [entity, version])).toEqual([
      ['customer', 1],
      ['contact', 1],
      ['opportunity', 1],
    ]);
    expect(written[2]?.after.code).toMatch(/^OPP-\d{5}$/);
    const { rows } = await server.pool.query(
      `select l.entity, l.actor_kind, l.actor, to_char(l.valid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, o.keys
       from app_opportunity._ledger l join app_opportunity._outbox o on o.ledger = l.id where l.record = any($1::uuid[]) order by l.id`,
      [written.map((each) => each.id)],
    );
    expect(rows.map(({ keys: _, ...row }) => row)).toEqual(
      ['customer', 'contact', 'opportunity'].map((entity) => ({ entity, actor_kind: 'automation', actor: 'convert', at: now })),
    );
    expect(rows[1].keys.sort()).toEqual(['customer', 'department', 'name', 'owner']);
    await expect(save(context, [...writes('5')])).rejects.toThrow('Several changes at once need a transaction');
  });
});

describe('the time line', () => {
  it('says why, and calls stages and options what they were called then', async () => {
    const { values } = await ground();
    const made = await make({ ...values, next_step: '拜访', budget_confirmed: true });
    await move(made.id, { version: 1, stage: 'requirements' });
    const { definition: current, version } = (await admin.get(`${app}/draft`)).body as { definition: App; version: number };
    const renamed = updateStage(current, 'opportunity', 'standard', 'requirements', { name: { en: 'Discovery', 'zh-CN': '需求挖掘' } });
    await publish(server.pool, { key: 'opportunity', document: renamed, base: version, by: null });
    expect(entityOf(renamed, 'opportunity')?.process).toBeDefined();
    const { entries } = (await sales.get(`${records}/${made.id}/history`)).body;
    expect(entries[0]).toMatchObject({ cause: { by: 'move' }, labels: { stage: { requirements: { 'zh-CN': '需求确定' } } } });
    expect(entries[1]).toMatchObject({ cause: { by: 'form' }, labels: { opportunity_type: { new: { en: 'New business' } } } });
  });
});
