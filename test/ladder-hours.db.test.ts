import type { Automation, Beginning, TriggerOf } from '@pipewright/definition';
import { addDays } from '@pipewright/logic';
import { dayIn } from '@pipewright/process';
import { newId } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { automate, label, passes, told } from './support/automating.ts';
import { clientFor } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { SIMULATED, Simulated } from './support/simulated.ts';

const SCHEMA = `app_${SIMULATED}`;
/** An instant of March 2026 by the clock of Shanghai; the second is a Monday. */
const at = (day: number, time: string) => new Date(`2026-03-${String(day).padStart(2, '0')}T${time}:00.000+08:00`).toISOString();
/** Deals are made on Friday at three in the night, so that what comes after a day is due on Saturday at three. */
const MADE = at(6, '03:00');
const DUE = at(7, '03:00');

let business: Simulated;
let close: () => Promise<void>;

const ladder = (key: string, clock: 'stage' | 'follow_up', more: Partial<Automation> = {}): Automation => ({
  ...{ key, name: label(key), entity: 'deal', start: 'tell', when: { '==': [{ var: 'name' }, key] }, nodes: [told('tell', 'owner')] },
  on: {
    ...{ kind: 'since', clock, unit: 'hours', openHours: {} },
    levels: [{ key: 'one', name: label('One'), start: 'tell' }],
    bands: [{ key: 'all', name: label('All'), when: null, after: { one: 24 } }],
  },
  ...more,
});
const back: Automation = {
  ...ladder('back', 'stage'),
  on: {
    ...{ kind: 'since', clock: 'stage', unit: 'hours', openHours: {} },
    levels: [
      { key: 'warned', name: label('Warned'), start: 'tell' },
      { key: 'taken', name: label('Taken'), start: 'take', waits: 50 },
    ],
    bands: [{ key: 'all', name: label('All'), when: null, after: { warned: 24, taken: 60 } }],
  },
  nodes: [
    { ...told('tell', 'owner'), warns: true },
    { key: 'take', kind: 'reclaim', text: label('{name}'), next: { done: null } },
  ],
};
const quiet = ladder('quiet', 'stage');
Object.assign(quiet.on, { openHours: { except: { from: '17:00', to: '10:00' } } });

beforeAll(async () => {
  const fresh = await freshServer('demo');
  close = fresh.close;
  business = new Simulated(fresh.server, 1);
  await business.open([ladder('plain', 'stage'), ladder('followed', 'follow_up'), quiet, back]);
});
afterAll(() => close());

/** Makes deals for an automation. */
async function deals(name: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  const owner = business.people[0];
  for (const id of ids)
    await business.write(MADE, [
      { entity: 'deal', change: { kind: 'create', id, values: { name, amount: '500', due: '2026-06-30', owner } } },
    ]);
  return ids;
}
const change = async (now: string, id: string, more: object) =>
  business.write(now, [{ entity: 'deal', change: { kind: 'update', id, version: await business.versionOf(id), values: {}, ...more } }]);
const ask = async (text: string, values: unknown[]) => (await business.server.pool.query(text, values)).rows;
/** The levels that a deal has reached, with when they began and how often somebody was told. */
const reached = async (id: string) =>
  (
    await ask(
      `select r.level, r.state, to_char(r.begun_at at time zone 'Asia/Shanghai', 'DD HH24:MI') as at,
         (select count(*)::int from pipewright.notice n where n.record = r.record and n.kind in ('reminder', 'warning')) as told from ${SCHEMA}._run r where r.record = $1 order by r.begun_at`,
      [id],
    )
  ).map(({ level, state, at: begun, told: count }) => `${level} ${state} ${begun} told ${count}`);

it('is silent from Saturday night on, and tells on Monday morning, once', async () => {
  const [id = ''] = await deals('plain', 1);
  for (const now of [DUE, at(7, '12:00'), at(8, '10:00'), at(9, '08:59')]) await business.tick(now);
  expect(await reached(id)).toEqual([]);
  for (const now of [at(9, '09:00'), at(9, '09:01'), at(9, '17:00'), at(10, '09:00')]) await business.tick(now);
  expect(await reached(id)).toEqual(['one done 09 09:00 told 1']);
});

it('tells nobody of what was moved on, closed, set aside, handed into the pool, deleted or followed up before the hours began', async () => {
  const [moved = '', won = '', paused = '', pooled = '', deleted = '', stays = ''] = await deals('plain', 6);
  const [followed = '', waits = ''] = await deals('followed', 2);
  await business.tick(DUE);
  const sunday = at(8, '10:00');
  await change(sunday, moved, { stage: 'offer' });
  await change(sunday, won, { status: 'won' });
  await change(sunday, paused, { status: 'paused' });
  await change(sunday, pooled, { values: { owner: null } });
  await business.write(sunday, [
    { entity: 'deal', change: { kind: 'delete', id: deleted, version: await business.versionOf(deleted), values: {} } },
    { entity: 'visit', change: { kind: 'create', id: newId(), values: { name: 'Visit', deal: followed } } },
  ]);
  for (const now of [at(8, '10:01'), at(9, '08:59'), at(9, '09:00'), at(9, '09:59')]) await business.tick(now);
  for (const id of [moved, won, paused, pooled, deleted, followed]) expect(await reached(id)).toEqual([]);
  for (const id of [stays, waits]) expect(await reached(id)).toEqual(['one done 09 09:00 told 1']);
  // The time of those that go on comes again, counted anew, and that is within working hours.
  await business.tick(at(9, '10:00'));
  for (const id of [moved, followed]) expect(await reached(id)).toEqual(['one done 09 10:00 told 1']);
});

it('waits for the next hours where nobody was there in these, and keeps quiet in the hours that are left out', async () => {
  const [late = ''] = await deals('plain', 1);
  const [soft = ''] = await deals('quiet', 1);
  await business.tick(at(9, '18:00'));
  await business.tick(at(9, '23:00'));
  expect(await reached(late)).toEqual([]);
  for (const now of [at(10, '09:00'), at(10, '09:59')]) await business.tick(now);
  expect([await reached(late), await reached(soft)]).toEqual([['one done 10 09:00 told 1'], []]);
  await business.tick(at(10, '10:00'));
  expect(await reached(soft)).toEqual(['one done 10 10:00 told 1']);
});

it('takes back no sooner after the warning than it said, counted from when that was told, and in working hours too', async () => {
  const [id = ''] = await deals('back', 1);
  const owner = async () => (await ask(`select owner from ${SCHEMA}.deal where id = $1`, [id]))[0].owner;
  for (const now of [DUE, at(8, '15:00'), at(9, '09:00')]) await business.tick(now);
  expect(await reached(id)).toEqual(['warned done 09 09:00 told 1']);
  // Fifty hours after it was due have long passed; after it was told they end on Wednesday at eleven.
  for (const now of [at(9, '17:59'), at(10, '12:00'), at(11, '09:00'), at(11, '10:59')]) await business.tick(now);
  expect([await owner(), (await reached(id)).length]).toEqual([business.people[0], 1]);
  await business.tick(at(11, '11:00'));
  expect([await owner(), (await reached(id)).at(-1)]).toEqual([null, 'taken done 11 11:00 told 1']);
});

it('says when the hours begin before it is published or switched on, and on trial, and does as it said', async () => {
  const { server } = business;
  const admin = await clientFor(server, 'admin@demo.local');
  const app = '/apps/opportunity';
  const now = new Date().toISOString();
  const day = addDays(dayIn('Asia/Shanghai', now), 2) ?? '';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const calendar = { key: 'late', name: label('Late'), weekdays: [weekday], hours: [{ from: '09:00', to: '18:00' }], days: [] };
  const late = ladder('late', 'stage', { entity: 'opportunity', when: true, off: true });
  const keeping: Automation = { ...late, on: { ...late.on, openHours: { except: { from: '18:00', to: '10:00' } } } as Automation['on'] };
  const { openHours: _, ...always } = late.on as TriggerOf<'since'>;
  const plain: Automation = { ...late, key: 'plain', on: always };
  await automate(admin, [keeping, plain], (each) => ({ ...each, calendars: [calendar] }));
  await passes(server, now);
  const opens = new Date(`${day}T10:00:00+08:00`).toISOString();
  const begins = async (automation: string): Promise<Beginning> =>
    (await admin.send('POST', `${app}/automations/beginnings`, { automation })).body.beginnings[0];
  const [kept, free] = [await begins('late'), await begins('plain')];
  expect(kept.records).toBeGreaterThan(10);
  expect([kept.opens, free.opens, kept.records]).toEqual([opens, undefined, free.records]);

  const trial = async (automation: Automation) => (await admin.send('POST', `${app}/automations/dry-run`, { automation })).body;
  const [held, loose] = [await trial(keeping), await trial(plain)];
  expect([held.opens, held.hits[0].at, held.total, loose.opens]).toEqual([opens, opens, loose.total, undefined]);

  const { definition, revision } = (await admin.get(`${app}/draft`)).body;
  const { off: _off, ...another } = { ...keeping, key: 'another' };
  await admin.send('PUT', `${app}/draft`, { definition: { ...definition, automations: [another, plain] }, revision });
  const ahead: Beginning[] = (await admin.send('POST', `${app}/automations/beginnings`, {})).body.beginnings;
  expect(ahead.map(({ automation, opens: from }) => [automation, from])).toEqual([['another', opens]]);

  await admin.send('PUT', `${app}/automations/late/off`, { off: false });
  expect(await passes(server, now)).toBe(0);
  expect(await passes(server, opens)).toBeGreaterThanOrEqual(kept.records);
});
