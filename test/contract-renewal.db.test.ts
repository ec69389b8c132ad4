import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { passes } from './support/automating.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const CONTRACTS = 250;
const demo = openDemo();

const DAY = 86_400_000;
const now = new Date().toISOString();
const day = (days: number) => new Date(Date.parse(now) + days * DAY).toISOString().slice(0, 10);
/** A moment after all that was asked for until now. */
const soon = () => new Date(Date.now() + 1000).toISOString();
const at = (days: number) => new Date(Date.parse(now) + days * DAY).toISOString();

interface Sample {
  readonly customer: string;
  readonly contact: string;
}
async function someone(owner = 'sales@demo.local'): Promise<Sample> {
  const [row] = await demo.ask(
    `select c.id::text as customer, k.id::text as contact from app_opportunity.customer c join app_opportunity.contact k on k.customer = c.id
     join pipewright.person p on p.user_id = c.owner join auth."user" u on u.id = p.user_id where u.email = $1 and c.deleted_at is null order by c.id limit 1`,
    [owner],
  );
  return row;
}

let count = 0;
const numbers = () => `T-${String(++count).padStart(5, '0')}`;
async function contract(client: TestClient, more: object = {}): Promise<{ id: string; version: number }> {
  const number = numbers();
  const values = { number, name: `Contract ${number}`, ...(await someone()), amount: '1000', start: day(-300), end: day(50), ...more };
  const made = await client.send('POST', `${APP}/records/contract`, { values });
  expect([made.status, made.text]).toEqual([201, expect.any(String)]);
  return made.body;
}
const renewals = async (id: string) =>
  demo.ask(
    'select id::text, owner, pipeline, stage, opportunity_type, amount::text, expected_close::text from app_opportunity.opportunity where contract = $1 and deleted_at is null',
    [id],
  );
const press = (client: TestClient, id: string) => client.send('POST', `${APP}/records/contract/${id}/press/renew_contract`, {});

describe('a contract that ends', () => {
  it('is renewed by one opportunity of its owner, in the pipeline of renewals, and never again', async () => {
    const sales = await clientFor(demo.server, 'sales@demo.local');
    const { id } = await contract(sales);
    const { owner } = (await demo.ask('select owner from app_opportunity.contract where id = $1', [id]))[0];
    await Promise.all([passes(demo.server, at(0)), passes(demo.server, at(0))]);
    const made = await renewals(id);
    expect(made).toEqual([
      {
        ...{ id: expect.any(String), owner, pipeline: 'renewal', stage: 'first_contact', opportunity_type: 'renewal' },
        ...{ amount: '1000', expected_close: day(50) },
      },
    ]);
    for (const days of [1, 5, 49]) await passes(demo.server, at(days));
    expect(await renewals(id)).toEqual(made);
  });

  it('waits until 60 days before, moves with its end, and is left alone where it is over, a draft or without an end', async () => {
    const far = await contract(demo.admin, { end: day(100) });
    const others = [
      await contract(demo.admin, { state: 'draft' }),
      await contract(demo.admin, { state: 'ended' }),
      await contract(demo.admin, { state: 'terminated' }),
      await contract(demo.admin, { end: null }),
    ];
    await passes(demo.server, at(1));
    expect(await renewals(far.id)).toEqual([]);
    const moved = await demo.admin.send('PATCH', `${APP}/records/contract/${far.id}`, { version: far.version, values: { end: day(30) } });
    expect(moved.status).toBe(200);
    await passes(demo.server, at(2));
    expect(await renewals(far.id)).toHaveLength(1);
    // It was put off after its renewal had been made: that one stays, and no other comes.
    const again = { version: moved.body.version, values: { end: day(200) } };
    expect((await demo.admin.send('PATCH', `${APP}/records/contract/${far.id}`, again)).status).toBe(200);
    await passes(demo.server, at(141));
    expect(await renewals(far.id)).toHaveLength(1);
    for (const { id } of others) expect(await renewals(id)).toEqual([]);
  });

  it('is renewed by hand before its time, and then not by itself', async () => {
    const sales = await clientFor(demo.server, 'sales@demo.local');
    const { id } = await contract(sales, { end: day(59) });
    expect((await press(sales, id)).status).toBe(200);
    await passes(demo.server, at(0));
    const [made] = await renewals(id);
    expect(made).toBeDefined();
    await press(sales, id);
    await passes(demo.server, at(3));
    expect(await renewals(id)).toEqual([made]);
    const told = await demo.ask(
      `select s.outcome, r.state from app_opportunity._run r join app_opportunity._run_step s on s.run = r.id where r.record = $1 and s.node = 'renew' order by s.at`,
      [id],
    );
    expect(told.map(({ outcome }) => outcome).filter((each) => each === 'done')).toHaveLength(1);
    expect(new Set(told.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'there']));
    expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['done']));
    // The one that there was is gone: another may be made by hand.
    const [{ version }] = await demo.ask('select version from app_opportunity.opportunity where id = $1', [made.id]);
    expect((await demo.admin.send('DELETE', `${APP}/records/opportunity/${made.id}`, { version })).status).toBeLessThan(300);
    await press(sales, id);
    await passes(demo.server, at(4));
    expect(await renewals(id)).toHaveLength(1);
  });

  it('is not renewed twice by a person, whether or not that person sees the other renewal', async () => {
    const { id } = await contract(demo.admin);
    const { customer, contact } = await someone();
    const values = {
      ...{ name: 'Again', customer, decision_maker: contact, opportunity_type: 'renewal', contract: id, amount: '1' },
      ...{ expected_close: day(30), pain_point: 'x', next_step: 'x' },
    };
    const first = await demo.admin.send('POST', `${APP}/records/opportunity`, { values });
    expect([first.status, first.text]).toEqual([201, expect.any(String)]);
    const second = await demo.admin.send('POST', `${APP}/records/opportunity`, { values });
    expect([second.status, second.body.issues]).toEqual([422, [expect.objectContaining({ code: 'value.unique', path: 'contract' })]]);
    const other = await demo.admin.send('POST', `${APP}/records/opportunity`, { values: { ...values, opportunity_type: 'new' } });
    expect(other.body.issues).toEqual([expect.objectContaining({ path: 'contract' })]);
  });

  it('has one renewal after 1,000 tries at once over 250 contracts, by itself, by hand and by the API', async () => {
    const sales = await clientFor(demo.server, 'sales@demo.local');
    const { customer, contact } = await someone();
    const made = await Promise.all(Array.from({ length: CONTRACTS }, () => contract(sales, { customer, contact })));
    const ids = made.map(({ id }) => id);
    const byHand = (id: string) =>
      sales.send('POST', `${APP}/records/opportunity`, {
        values: {
          ...{ name: `By hand ${id}`, customer, decision_maker: contact, opportunity_type: 'renewal', contract: id, amount: '1' },
          ...{ expected_close: day(30), pain_point: 'x', next_step: 'x' },
        },
      });
    const clocks = Array.from({ length: 4 }, () => passes(demo.server, soon()));
    const acts = ids.flatMap((id) => [press(sales, id), press(demo.admin, id), byHand(id)]);
    const answers = await Promise.all(acts);
    await Promise.all(clocks);
    await Promise.all(Array.from({ length: 3 }, () => passes(demo.server, soon())));
    expect(answers.filter(({ status }) => ![200, 201, 422].includes(status)).map(({ text }) => text)).toEqual([]);
    const found = await demo.ask(
      'select count(*)::int as n, count(distinct contract)::int as contracts from app_opportunity.opportunity where contract = any($1) and deleted_at is null',
      [ids],
    );
    expect(found).toEqual([{ n: CONTRACTS, contracts: CONTRACTS }]);
    const failed = await demo.ask(`select state, count(*)::int as n from app_opportunity._run where record = any($1) group by 1`, [ids]);
    expect(failed).toEqual([{ state: 'done', n: 3 * CONTRACTS }]);
  }, 120_000);

  it('is renewed by one row of a file, and not where it was renewed before', async () => {
    const { id } = await contract(demo.admin);
    const [{ name, customer, contact }] = await demo.ask(
      `select t.name, c.name as customer, k.name as contact from app_opportunity.contract t join app_opportunity.customer c on c.id = t.customer
       join app_opportunity.contact k on k.id = t.contact where t.id = $1`,
      [id],
    );
    const columns = [
      'name',
      'customer',
      'decision_maker',
      'opportunity_type',
      'contract',
      'amount',
      'expected_close',
      'pain_point',
      'next_step',
    ];
    const row = (title: string) => [title, customer, contact, 'Renewal', name, '5', day(30), 'x', 'x'].join();
    const imported = async (titles: string[]) => {
      const file = await demo.admin.send('POST', `${APP}/imports/opportunity`, [columns.join(), ...titles.map(row)].join('\n'));
      const targets = Object.fromEntries(columns.map((column) => [column, { column }]));
      const started = await demo.admin.send('POST', `${APP}/imports/${file.body.id}/run`, { targets });
      expect([started.status, started.text]).toEqual([202, expect.any(String)]);
      await expect.poll(async () => (await demo.admin.get(`${APP}/imports/${file.body.id}`)).body.state, { timeout: 20_000 }).toBe('done');
    };
    await imported(['From a file', 'From a file again']);
    expect(await renewals(id)).toHaveLength(1);
    await imported(['From another file']);
    await passes(demo.server, soon());
    expect(await renewals(id)).toHaveLength(1);
  });

  it('has one renewal where connections are cut while they are made', async () => {
    const made = await Promise.all(Array.from({ length: 60 }, () => contract(demo.admin)));
    const ids = made.map(({ id }) => id);
    const tries = Array.from({ length: 3 }, () => passes(demo.server, soon()).catch(() => undefined));
    const presses = ids.map((id) => press(demo.admin, id).catch(() => undefined));
    for (let cut = 0; cut < 6; cut += 1) {
      await sleep(60);
      await demo
        .ask('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
        .catch(() => undefined);
    }
    await Promise.all([...tries, ...presses]);
    // Runs that broke are tried again after a while.
    for (const minutes of [0, 1, 15, 90]) await passes(demo.server, new Date(Date.now() + minutes * 60_000 + 1000).toISOString());
    const [found] = await demo.ask(
      'select count(*)::int as n, count(distinct contract)::int as contracts from app_opportunity.opportunity where contract = any($1) and deleted_at is null',
      [ids],
    );
    expect(found).toEqual({ n: ids.length, contracts: ids.length });
  }, 120_000);

  it('belongs to nobody after its renewal where its owner works here no more', async () => {
    const { id } = await contract(demo.admin);
    const [{ user_id: gone }] = await demo.ask(
      `select p.user_id from pipewright.person p join pipewright.member m on m.user_id = p.user_id and m.role = 'sales' where p.active order by p.user_id limit 1`,
    );
    await demo.ask('update app_opportunity.contract set owner = $2 where id = $1', [id, gone]);
    await demo.ask('update pipewright.person set active = false where user_id = $1', [gone]);
    await passes(demo.server, at(0));
    expect((await renewals(id)).map(({ owner }) => owner)).toEqual([null]);
    await demo.ask('update pipewright.person set active = true where user_id = $1', [gone]);
  });
});
