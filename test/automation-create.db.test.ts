import type { Automation } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes } from './support/automating.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const demo = openDemo();

const DAY = 86_400_000;
const dayAfter = (now: string, days: number) => new Date(Date.parse(now) + days * DAY).toISOString().slice(0, 10);

it('makes one record for each record and date, however often and by however many it is looked at, and another for another date', async () => {
  const { rows } = await demo.server.pool.query(
    `select id::text, version, valid_until::text as until from app_opportunity.bid_document where opportunity is not null and in_use order by valid_until desc limit 1`,
  );
  const [{ id, version }] = rows;
  const now = new Date().toISOString();
  const renew: Automation = {
    ...{ key: 'renew', name: label('Renew'), entity: 'bid_document', start: 'make', when: { '==': [{ var: 'id' }, id] } },
    on: { kind: 'date', field: 'valid_until', offset: -30, unit: 'days', at: '00:00' },
    nodes: [
      {
        ...{ key: 'make', kind: 'create', entity: 'activity', next: { done: null } },
        values: { summary: { cat: ['Renew ', { var: 'name' }] }, kind: 'call', opportunity: { var: 'opportunity' } },
      },
    ],
  };
  const until = async (day: string, at: number) =>
    (await demo.admin.send('PATCH', `${APP}/records/bid_document/${id}`, { version: at, values: { valid_until: day } })).status;
  const made = async () =>
    (
      await demo.server.pool.query(
        `select count(*)::int as n from app_opportunity.activity where summary like 'Renew %' and deleted_at is null`,
      )
    ).rows[0].n;
  expect(await until(dayAfter(now, 60), Number(version))).toBe(200);
  await automate(demo.admin, [renew]);
  await passes(demo.server, now);
  expect(await made()).toBe(0);
  const due = new Date(Date.parse(now) + 31 * DAY).toISOString();
  await Promise.all([passes(demo.server, due), passes(demo.server, due), passes(demo.server, due)]);
  for (const later of [0, 1, 5]) await passes(demo.server, new Date(Date.parse(due) + later * DAY).toISOString());
  expect(await made()).toBe(1);
  // Renewed: the next end is another occasion.
  expect(await until(dayAfter(now, 120), Number(version) + 1)).toBe(200);
  await passes(demo.server, new Date(Date.parse(now) + 87 * DAY).toISOString());
  expect(await made()).toBe(1);
  for (const day of [91, 92]) await passes(demo.server, new Date(Date.parse(now) + day * DAY).toISOString());
  expect(await made()).toBe(2);
});
