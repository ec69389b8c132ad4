import { expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const demo = openDemo();

/** Open deals that lack a way of settlement, of a pipeline, with all that is needed to win them. */
async function deals(pipeline: string, count: number): Promise<{ id: string; version: number }[]> {
  return demo.ask(
    `update app_opportunity.opportunity set proposal_sent_on = current_date, quote_amount = 1, budget_confirmed = true, next_step = 'x', next_step_on = current_date,
       contract_no = 'W-' || id::text, win_factors = array['price'], settlement = null
     where id in (select id from app_opportunity.opportunity where pipeline = $1 and status = 'open' and owner is not null
       order by (stage in ('ka_contract', 'signing')) desc, id limit $2) returning id::text, version`,
    [pipeline, count],
  );
}
const settlement = async (id: string) =>
  (await demo.ask('select status, settlement from app_opportunity.opportunity where id = $1', [id]))[0];
const win = ({ id, version }: { id: string; version: number }, values?: object) =>
  demo.admin.send('POST', `${APP}/records/opportunity/${id}/move`, { version, status: 'won', ...(values ? { values } : {}) });

it.each([
  ['key_account', 'monthly'],
  ['small_business', 'immediate'],
  ['standard', null],
])('of the pipeline %s is %s where nothing else is said', async (pipeline, given) => {
  const [plain, said, empty] = await deals(pipeline, 3);
  const answer = await win(plain as never);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  expect(answer.body.settlement).toBe(given);
  expect(await settlement(plain?.id ?? '')).toEqual({ status: 'won', settlement: given });
  const other = given === 'monthly' ? 'immediate' : 'monthly';
  expect((await win(said as never, { settlement: other })).body.settlement).toBe(other);
  expect((await win(empty as never, { settlement: null })).body.settlement).toBeNull();
  const { entries } = (await demo.admin.get(`${APP}/records/opportunity/${plain?.id}/history`)).body;
  expect(JSON.stringify(entries[0])).toContain('won');
});

it('is given to those that are won together, and by an automation', async () => {
  const found = await deals('small_business', 3);
  const [last, ...first] = found;
  const together = await demo.admin.send('POST', `${APP}/records/opportunity/together`, {
    records: first.map(({ id }) => id),
    status: 'won',
  });
  expect([together.status, together.text]).toEqual([200, expect.any(String)]);
  for (const { id } of first) expect(await settlement(id)).toEqual({ status: 'won', settlement: 'immediate' });
  await automate(demo.admin, [
    {
      ...{ key: 'wins', name: label('Wins'), entity: 'opportunity', on: { kind: 'changed', fields: ['lost_note'] }, start: 'win' },
      nodes: [{ key: 'win', kind: 'status', status: 'won', next: { done: null } }],
    },
  ]);
  const path = `${APP}/records/opportunity/${last?.id}`;
  expect((await demo.admin.send('PATCH', path, { version: last?.version, values: { lost_note: 'x' } })).status).toBe(200);
  await passes(demo.server, new Date(Date.now() + 1000).toISOString());
  expect(await settlement(last?.id ?? '')).toEqual({ status: 'won', settlement: 'immediate' });
});
