import { type App, switchPart } from '@pipewright/definition';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const demo = openDemo();
const ROLES = ['admin', 'manager', 'sales', 'analyst'] as const;

/** A deal of the sales person and all that came of it, made by the administrator, each owned by whom it is said to be. */
const made: Record<string, string> = {};

async function make(client: TestClient, entity: string, values: object): Promise<string> {
  const answer = await client.send('POST', `${APP}/records/${entity}`, { values });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body.id;
}
const owner = async (email: string) =>
  (await demo.ask(`select p.user_id from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = $1`, [email]))[0]
    .user_id;
async function publish(change: (app: App) => App): Promise<void> {
  const { definition, revision } = (await demo.admin.get(`${APP}/draft`)).body;
  const [{ version: base }] = (await demo.admin.get(`${APP}/versions`)).body.versions;
  const saved = await demo.admin.send('PUT', `${APP}/draft`, { definition: change(definition), revision });
  expect([saved.status, saved.text]).toEqual([200, expect.any(String)]);
  const published = await demo.admin.send('POST', `${APP}/publish`, { base, revision: saved.body.revision });
  expect([published.status, published.text]).toEqual([200, expect.any(String)]);
}
const steps = async (client: TestClient, entity: string, id: string) =>
  (await client.get(`${APP}/records/${entity}/${id}/origins`)).body.steps;

beforeAll(async () => {
  const tables = await demo.ask(
    `select table_name from information_schema.tables where table_schema = 'app_opportunity' and table_name in ('order', 'payment')`,
  );
  // A part that is off in the first version has its tables: to switch it on takes no change by hand.
  expect(tables).toHaveLength(2);
  expect((await demo.admin.get(`${APP}/records/payment`)).status).toBe(404);
  await publish((app) => switchPart(app, 'orders', true));
  const sales = await owner('sales@demo.local');
  const [deal] = await demo.ask(
    'select id::text, name, customer::text, decision_maker::text as contact from app_opportunity.opportunity where owner = $1 and status = $2 order by id limit 1',
    [sales, 'won'],
  );
  const mine = { customer: deal.customer, amount: '500', owner: sales };
  made.opportunity = deal.id;
  made.name = deal.name;
  made.contract = await make(demo.admin, 'contract', {
    ...{ ...mine, number: 'O-1', name: 'Walked', contact: deal.contact, opportunity: deal.id, end: '2031-01-01' },
  });
  made.order = await make(demo.admin, 'order', { ...mine, contract: made.contract });
  made.payment = await make(demo.admin, 'payment', { ...mine, order: made.order, due_on: '2030-01-01' });
  const admins = await owner('admin@demo.local');
  made.hidden = await make(demo.admin, 'order', { ...mine, contract: made.contract, owner: admins });
  made.orphan = await make(demo.admin, 'payment', { ...mine, order: made.hidden, due_on: '2030-01-01' });
  made.renewal = await make(demo.admin, 'opportunity', {
    ...{ ...mine, name: 'Renewed', decision_maker: deal.contact, opportunity_type: 'renewal', contract: made.contract, pain_point: 'x' },
    ...{ expected_close: '2030-01-01' },
  });
});

describe('the way back from a record', () => {
  it.each(ROLES)('leads %s from a payment to the opportunity', async (role) => {
    const client = await clientFor(demo.server, `${role}@demo.local`);
    const codes = await demo.ask('select code from app_opportunity."order" where id = $1', [made.order]);
    expect(await steps(client, 'payment', made.payment as string)).toEqual([
      { entity: 'order', id: made.order, name: codes[0].code },
      { entity: 'contract', id: made.contract, name: 'Walked' },
      { entity: 'opportunity', id: made.opportunity, name: made.name },
    ]);
    expect(await steps(client, 'opportunity', made.renewal as string)).toEqual([
      { entity: 'contract', id: made.contract, name: 'Walked' },
      { entity: 'opportunity', id: made.opportunity, name: made.name },
    ]);
    expect(await steps(client, 'opportunity', made.opportunity as string)).toEqual([]);
  });

  it('ends without a name or an id where a step is out of sight', async () => {
    const sales = await clientFor(demo.server, 'sales@demo.local');
    const path = `${APP}/records/payment/${made.orphan}/origins`;
    expect((await sales.get(path)).body).toEqual({ steps: [{ entity: 'order', id: null, name: null }] });
    expect((await sales.get(path)).text).not.toContain(String(made.hidden));
    expect(await steps(demo.admin, 'payment', made.orphan as string)).toHaveLength(3);
    const other = await demo.ask('select id::text from app_opportunity.opportunity where owner <> $1 limit 1', [
      await owner('sales@demo.local'),
    ]);
    expect((await sales.get(`${APP}/records/opportunity/${other[0].id}/origins`)).status).toBe(404);
    expect((await sales.get(`${APP}/records/nothing/${made.payment}/origins`)).status).toBe(404);
  });

  it('does not name the kind of what a role knows nothing of', async () => {
    await publish((app) => ({
      ...app,
      roles: app.roles.map((role) =>
        role.key === 'sales' ? { ...role, grants: { ...role.grants, order: { ...role.grants.order, read: 'none', create: false } } } : role,
      ) as App['roles'],
    }));
    const sales = await clientFor(demo.server, 'sales@demo.local');
    expect(await steps(sales, 'payment', made.payment as string)).toEqual([{ entity: null, id: null, name: null }]);
  });

  it('takes the next reference where a part is off, and finds every record again when it is on', async () => {
    await publish((app) => switchPart(app, 'contracts', false));
    expect((await demo.admin.get(`${APP}/records/contract/${made.contract}`)).status).toBe(404);
    expect(await steps(demo.admin, 'payment', made.payment as string)).toHaveLength(1);
    expect((await demo.admin.get(`${APP}/records/opportunity/${made.renewal}`)).body.contract).toBeUndefined();
    await publish((app) => switchPart(app, 'contracts', true));
    expect(await steps(demo.admin, 'payment', made.payment as string)).toHaveLength(3);
    const [draft] = (await demo.admin.get(`${APP}/records/contract/${made.contract}`)).text.match(/"name":"Walked"/) ?? [];
    expect(draft).toBeDefined();
  });
});
