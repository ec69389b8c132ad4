import type { App, Automation, Beginning } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { automate, label, passes, told } from './support/automating.ts';
import { clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const APP = '/apps/opportunity';
const demo = openDemo();
const { ask } = demo;

const ladder = (after: Record<string, number>, more: Partial<Automation> = {}): Automation => ({
  ...{ key: 'ladder', name: label('Stuck deals'), entity: 'opportunity', start: 'one' },
  on: {
    ...{ kind: 'since', clock: 'stage', unit: 'days' },
    levels: [
      { key: 'first', name: label('First'), start: 'one' },
      { key: 'second', name: label('Second'), start: 'two' },
    ],
    bands: [{ key: 'all', name: label('All'), when: null, after }],
  },
  nodes: [told('one', 'owner'), told('two', 'manager')],
  ...more,
});
/** Keeps these automations in the draft without publishing them. */
async function draft(automations: readonly Automation[], change: (app: App) => App = (app) => app): Promise<void> {
  const { definition, revision } = (await demo.admin.get(`${APP}/draft`)).body as { definition: App; revision: number };
  expect((await demo.admin.send('PUT', `${APP}/draft`, { definition: { ...change(definition), automations }, revision })).status).toBe(200);
}
const begins = async (body: object = {}): Promise<Beginning[]> => {
  const answer = await demo.admin.send('POST', `${APP}/automations/beginnings`, body);
  expect([answer.status, answer.body.issues]).toEqual([200, undefined]);
  return answer.body.beginnings;
};
const runs = async () => (await ask('select count(*)::int as n from app_opportunity._run'))[0].n as number;
const counts = ([one]: Beginning[]) => [one?.records, one?.levels.map(({ count }) => count), one?.most?.count];

it('says before a publish for how many records a new ladder begins at once, and that is what the first tick does', async () => {
  await automate(demo.admin, []);
  await passes(demo.server, new Date().toISOString());
  await draft([ladder({ first: 5, second: 20 })]);
  const found = await begins();
  expect(await runs()).toBe(0);
  const [{ first, second }] = await ask(`select count(*) filter (where stage_since <= now() - interval '5 days')::int as first,
    count(*) filter (where stage_since <= now() - interval '20 days')::int as second from app_opportunity.opportunity where status = 'open' and owner is not null and deleted_at is null`);
  expect(second).toBeGreaterThan(10);
  await automate(demo.admin, [ladder({ first: 5, second: 20 })]);
  expect(await passes(demo.server, new Date().toISOString())).toBe(first + second);
  const [most] = await ask(
    `select person, count(*)::int as n from pipewright.notice where words->'automation'->>'en' = 'Stuck deals' group by person order by n desc, person limit 1`,
  );
  const [{ name }] = await ask('select name from pipewright.person where user_id = $1', [most.person]);
  expect(found).toEqual([
    {
      ...{ automation: 'ladder', name: label('Stuck deals'), counted: true, records: first },
      levels: [
        { level: label('First'), count: first },
        { level: label('Second'), count: second },
      ],
      most: { person: { id: most.person, name }, count: most.n },
    },
  ]);
});

it('counts of a changed one only what did not begin yet, and nothing of what stays as it is or is switched off', async () => {
  expect(await begins()).toEqual([]);
  await draft([ladder({ first: 5, second: 10 })]);
  const [{ n }] = await ask(
    `select count(*)::int as n from app_opportunity.opportunity where status = 'open' and owner is not null and deleted_at is null and stage_since <= now() - interval '10 days' and stage_since > now() - interval '20 days'`,
  );
  expect(n).toBeGreaterThan(0);
  expect(counts(await begins())).toEqual([n, [0, n], expect.any(Number)]);
  await draft([ladder({ first: 5, second: 10 }), ladder({ first: 1 }, { key: 'idle', off: true })]);
  expect((await begins()).map(({ automation }) => automation)).toEqual(['ladder']);
  const before = await runs();
  await demo.admin.send('PUT', `${APP}/automations/ladder/off`, { off: true });
  expect(await begins()).toEqual([]);
  // Switched on it is as it was published, of which all has begun.
  expect(counts(await begins({ automation: 'ladder' }))).toEqual([0, [0, 0], undefined]);
  await ask('delete from app_opportunity._run');
  const [{ all }] = await ask(
    `select count(*)::int as all from app_opportunity.opportunity where status = 'open' and owner is not null and deleted_at is null and stage_since <= now() - interval '5 days'`,
  );
  expect((await begins({ automation: 'ladder' }))[0]).toMatchObject({ records: all });
  expect(before).toBeGreaterThan(0);
});

it('counts anew where the working calendar changes, tells what cannot be counted yet, and refuses a version that does not exist', async () => {
  const works = { key: 'works', name: label('Works'), weekdays: [1, 2, 3, 4, 5], hours: [{ from: '09:00', to: '18:00' }], days: [] };
  await demo.admin.send('PUT', `${APP}/automations/ladder/off`, { off: false });
  await automate(demo.admin, [ladder({ first: 5 })], (app) => ({ ...app, calendars: [works] }));
  expect(await begins()).toEqual([]);
  await draft([ladder({ first: 5 })], (app) => ({ ...app, calendars: [{ ...works, weekdays: [1, 2, 3] }] }));
  expect((await begins()).map(({ automation }) => automation)).toEqual(['ladder']);
  const fresh = ladder({ first: 5 }, { when: { '==': [{ var: 'rating' }, 'x'] } });
  await draft([fresh], (app) => ({
    ...app,
    entities: app.entities.map((each) =>
      each.key === 'opportunity' ? { ...each, fields: [...each.fields, { key: 'rating', type: 'text', name: label('Rating') }] } : each,
    ),
  }));
  expect(await begins()).toMatchObject([{ automation: 'ladder', counted: false, records: 0 }]);
  // A list is told as one, whatever the number of its records; its next occasion is still ahead.
  expect(await begins({ version: 1 })).toEqual(
    expect.arrayContaining([expect.objectContaining({ automation: 'weekly_overview', records: 0 })]),
  );
  expect((await demo.admin.send('POST', `${APP}/automations/beginnings`, { version: 99 })).status).toBe(404);
  await demo.admin.send('PUT', `${APP}/draft`, {
    definition: { entities: 3 },
    revision: (await demo.admin.get(`${APP}/draft`)).body.revision,
  });
  expect(await begins()).toEqual([]);
  const sales = await clientFor(demo.server, 'sales@demo.local');
  expect((await sales.send('POST', `${APP}/automations/beginnings`, {})).status).toBe(403);
});
