import { beforeAll, expect, it } from 'vitest';
import { type Approver, approvalDesk, approvalFlow, hire } from './support/approving.ts';
import { automate } from './support/automating.ts';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const DEALS = `${APP}/records/opportunity`;
const demo = openDemo();
let seller: TestClient;
let own: string;
let [amy, ben, cat]: Approver[] = [];
let desk: ReturnType<typeof approvalDesk>;

const codes = ({ body }: Answer) => (body?.issues ?? []).map(({ code }: { code: string }) => code);
const people = () => [amy, ben, cat] as [Approver, Approver, Approver];

beforeAll(async () => {
  seller = await clientFor(demo.server, 'sales@demo.local');
  own = (await seller.get('/me')).body.user;
  [amy, ben, cat] = await hire(demo.server, ['Amy', 'Ben', 'Cat']);
  desk = approvalDesk(demo.server, demo.admin);
});

/** Asks everybody who manages, by a flow of these settings, about a fresh deal of the seller's. */
async function asked(settings: Partial<Parameters<typeof approvalFlow>[0]> = {}, values: object = {}) {
  await automate(demo.admin, [approvalFlow({ to: [{ kind: 'role', role: 'manager' }], ...settings })]);
  const record = await desk.deal(seller, values);
  expect((await desk.press(seller, record.id)).status).toBe(200);
  await desk.settle();
  const [approval] = await desk.of(seller, record.id);
  if (!approval) throw new Error('Nothing was asked');
  return { record: record.id, id: approval.id, approval };
}

it('asks whom its step means, tells them, and goes on by what one of them decides', async () => {
  const [a, b] = people();
  const { record, id, approval } = await asked();
  expect(approval).toMatchObject({
    phase: 'open',
    starter: { id: own },
    text: 'Is A deal all right?',
    automation: 'Consent',
    needed: 1,
    missing: 1,
    locked: true,
  });
  expect(approval.asked.map(({ name }) => name)).toEqual(expect.arrayContaining(['Amy', 'Ben', 'Cat']));
  expect(await desk.told(a.user, record)).toEqual(['approval']);
  expect((await desk.todo(a.client)).find((each) => each.id === id)?.may).toEqual([
    'approve',
    'reject',
    'return',
    'transfer',
    'add',
    'comment',
  ]);
  expect((await desk.one(seller, id)).may).toEqual(['withdraw', 'urge', 'comment']);
  expect((await desk.decide(a.client, id, 'approve')).body).toMatchObject({ phase: 'approved', missing: 0 });
  expect([codes(await desk.decide(b.client, id, 'approve')), codes(await desk.decide(a.client, id, 'approve'))]).toEqual([
    ['approval.closed'],
    ['approval.closed'],
  ]);
  await desk.settle();
  expect([await desk.came(record), await desk.told(own, record)]).toEqual(['approved', expect.arrayContaining(['approvalApproved'])]);
  expect((await a.client.get(`${APP}/approvals`, { show: 'done' })).body.approvals[0].id).toBe(id);
  expect((await seller.get(`${APP}/approvals`, { show: 'mine' })).body.approvals[0].id).toBe(id);
});

it('takes no decision on what was not seen, and is void once what it is bound to has changed', async () => {
  const [a] = people();
  const { record, id } = await asked({ unlocked: true });
  const { digest } = await desk.one(a.client, id);
  expect((await desk.change(seller, record, { pain_point: 'y' })).status).toBe(200);
  expect((await desk.one(a.client, id)).digest).toBe(digest);
  expect((await desk.change(seller, record, { amount: '2000' })).status).toBe(200);
  expect(codes(await desk.act(a.client, id, { act: 'approve', digest }))).toEqual(['approval.changed']);
  expect(await desk.one(a.client, id)).toMatchObject({ phase: 'voided', before: { amount: '1000' } });
  await desk.settle();
  expect([await desk.came(record), await desk.told(own, record)]).toEqual(['withdrawn', expect.arrayContaining(['approvalVoided'])]);
});

it('is void by itself where the record changes and nobody decides; a change there and back is none', async () => {
  const { record, id } = await asked({ unlocked: true });
  await desk.change(seller, record, { amount: '2000' });
  await desk.settle();
  expect([(await desk.one(seller, id)).phase, await desk.came(record)]).toEqual(['voided', 'withdrawn']);
});

it('keeps what it is bound to as it is by every door, until it is decided', async () => {
  const [a] = people();
  const { record, id } = await asked();
  const { version } = (await seller.get(`${DEALS}/${record}`)).body;
  const locked = ['approval.locked'];
  const asks: [string, string, object][] = [
    ['PATCH', `${DEALS}/${record}`, { version, values: { amount: '2' } }],
    ['POST', `${DEALS}/${record}/move`, { version, status: 'lost', reason: 'x', values: { name: 'Other' } }],
  ];
  for (const [method, url, body] of asks)
    for (const who of [seller, a.client, demo.admin]) expect([url, codes(await who.send(method, url, body))]).toEqual([url, locked]);
  const together = await demo.admin.send('POST', `${DEALS}/together`, { records: [record], values: { amount: '3' } });
  expect(JSON.stringify(together.body)).toContain('approval.locked');
  expect(codes(await demo.admin.send('DELETE', `${DEALS}/${record}`, { version }))).toEqual(['approval.locked_all']);
  expect((await desk.change(seller, record, { pain_point: 'changed' })).status).toBe(200);
  expect((await desk.change(demo.admin, record, { owner: a.user })).status).toBe(200);
  expect((await desk.decide(a.client, id, 'approve')).status).toBe(200);
  expect((await desk.change(demo.admin, record, { amount: '4' })).status).toBe(200);
});

it('locks all of a record that names no fields, where it stands too, but whose it is', async () => {
  const [a] = people();
  const { record } = await asked({ binds: undefined });
  expect(codes(await desk.change(seller, record, { pain_point: 'y' }))).toEqual(['approval.locked']);
  const { version } = (await demo.admin.get(`${DEALS}/${record}`)).body;
  expect(
    codes(await demo.admin.send('POST', `${DEALS}/${record}/move`, { version, status: 'paused', reason: 'budget', until: '2031-01-01' })),
  ).toContain('approval.locked');
  expect((await desk.change(demo.admin, record, { owner: a.user })).status).toBe(200);
});

it('is returned, changed and asked for again, with what differs, and all who agreed are asked anew', async () => {
  const [a, b] = people();
  const { record, id } = await asked({ mode: 'all' });
  expect((await desk.decide(b.client, id, 'approve')).status).toBe(200);
  expect((await desk.decide(a.client, id, 'return', 'Too cheap')).body).toMatchObject({ phase: 'returned', locked: false });
  expect(await desk.told(own, record)).toContain('approvalReturned');
  expect((await desk.one(seller, id)).may).toEqual(['withdraw', 'resubmit', 'comment']);
  expect((await desk.change(seller, record, { amount: '5000' })).status).toBe(200);
  const again = await desk.act(seller, id, { act: 'resubmit', note: 'Now' });
  expect(again.body).toMatchObject({ phase: 'open', approved: 0, before: { amount: '1000' }, values: { amount: '5000' } });
  expect(again.body.story.map(({ kind }: { kind: string }) => kind)).toEqual(['asked', 'approve', 'return', 'resubmit']);
  expect((await desk.todo(b.client)).some((each) => each.id === id)).toBe(true);
});

it('asks in turn, is handed on, and asks whom an approver adds before and after', async () => {
  const [a, b, c] = people();
  const { id } = await asked({ to: [{ kind: 'field', field: 'owner' } as never, { kind: 'manager', up: 2 }], own: true, mode: 'turn' });
  expect((await desk.one(seller, id)).asked.map(({ id: user }: { id: string }) => user)).toEqual([own]);
  expect((await desk.decide(seller, id, 'approve')).status).toBe(200);
  const boss = await clientFor(demo.server, 'manager@demo.local');
  expect((await desk.act(boss, id, { act: 'transfer', to: a.user, note: 'Yours' })).body).toMatchObject({ asked: [{ id: a.user }] });
  expect(codes(await desk.decide(boss, id, 'approve'))).toEqual(['approval.not_yours']);
  const { digest } = await desk.one(a.client, id);
  expect((await desk.act(a.client, id, { act: 'add', place: 'before', people: [b.user], digest })).body).toMatchObject({
    asked: [{ id: b.user }],
    later: [{ id: a.user }],
  });
  expect(codes(await desk.decide(a.client, id, 'approve'))).toEqual(['approval.not_now']);
  expect((await desk.decide(b.client, id, 'approve')).status).toBe(200);
  expect((await desk.act(a.client, id, { act: 'add', place: 'after', people: [c.user], digest })).body).toMatchObject({
    phase: 'open',
    asked: [{ id: c.user }],
  });
  expect((await desk.decide(c.client, id, 'approve')).body.phase).toBe('approved');
});

it('never lets who began it decide, nor anybody for them, unless it may', async () => {
  const { id } = await asked({ to: [{ kind: 'owner' }] });
  expect((await desk.one(seller, id)).escalated).toBe(true);
  expect(codes(await desk.decide(seller, id, 'approve'))).toEqual(['approval.self']);
  const { digest } = await desk.one(demo.admin, id);
  expect((await desk.todo(demo.admin)).find((each) => each.id === id)?.may).toEqual(['decide', 'comment']);
  expect((await desk.act(demo.admin, id, { act: 'decide', decision: 'approve', digest, note: 'Nobody else' })).body.phase).toBe('approved');
  const { id: mine } = await asked({ to: [{ kind: 'owner' }], own: true });
  expect((await desk.decide(seller, mine, 'approve')).body.phase).toBe('approved');
});

it('asks who leads them where one who is asked works here no more, has no role, or may not see the record', async () => {
  const [ed] = (await hire(demo.server, ['Ed'])) as [Approver];
  const { record, id } = await asked({ mode: 'all' });
  await demo.ask('update pipewright.person set active = false where user_id = $1', [ed.user]);
  expect((await desk.decide(ed.client, id, 'approve')).status).toBe(401);
  await desk.settle();
  const now = await desk.one(seller, id);
  expect(now.asked.map(({ id: user }: { id: string }) => user)).not.toContain(ed.user);
  expect(now.story.filter(({ kind }: { kind: string }) => kind === 'gone')).toMatchObject([{ instead: { id: ed.user } }]);
  const [fay] = (await hire(demo.server, ['Fay'])) as [Approver];
  expect((await desk.decide(fay.client, id, 'approve')).body.issues[0].code).toBe('approval.not_yours');
  expect((await desk.act(people()[0].client, id, { act: 'transfer', to: ed.user })).body.issues[0].code).toBe('approval.nobody');
  expect(record).toBeTruthy();
});

it('lets somebody decide for who is away, in their own name, and not for who began it', async () => {
  const [a] = people();
  const [gil] = (await hire(demo.server, ['Gil'], 'analyst')) as [Approver];
  const { id } = await asked({ mode: 'all' });
  const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
  expect(codes(await a.client.send('PUT', `${APP}/away`, { away: { from: day(-1), until: day(1), to: a.user } }))).toEqual(['away.self']);
  expect((await a.client.send('PUT', `${APP}/away`, { away: { from: day(-1), until: day(1), to: gil.user } })).status).toBe(200);
  expect((await gil.client.get(`${APP}/away`)).body.instead).toMatchObject([{ person: { id: a.user } }]);
  expect((await desk.one(gil.client, id)).instead).toMatchObject({ id: a.user });
  const { story } = (await desk.decide(gil.client, id, 'approve')).body;
  expect(story.at(-1)).toMatchObject({ kind: 'approve', by: { id: gil.user }, instead: { id: a.user } });
  expect((await a.client.send('PUT', `${APP}/away`, { away: null })).status).toBe(200);
  expect(codes(await desk.decide(gil.client, id, 'approve'))).toEqual(['approval.not_yours']);
});

it('is taken back by who began it, and by nobody else; a run that is ended or skipped ends it too', async () => {
  const [a] = people();
  const { record, id } = await asked();
  expect(codes(await desk.act(a.client, id, { act: 'withdraw' }))).toEqual(['approval.not_yours']);
  expect((await desk.act(seller, id, { act: 'withdraw' })).body.phase).toBe('withdrawn');
  await desk.settle();
  expect(await desk.came(record)).toBe('withdrawn');
  const other = await asked();
  const [run] = (await demo.admin.get(`${APP}/runs`, { record: other.record })).body.runs;
  expect(run.state).toBe('asleep');
  expect((await demo.admin.send('POST', `${APP}/runs/${run.id}/end`, { note: 'Enough' })).status).toBe(200);
  expect((await desk.one(seller, other.id)).phase).toBe('withdrawn');
  expect((await desk.change(seller, other.record, { amount: '9' })).status).toBe(200);
});

it('reminds, asks above, agrees or refuses where nobody decides in time, in working time', async () => {
  const later = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
  const deadline = (lapse: 'remind' | 'escalate' | 'approve' | 'reject') => ({ deadline: { after: 2, unit: 'hours', lapse } }) as const;
  const [a] = people();
  const reminded = await asked(deadline('remind'));
  expect(reminded.approval).toMatchObject({ lapse: 'remind', due: expect.any(String) });
  await desk.settle(later(3));
  expect(await desk.told(a.user, reminded.record)).toEqual(['approval', 'approvalLate']);
  for (const [lapse, phase] of [
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ] as const) {
    const { id } = await asked(deadline(lapse));
    await desk.settle(later(3));
    expect((await desk.one(seller, id)).phase).toBe(phase);
  }
  // Nobody is left who could have said no.
  const alone = await asked({ to: [{ kind: 'owner' }], ...deadline('approve') });
  await desk.settle(later(30));
  expect((await desk.one(seller, alone.id)).phase).toBe('open');
});

it('urges once in an hour, says what is said, and decides many at once', async () => {
  const [a] = people();
  const { record, id } = await asked();
  expect((await desk.act(seller, id, { act: 'urge' })).status).toBe(200);
  expect(codes(await desk.act(seller, id, { act: 'urge' }))).toEqual(['approval.urged']);
  expect(await desk.told(a.user, record)).toEqual(['approval', 'approvalUrged']);
  expect((await desk.act(seller, id, { act: 'comment', note: 'Please' })).body.story.at(-1)).toMatchObject({
    kind: 'comment',
    note: 'Please',
  });
  const { digest } = await desk.one(a.client, id);
  const other = await asked();
  const batch = {
    act: 'approve',
    approvals: [
      { id, digest },
      { id: other.id, digest: 'old' },
    ],
  };
  const done = await a.client.send('POST', `${APP}/approvals/decide`, batch);
  expect(done.body).toMatchObject({ decided: [id], refused: [{ id: other.id, message: expect.stringContaining('changed') }] });
});

it('shows nothing of a record that is out of sight, to whoever asks', async () => {
  const [stranger] = (await hire(demo.server, ['Hal'], 'sales')) as [Approver];
  const { id, record } = await asked();
  expect((await stranger.client.get(`${APP}/approvals/${id}`)).status).toBe(404);
  expect((await stranger.client.get(`${DEALS}/${record}/approvals`)).status).toBe(404);
  expect((await desk.act(stranger.client, id, { act: 'comment', note: 'x' })).status).toBe(404);
  expect(codes(await desk.act(people()[0].client, id, { act: 'transfer', to: stranger.user }))).toEqual(['approval.nobody']);
});

it('says about which entities people are asked, also where the flow that asked is gone and its answer is not there yet', async () => {
  const [a] = people();
  const approves = async () => (await a.client.get(`${APP}/definition`)).body.approves;
  const { id } = await asked();
  expect(await approves()).toEqual(['opportunity']);
  await automate(demo.admin, []);
  expect(await approves()).toEqual(['opportunity']);
  for (const each of await desk.todo(a.client)) await desk.decide(a.client, each.id, 'approve');
  expect((await desk.one(a.client, id)).phase).toBe('approved');
  await demo.ask(`update app_opportunity._approval set ended_at = now() where ended_at is null`, []);
  expect(await approves()).toBeUndefined();
});
