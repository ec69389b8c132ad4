import type { App, Automation, Field } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const demo = openDemo();
const { ask } = demo;

const v = (name: string) => ({ var: name });
/** Who can sell a product, as an administrator adds it in the designer. */
const withSkill = (app: App): App => {
  const expert: Field = { key: 'expert', type: 'person', name: label('Expert') };
  const team: Field = { key: 'team', type: 'department', name: label('Team') };
  return {
    ...app,
    entities: app.entities.map((each) => (each.key === 'product' ? { ...each, fields: [...each.fields, expert, team] } : each)),
  };
};
/** New deals go to who can sell the product, then to the team of the product, else to the territory of the customer. */
const assigning: Automation = {
  ...{ key: 'give', name: label('Give'), entity: 'opportunity', start: 'give', on: { kind: 'created' } },
  nodes: [
    {
      ...{ key: 'give', kind: 'assign', by: 'load', next: { done: null } },
      teams: [
        { key: 'skill', when: { '!=': [v('product.expert'), null] }, role: 'sales', among: 'product.expert' },
        { key: 'line', when: { '!=': [v('product.team'), null] }, role: 'sales', among: 'product.team' },
        { key: 'territory', when: null, role: 'sales', among: 'customer.department' },
      ],
    },
  ],
};

async function dealOf(customer: string, product?: string): Promise<string> {
  const [contact] = await ask('select id::text from app_opportunity.contact where customer = $1 limit 1', [customer]);
  const made = await demo.admin.send('POST', `${APP}/records/opportunity`, {
    values: {
      ...{
        name: 'New',
        customer,
        opportunity_type: 'new',
        amount: '1500',
        expected_close: '2027-01-31',
        decision_maker: contact.id,
        pain_point: 'x',
      },
      ...(product ? { product } : {}),
    },
    // Some of these are like a deal of the sample.
    duplicates: 'accepted',
  });
  expect([made.status, made.body.issues]).toEqual([201, undefined]);
  await passes(demo.server, new Date().toISOString());
  const [{ owner }] = await ask('select owner from app_opportunity.opportunity where id = $1', [made.body.id]);
  return owner;
}

describe('new deals, by fields alone', () => {
  it('go to people of the territory of their customer, and to who can sell their product', async () => {
    await automate(demo.admin, [assigning], withSkill);
    const products = await ask('select id::text, version from app_opportunity.product order by id limit 3');
    const [expert] = await ask(
      `select m.user_id as id from pipewright.member m join pipewright.person p on p.user_id = m.user_id join pipewright.department d on d.id = p.department
       where m.app = 'opportunity' and m.role = 'sales' and d.name = 'London' order by 1 limit 1`,
    );
    const [south] = await ask(`select id::text from pipewright.department where name = '华南区'`);
    const [north] = await ask(
      `select c.id::text from app_opportunity.customer c join pipewright.department d on d.id = c.department where c.region = 'north' and d.name = '北京一部' limit 1`,
    );
    const set = (i: number, values: object) =>
      demo.admin.send('PATCH', `${APP}/records/product/${products[i].id}`, { version: Number(products[i].version), values });
    expect([(await set(0, { expert: expert.id })).status, (await set(1, { team: south.id })).status]).toEqual([200, 200]);
    const placeOf = async (user: string) =>
      (
        await ask(
          `select d.name, array(select o.name from pipewright.department o where o.id = any(d.path)) as path, m.role from pipewright.person p
           join pipewright.department d on d.id = p.department join pipewright.member m on m.user_id = p.user_id and m.app = 'opportunity' where p.user_id = $1`,
          [user],
        )
      )[0];
    expect(await placeOf(await dealOf(north.id))).toMatchObject({ name: '北京一部', role: 'sales' });
    expect(await dealOf(north.id, products[0].id)).toBe(expert.id);
    const line = await placeOf(await dealOf(north.id, products[1].id));
    expect([line.path.includes('华南区'), line.role]).toEqual([true, 'sales']);
    expect(await placeOf(await dealOf(north.id, products[2].id))).toMatchObject({ name: '北京一部' });
    // Who can sell it works here no more: it goes to nobody else, and stays where it is.
    await ask('update pipewright.person set active = false where user_id = $1', [expert.id]);
    const mine = (await demo.admin.get('/me')).body.user;
    expect(await dealOf(north.id, products[0].id)).toBe(mine);
  });

  it('cannot be published by a field that is gone, or names no one', async () => {
    const tried = async (among: string) => {
      const step = { ...assigning.nodes[0], teams: [{ key: 'a', when: null, role: 'sales', among }] };
      const { status, body } = await demo.admin.send('POST', `${APP}/automations/dry-run`, { automation: { ...assigning, nodes: [step] } });
      return [status, body.issues?.map(({ code, message }: { code: string; message: string }) => [code, message])];
    };
    expect(await tried('customer.ghost')).toEqual([422, [['automation.gone', expect.stringContaining('customer.ghost')]]]);
    expect(await tried('customer.region')).toEqual([
      422,
      [['automation.among', '“Give”, Step 1: Assign: “Region” names neither a person nor a department.']],
    ]);
    expect((await tried('owner'))[0]).toBe(200);
  });
});
