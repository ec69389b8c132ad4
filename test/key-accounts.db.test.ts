import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { importEnd, stageFile } from './support/importing.ts';

const APP = '/apps/opportunity';
const CONTACTS = `${APP}/records/contact`;
const DEALS = `${APP}/records/opportunity`;
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let zh: TestClient;
let analyst: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, sales, zh, analyst] = await Promise.all([
    clientFor(server, 'admin@demo.local'),
    clientFor(server, 'sales@demo.local'),
    clientFor(server, 'sales@demo.local', 'zh-CN'),
    clientFor(server, 'analyst@demo.local'),
  ]);
});
afterAll(() => close());

interface Contact {
  readonly id: string;
  readonly version: number;
  readonly customer: string;
}
const codes = ({ body }: { body: { issues?: { path: string; code: string }[] } }) =>
  body.issues?.map(({ path, code }) => `${path}: ${code}`);
const customer = async () =>
  (await sales.send('POST', `${APP}/records/customer`, { values: { name: `客户 ${Math.random()}` } })).body.id as string;
const contact = async (whose: string, values: object = {}, client = sales) =>
  (await client.send('POST', CONTACTS, { values: { name: `人 ${Math.random()}`, customer: whose, ...values } })).body as Contact;
const now = async ({ id }: Pick<Contact, 'id'>) => (await admin.get(`${CONTACTS}/${id}`)).body as Contact & { reports_to: string | null };
const change = async (who: Contact, values: object, client = sales) =>
  client.send('PATCH', `${CONTACTS}/${who.id}`, { version: (await now(who)).version, values });
/** Three people of a customer, each of whom reports to the one before. */
async function chain() {
  const whose = await customer();
  const top = await contact(whose);
  const middle = await contact(whose, { reports_to: top.id });
  const low = await contact(whose, { reports_to: middle.id });
  return { whose, top, middle, low };
}

describe('who reports to whom', () => {
  it('never goes round in a circle, however long, nor straight back', async () => {
    const { top, middle, low } = await chain();
    for (const below of [low, middle, top]) expect(codes(await change(top, { reports_to: below.id }))).toEqual(['reports_to: map.loop']);
    const said = await change(top, { reports_to: low.id }, zh);
    expect(said.body.issues[0].message).toBe('“直接上级”不能这样设置：上下级关系会形成循环。');
    expect([said.status, (await now(top)).reports_to]).toEqual([422, null]);
    expect((await change(low, { reports_to: top.id })).status).toBe(200);
  });

  it('is among people of one customer, from the one side as from the other', async () => {
    const { top, middle, low } = await chain();
    const other = await contact(await customer());
    expect(codes(await change(low, { reports_to: other.id }))).toEqual(['reports_to: constraint.failed']);
    expect(codes(await change(middle, { customer: other.customer }))).toEqual(['reports_to: constraint.failed']);
    expect(codes(await change(top, { customer: other.customer }))).toEqual(['customer: map.followed']);
    expect(codes(await change(middle, { customer: other.customer, reports_to: null }))).toEqual(['customer: map.followed']);
    expect((await change(low, { customer: other.customer, reports_to: other.id })).status).toBe(200);
  });

  it('is kept where many are changed together: who would close a circle stays as it is', async () => {
    const { whose, top, middle, low } = await chain();
    const peer = await contact(whose);
    const records = [top.id, peer.id, low.id];
    const { body } = await sales.send('POST', `${CONTACTS}/together`, { records, run: 'r'.repeat(20), values: { reports_to: middle.id } });
    expect([body.done, body.same, body.refused.length]).toEqual([1, 1, 1]);
    expect(body.refused[0]).toMatchObject({ count: 1, faults: [{ path: 'reports_to', code: 'map.loop' }], records: [{ id: top.id }] });
    expect([(await now(top)).reports_to, (await now(peer)).reports_to]).toEqual([null, middle.id]);
  });

  it('is kept by an import, row by row', async () => {
    const { whose, low } = await chain();
    const other = await contact(await customer());
    const name = async (path: string) => (await admin.get(`${APP}/records/${path}`)).body.name;
    const [company, here, elsewhere] = [
      await name(`customer/${whose}`),
      await name(`contact/${low.id}`),
      await name(`contact/${other.id}`),
    ];
    const staged = await stageFile(
      sales,
      `${APP}/imports/contact`,
      `Name,Customer,Above\nA,${company},${here}\nB,${company},${elsewhere}\n`,
    );
    const targets = { name: { column: 'Name' }, customer: { column: 'Customer' }, reports_to: { column: 'Above' } };
    await sales.send('POST', `${APP}/imports/${staged.id}/run`, { targets });
    const end = await importEnd(sales, `${APP}/imports/${staged.id}`);
    expect([end.state, end.done, end.refused]).toEqual(['done', 1, 1]);
  });

  it('is kept when two people draw at the same moment what is a circle only together', async () => {
    for (let round = 0; round < 8; round += 1) {
      const whose = await customer();
      const [one, two] = [await contact(whose), await contact(whose)];
      const send = (who: Contact, to: Contact, client: TestClient) =>
        client.send('PATCH', `${CONTACTS}/${who.id}`, { version: who.version, values: { reports_to: to.id } });
      const answers = await Promise.all([send(one, two, sales), send(two, one, admin)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    }
  });

  it('is kept when one leaves for another customer while somebody is put below', async () => {
    const other = await customer();
    for (let round = 0; round < 8; round += 1) {
      const whose = await customer();
      const [one, two] = [await contact(whose), await contact(whose)];
      await Promise.all([
        sales.send('PATCH', `${CONTACTS}/${one.id}`, { version: 1, values: { reports_to: two.id } }),
        admin.send('PATCH', `${CONTACTS}/${two.id}`, { version: 1, values: { customer: other } }),
      ]);
      const [below, above] = [await now(one), await now(two)];
      expect(below.reports_to === null || below.customer === above.customer).toBe(true);
    }
  });

  it('is drawn by whoever may change it, and by nobody else', async () => {
    const { top, low } = await chain();
    expect((await change(low, { reports_to: top.id }, analyst)).status).toBe(403);
  });
});

describe('to whom a deal was lost', () => {
  const deal = async () => {
    const { whose, top } = await chain();
    const values = {
      ...{ name: `商机 ${Math.random()}`, customer: whose, opportunity_type: 'new', amount: '1000', expected_close: '2027-01-31' },
      ...{ decision_maker: top.id, pain_point: 'x' },
    };
    return (await sales.send('POST', DEALS, { values })).body as Contact;
  };
  const lose = ({ id, version }: Contact, values: object, client = sales) =>
    client.send('POST', `${DEALS}/${id}/move`, { version, status: 'lost', values });

  it('is asked for where the reason says so, by a move, by many together and afterwards', async () => {
    const one = await deal();
    const asked = await lose(one, { lost_reason: 'competitor' }, zh);
    expect([asked.status, codes(asked)]).toEqual([422, ['lost_to: lost.required']]);
    expect(asked.body.issues[0].message).toBe('还不能标记输单：请选择“输给的竞争对手”。');
    const together = { records: [one.id], run: 'r'.repeat(20), status: 'lost', values: { lost_reason: 'competitor' } };
    const { body } = await sales.send('POST', `${DEALS}/together`, together);
    expect([body.done, body.refused[0].faults[0].path]).toEqual([0, 'lost_to']);
    const lost = await lose(one, { lost_reason: 'competitor', lost_to: 'fxiaoke' });
    expect(lost.body).toMatchObject({ status: 'lost', lost_to: 'fxiaoke' });
    const emptied = await sales.send('PATCH', `${DEALS}/${one.id}`, { version: lost.body.version, values: { lost_to: null } });
    expect(codes(emptied)).toEqual(['lost_to: kept.required']);
    expect((await lose(await deal(), { lost_reason: 'price' })).status).toBe(200);
  });
});

describe('how a customer buys', () => {
  it('is read with the deal, and is not for who may not read customers', async () => {
    const whose = await customer();
    const { version } = (await sales.get(`${APP}/records/customer/${whose}`)).body;
    const values = { procurement: 'tender', budget_months: ['m10', 'm11'], approval_steps: '三级审批' };
    await sales.send('PATCH', `${APP}/records/customer/${whose}`, { version, values });
    const who = await contact(whose, { attitude: 'supports' });
    const made = await sales.send('POST', DEALS, {
      values: {
        ...{ name: '采购', customer: whose, opportunity_type: 'new', amount: '1', expected_close: '2027-01-31' },
        ...{ decision_maker: who.id, pain_point: 'x' },
      },
    });
    const read = (await sales.get(`${DEALS}/${made.body.id}`)).body;
    expect(read.$far).toMatchObject({
      'customer.procurement': 'tender',
      'customer.budget_months': ['m10', 'm11'],
      'customer.approval_steps': '三级审批',
      'decision_maker.attitude': 'supports',
    });
  });
});
