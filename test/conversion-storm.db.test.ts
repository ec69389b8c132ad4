import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET } from './support/database.ts';
import { Running } from './support/running.ts';

/** How many leads are converted, how often each is tried at the same time, and how often something is killed meanwhile. */
const LEADS = Number(process.env.LEADS ?? 250);
const TRIES = 4;
const KILLS = Number(process.env.KILLS ?? 4);
const AT_ONCE = 24;
const APP = '/apps/opportunity';
const product = new Running({ SECRET });
const leads: string[] = [];

beforeAll(async () => {
  if (process.env.DATABASE_URL) return;
  await product.start();
  await product.healthy();
  await product.call('POST', '/auth/sign-in/email', { email: 'sales@demo.local', password: 'pipewright-demo' });
  for (let n = 0; n < LEADS; n += 1) {
    const values = { company: `Storm ${n}`, contact_name: `Person ${n}`, need: 'x', budget: '1', lead_status: 'qualified' };
    const { status, body } = await product.call('POST', `${APP}/records/lead`, { values });
    expect(status).toBe(201);
    leads.push(String(body.id));
  }
}, 180_000);
afterAll(() => product.close(), 60_000);

// The embedded database is killed, whatever the others run on; once is enough.
describe.skipIf(process.env.DATABASE_URL)(`${LEADS} leads, each converted ${TRIES} times at once, with ${KILLS} kills in between`, () => {
  it('are converted once each, with nothing half made', { timeout: 240_000 + KILLS * 20_000 }, async () => {
    const left = leads.flatMap((id) => Array.from({ length: TRIES }, () => id));
    // Tries of one lead lie beside each other, so that they meet.
    const body = { targets: { opportunity: { values: { expected_close: '2030-01-01' } } } };
    const said: Record<string, number> = {};
    const one = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) {
        const answer = await product.call('POST', `${APP}/records/lead/${id}/convert`, body).catch(() => undefined);
        const issue = (answer?.body.issues as { code: string }[] | undefined)?.[0]?.code;
        const word = answer?.status === 200 ? 'done' : (issue ?? `status ${answer?.status}`);
        said[word] = (said[word] ?? 0) + 1;
        // Whoever got no answer asks again.
        if (word !== 'done' && word !== 'conversion.done') {
          left.push(id);
          await sleep(100);
        }
      }
    };
    const work = Promise.all(Array.from({ length: AT_ONCE }, one));
    work.catch(() => undefined);
    for (let n = 0; n < KILLS; n += 1) {
      await sleep(700 + Math.random() * 600);
      product.kill(n % 2 === 0 ? 'server' : 'database');
      await sleep(50);
      await product.healthy();
    }
    await work;
    const pool = openPool(product.database?.url ?? '', { max: 1 });
    const { rows } = await pool.query(`select
      (select count(*) from app_opportunity.lead l join app_opportunity.opportunity o on o.id = l.opportunity and o.lead = l.id
         join app_opportunity.contact k on k.id = l.contact and k.id = o.decision_maker join app_opportunity.customer c on c.id = l.customer and c.id = o.customer and c.id = k.customer
         where l.company like 'Storm %' and l.lead_status = 'converted' and l.version = 2)::int as whole,
      (select count(*) from app_opportunity.customer where name like 'Storm %')::int as customers,
      (select count(*) from app_opportunity.contact where name like 'Person %')::int as contacts,
      (select count(*) from app_opportunity.opportunity where name like 'Storm %')::int as opportunities`);
    await pool.end();
    console.log(`conversions: ${JSON.stringify(said)}`);
    expect(rows[0]).toEqual({ whole: LEADS, customers: LEADS, contacts: LEADS, opportunities: LEADS });
  });
});
