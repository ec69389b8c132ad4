import { expect, it } from 'vitest';
import type { Answer, TestClient } from './support/client.ts';
import { clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';
import { STANDARD } from './support/standard.ts';

const APP = '/apps/opportunity';
const DEALS = `${APP}/records/opportunity`;
const demo = openDemo();
const codes = ({ body }: Answer) => (body?.issues ?? []).map(({ code }: { code: string }) => code);
const at = (email: string) => clientFor(demo.server, email);

/** Somebody who sells, and who leads that person's department. */
async function pair(): Promise<{ readonly seller: TestClient; readonly leader: TestClient; readonly user: string }> {
  const [seller, leader] = [await at('sales@demo.local'), await at('manager@demo.local')];
  return { seller, leader, user: (await seller.get('/me')).body.user };
}

async function deal(seller: TestClient, values: object = {}): Promise<{ id: string; version: number }> {
  const [contact] = (await seller.get(`${APP}/records/contact`, { limit: 1, filter: STANDARD })).body.records;
  const made = await seller.send('POST', DEALS, {
    values: {
      ...{ name: 'Held up', customer: contact.customer, opportunity_type: 'new', amount: '1000', expected_close: '2027-01-31' },
      ...{ decision_maker: contact.id, pain_point: 'x', ...values },
    },
  });
  if (made.status !== 201) throw new Error(made.text);
  return made.body;
}

const stands = async (id: string) =>
  (await demo.ask('select stage, status, version from app_opportunity.opportunity where id = $1', [id]))[0];
const ask = (client: TestClient, { id, version }: { id: string; version: number }, wish: object = { stage: 'proposal' }) =>
  client.send('POST', `${DEALS}/exceptions`, { record: id, version, note: 'The customer wants it at once', ...wish });
const answer = (client: TestClient, id: string, body: object) => client.send('POST', `${APP}/exceptions/${id}/answer`, body);

it('lets a record past what its way asks for when somebody with the right says so, and tells both', async () => {
  const { seller, leader, user } = await pair();
  const made = await deal(seller);
  const refused = await seller.send('POST', `${DEALS}/${made.id}/move`, { version: made.version, stage: 'proposal' });
  expect(refused.status).toBe(422);
  const asked = await ask(seller, made);
  expect([asked.status, await stands(made.id)]).toMatchObject([201, { stage: 'first_contact' }]);
  const { toAnswer } = (await leader.get(`${APP}/exceptions`)).body;
  const mine = toAnswer.find(({ id }: { id: string }) => id === asked.body.id);
  expect(mine).toMatchObject({
    ...{ record: made.id, title: 'Held up', version: made.version, by: { id: user }, note: 'The customer wants it at once' },
    ...{ from: 'First contact', to: 'Proposal', state: 'asked', mayAnswer: true, mayWithdraw: false },
  });
  expect(mine.missing).toEqual(refused.body.issues.map(({ message }: { message: string }) => message));
  const told = await demo.ask(
    `select n.person, m.role from pipewright.notice n join pipewright.member m on m.user_id = n.person and m.app = n.app
    where n.kind = 'exception' and n.record = $1`,
    [made.id],
  );
  expect(told).toEqual([{ person: expect.any(String), role: 'manager' }]);
  expect((await answer(leader, asked.body.id, { grant: true, version: made.version, note: 'Once' })).status).toBe(200);
  expect(await stands(made.id)).toMatchObject({ stage: 'proposal', version: made.version + 1 });
  expect((await seller.get(`${APP}/notices`)).body.notices[0]).toMatchObject({ kind: 'exceptionGranted', about: { note: 'Once' } });
  const { entries } = (await seller.get(`${DEALS}/${made.id}/history`)).body;
  const leaderId = (await leader.get('/me')).body.user;
  expect(entries[0]).toMatchObject({ kind: 'move', actor: { kind: 'person', id: user }, cause: { by: 'exception', person: leaderId } });
  const kept = (await seller.get(`${DEALS}/${made.id}/exceptions`)).body.exceptions;
  expect(kept).toMatchObject([{ state: 'granted', answer: 'Once', answeredBy: { id: leaderId }, mayAnswer: false }]);
  expect(codes(await answer(leader, asked.body.id, { grant: true, version: made.version + 1 }))).toEqual(['exception.answered']);
});

it('lets nobody grant what is one’s own, without the right, or out of sight, and tells nobody else of it', async () => {
  const { seller, leader } = await pair();
  const made = await deal(seller);
  const { id } = (await ask(seller, made)).body;
  const [own, admin] = [await answer(seller, id, { grant: true, version: made.version }), await at('admin@demo.local')];
  expect([own.status, codes(own)]).toEqual([403, ['denied.except']]);
  const others = await demo.ask(
    `select u.email, m.role from pipewright.member m join auth."user" u on u.id = m.user_id where m.app = 'opportunity' and m.role in ('sales', 'analyst', 'manager')`,
  );
  const leaderId = (await leader.get('/me')).body.user;
  for (const { email } of others) {
    const client = await at(email);
    const { user } = (await client.get('/me')).body ?? {};
    // Most people of the sample have no password.
    if (user === undefined || user === leaderId || user === (await seller.get('/me')).body.user) continue;
    const sees = (await client.get(`${DEALS}/${made.id}`)).status === 200;
    const may = (await client.get(`${APP}/exceptions`)).body.toAnswer.some((each: { id: string }) => each.id === id);
    const told = await answer(client, id, { grant: true, version: made.version });
    if (may) expect(sees).toBe(true);
    else expect([email, told.status, (await client.get(`${APP}/exceptions/${id}`)).status === 200]).toEqual([email, 404, sees]);
    if (may) break;
  }
  expect(await stands(made.id)).toMatchObject({ stage: expect.stringMatching(/first_contact|proposal/) });
  expect((await admin.get(`${DEALS}/${made.id}/exceptions`)).body.exceptions).toHaveLength(1);
});

it('grants it for the record as it was looked at, and for nothing that came to be missing since', async () => {
  const { seller, leader } = await pair();
  const made = await deal(seller, { budget_confirmed: true });
  const { id } = (await ask(seller, made)).body;
  const changed = await seller.send('PATCH', `${DEALS}/${made.id}`, { version: made.version, values: { amount: '9000000' } });
  expect(codes(await answer(leader, id, { grant: true, version: made.version }))).toEqual(['version.conflict']);
  expect(codes(await answer(leader, id, { grant: true }))).toEqual(['version.missing']);
  const emptied = await seller.send('PATCH', `${DEALS}/${made.id}`, { version: changed.body.version, values: { budget_confirmed: false } });
  expect([codes(await answer(leader, id, { grant: true, version: emptied.body.version })), await stands(made.id)]).toMatchObject([
    ['exception.more'],
    { stage: 'first_contact' },
  ]);
  expect((await answer(leader, id, { grant: false, note: 'No' })).status).toBe(200);
  expect((await seller.get(`${APP}/notices`)).body.notices[0]).toMatchObject({ kind: 'exceptionDenied', about: { note: 'No' } });
});

it('is not asked for where nothing or something else is in the way, twice at once, or where nobody grants it', async () => {
  const { seller } = await pair();
  const made = await deal(seller, { budget_confirmed: true, next_step: 'x' });
  expect(codes(await ask(seller, made, { stage: 'first_contact' }))).toEqual(['exception.needless']);
  expect(codes(await ask(seller, made, { stage: 'nowhere' }))).toEqual(['stage.unknown']);
  expect(codes(await ask(seller, { ...made, version: 99 }))).toEqual(['version.conflict']);
  const both = await Promise.all([ask(seller, made, { stage: 'negotiation' }), ask(seller, made, { stage: 'negotiation' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  expect(codes(await seller.send('POST', `${APP}/records/customer/exceptions`, { values: {}, note: 'x' }))).toEqual(['exception.off']);
  const [{ id }] = (await seller.get(`${APP}/exceptions`)).body.mine.filter(({ record }: { record: string }) => record === made.id);
  expect((await seller.send('POST', `${APP}/exceptions/${id}/withdraw`)).status).toBe(200);
  expect((await ask(seller, made, { stage: 'negotiation' })).status).toBe(201);
});

it('is granted once by two at once, and is spent: the way through the stage again is judged anew, and winning looks past it', async () => {
  const { seller, leader } = await pair();
  const admin = await at('admin@demo.local');
  const made = await deal(seller);
  const { id } = (await ask(seller, made)).body;
  const both = await Promise.all(
    [leader, admin, leader, admin].map((client) => answer(client, id, { grant: true, version: made.version })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
  // What winning looks back at on the way there is not asked for anew; what lies ahead is.
  const winning = await seller.send('POST', `${DEALS}/${made.id}/move`, { version: made.version + 1, status: 'won' });
  const stages = winning.body.issues
    .map(({ message }: { message: string }) => message)
    .filter((text: string) => text.includes('First contact'));
  expect([winning.status, stages, winning.body.issues.length > 0]).toEqual([422, [], true]);
  const back = await seller.send('POST', `${DEALS}/${made.id}/move`, { version: made.version + 1, stage: 'first_contact' });
  expect(back.status).toBe(200);
  const again = await seller.send('POST', `${DEALS}/${made.id}/move`, { version: back.body.version, stage: 'proposal' });
  expect([again.status, (await stands(made.id)).stage]).toEqual([422, 'first_contact']);
});

it('lets a new record begin where it may not come in, for who leads its maker, who sees it before it is made', async () => {
  const { seller, leader } = await pair();
  const plain = await deal(seller);
  const { customer, decision_maker } = (await seller.get(`${DEALS}/${plain.id}`)).body;
  const values = {
    ...{ name: 'New', customer, decision_maker, opportunity_type: 'new', amount: '1000', expected_close: '2027-01-31', pain_point: 'x' },
  };
  const body = { values, stage: 'proposal', note: 'They were ours before' };
  const asked = await seller.send('POST', `${DEALS}/exceptions`, body);
  expect(asked.status).toBe(201);
  expect(codes(await seller.send('POST', `${DEALS}/exceptions`, body))).toEqual(['exception.asked']);
  const shown = (await leader.get(`${APP}/exceptions/${asked.body.id}`)).body;
  expect(shown).toMatchObject({
    exception: { record: null, title: 'New', to: 'Proposal', from: null },
    record: { name: 'New', stage: 'proposal' },
  });
  expect((await demo.ask(`select 1 from app_opportunity.opportunity where name = 'New'`)).length).toBe(0);
  expect((await answer(leader, asked.body.id, { grant: true })).status).toBe(200);
  const { user } = (await seller.get('/me')).body;
  expect(await demo.ask(`select owner, stage from app_opportunity.opportunity where name = 'New'`)).toEqual([
    { owner: user, stage: 'proposal' },
  ]);
});
