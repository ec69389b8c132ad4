import type { App } from '@pipewright/definition';
import { createHttp } from '@pipewright/server';
import { beforeAll, expect, it } from 'vitest';
import { automate } from './support/automating.ts';
import { readCalendar } from './support/calendar-reader.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const RECORDS = '/apps/opportunity/records';
const demo = openDemo();
let sales: TestClient;
let me: string;
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const squeezed = (text: string) => text.replaceAll('-', '');

beforeAll(async () => {
  sales = await clientFor(demo.server, 'sales@demo.local');
  const [row] = await demo.ask(`select id from auth."user" where email = 'sales@demo.local'`);
  me = row.id;
});

async function address(client = sales): Promise<string> {
  const made = await client.send('PUT', '/account/feeds/opportunity');
  if (made.status !== 200) throw new Error(made.text);
  return `/api/calendar/${made.body.token}.ics`;
}
/** Reads as a calendar does: without a cookie, from anywhere. */
const read = (path: string, headers: Record<string, string> = {}) =>
  createHttp(demo.server).request(`http://localhost${path}`, { headers });
const eventsAt = async (path: string) => readCalendar(await (await read(path)).text()).events;
const myDeal = async (): Promise<{ id: string; name: string }> =>
  (
    await demo.ask(
      `select id::text, name from app_opportunity.opportunity where owner = $1 and status = 'open' and deleted_at is null order by id limit 1`,
      [me],
    )
  )[0] as { id: string; name: string };

it('has the open tasks of its person, activities at their moment, next steps and what comes back, with ways to them', async () => {
  const path = await address();
  const deal = await myDeal();
  const hostile = '给客户打电话, 谈价格;\n第二行 \\ '.concat('😀'.repeat(40));
  const task = await sales.send('POST', `${RECORDS}/task`, { values: { subject: '打电话', opportunity: deal.id, due_on: day(9) } });
  expect(task.status).toBe(201);
  await demo.ask('update app_opportunity.task set subject = $2 where id = $1', [task.body.id, hostile]);
  const held = { summary: 'Visit', kind: 'visit', opportunity: deal.id, happened_at: new Date(Date.now() + 86_400_000).toISOString() };
  const activity = await sales.send('POST', `${RECORDS}/activity`, { values: held });
  if (activity.status !== 201) throw new Error(activity.text);
  const response = await read(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const { lines, events } = readCalendar(await response.text());
  expect(lines['X-WR-CALNAME']).toBeTruthy();
  const mine = events.find(({ UID }) => UID === `task-${task.body.id}@pipewright`);
  expect(mine?.SUMMARY).toContain(hostile);
  expect([mine?.['DTSTART;VALUE=DATE'], mine?.URL]).toEqual([squeezed(day(9)), `http://localhost/a/opportunity/task/${task.body.id}`]);
  // Exactly what the tables say is due for this person, within the time.
  const count = async (text: string) => (await demo.ask(text, [me, day(-30), day(365)]))[0].n;
  const tasks = await count(
    'select count(*)::int as n from app_opportunity.task where owner = $1 and done_at is null and deleted_at is null and due_on between $2 and $3',
  );
  const steps = await count(
    `select count(*)::int as n from app_opportunity.opportunity where owner = $1 and status = 'open' and deleted_at is null and next_step_on between $2 and $3`,
  );
  const of = (kind: string) => events.filter(({ UID }) => UID?.startsWith(`${kind}-`)).length;
  expect([of('task'), of('step')]).toEqual([tasks, steps]);
  expect(events.filter(({ UID }) => UID?.startsWith('activity-')).every(({ DTSTART }) => /^\d{8}T\d{6}Z$/.test(DTSTART ?? ''))).toBe(true);
  const visit = events.find(({ UID }) => UID === `activity-${activity.body.id}@pipewright`);
  expect(visit?.DTSTART).toBe(`${held.happened_at.slice(0, 19).replace(/[-:]/g, '')}Z`);
  // What is done is in it no more.
  const [{ version }] = await demo.ask('select version from app_opportunity.task where id = $1', [task.body.id]);
  await sales.send('PATCH', `${RECORDS}/task/${task.body.id}`, { version, values: { done_at: new Date().toISOString() } });
  expect((await eventsAt(path)).some(({ UID }) => UID === mine?.UID)).toBe(false);
});

it('says what has not changed in a word, and is of one person alone', async () => {
  const path = await address();
  const first = await read(path);
  const tag = first.headers.get('etag') ?? '';
  const again = await read(path, { 'if-none-match': tag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const text = await first.text();
  const owners = [...text.matchAll(/UID:(?:task|step|wake|activity)-([0-9a-f-]{36})/g)].map(([, id]) => id);
  const [{ n }] = await demo.ask(
    `select count(*)::int as n from (select id, owner from app_opportunity.task union all select id, owner from app_opportunity.opportunity
       union all select id, owner from app_opportunity.activity) r where r.id = any($1::uuid[]) and r.owner = $2`,
    [owners, me],
  );
  expect(n).toBe(owners.length);
});

it('speaks the language of its person', async () => {
  const path = await address();
  const says = async () => (await eventsAt(path)).filter(({ UID }) => UID?.startsWith('step-')).map(({ SUMMARY }) => SUMMARY ?? '');
  await demo.ask(`update pipewright.person set language = 'en' where user_id = $1`, [me]);
  const [deal] = await demo.ask(
    `select id::text from app_opportunity.opportunity where owner = $1 and status = 'open' and deleted_at is null order by id limit 1`,
    [me],
  );
  await demo.ask('update app_opportunity.opportunity set next_step_on = $2 where id = $1', [deal.id, day(3)]);
  expect((await says()).every((title) => title.endsWith(': next step'))).toBe(true);
  await demo.ask(`update pipewright.person set language = 'zh-CN' where user_id = $1`, [me]);
  const chinese = await says();
  expect([chinese.length > 0, chinese.every((title) => title.endsWith('：下一步'))]).toEqual([true, true]);
});

it('keeps of its address only the hash, and leads nowhere once it is made anew, closed, guessed, or its person has gone', async () => {
  const old = await address();
  const token = old.slice('/api/calendar/'.length, -'.ics'.length);
  const kept = JSON.stringify(await demo.ask('select * from pipewright.calendar_feed'));
  expect([token.length > 40, kept.includes(token)]).toEqual([true, false]);
  const path = await address();
  expect([(await read(old)).status, (await read(path)).status]).toEqual([404, 200]);
  expect((await sales.get('/account/feeds')).body.feeds.map(({ app }: { app: string }) => app)).toEqual(['opportunity']);
  await demo.ask('update pipewright.person set active = false where user_id = $1', [me]);
  expect((await read(path)).status).toBe(404);
  await demo.ask('update pipewright.person set active = true where user_id = $1', [me]);
  const [member] = await demo.ask(`delete from pipewright.member where user_id = $1 and app = 'opportunity' returning role`, [me]);
  expect((await read(path)).status).toBe(404);
  await demo.ask(`insert into pipewright.member (app, user_id, role) values ('opportunity', $1, $2)`, [me, member.role]);
  expect((await read(path)).status).toBe(200);
  expect((await sales.send('DELETE', '/account/feeds/opportunity')).status).toBe(200);
  expect([(await read(path)).status, (await sales.get('/account/feeds')).body.feeds]).toEqual([404, []]);
  expect((await sales.send('PUT', '/account/feeds/nowhere')).status).toBe(404);
  const stranger = await clientFor(demo.server);
  expect((await stranger.send('PUT', '/account/feeds/opportunity')).status).toBe(401);
});

it('never shows what its person may not see', async () => {
  const path = await address(sales);
  const hide = (app: App): App => ({
    ...app,
    roles: app.roles.map((role) => {
      const { task, opportunity } = role.grants;
      if (role.key !== 'sales' || !task || !opportunity) return role;
      return {
        ...role,
        grants: {
          ...role.grants,
          task: { ...task, create: false, hidden: [...task.hidden, 'subject'] },
          opportunity: { ...opportunity, hidden: [...opportunity.hidden, 'next_step_on', 'next_step'] },
        },
      };
    }),
  });
  await automate(demo.admin, [], hide);
  const events = await eventsAt(path);
  const subjects = (await demo.ask('select distinct subject from app_opportunity.task where owner = $1', [me])).map(
    ({ subject }) => subject,
  );
  expect(events.filter(({ UID }) => UID?.startsWith('step-'))).toEqual([]);
  const tasks = events.filter(({ UID }) => UID?.startsWith('task-'));
  expect([tasks.length > 0, tasks.some(({ SUMMARY }) => subjects.some((subject) => SUMMARY?.includes(subject)))]).toEqual([true, false]);
});

it('lets nobody read or guess without end', async () => {
  const path = await address();
  const seen = new Set<number>();
  const http = createHttp(demo.server);
  for (let i = 0; i < 40; i += 1) seen.add((await http.request(`http://localhost${path}`)).status);
  expect([...seen]).toEqual([200, 429]);
  const guessed = new Set<number>();
  const other = createHttp(demo.server);
  for (let i = 0; i < 40; i += 1) guessed.add((await other.request(`http://localhost/api/calendar/guess${i}.ics`)).status);
  expect([...guessed]).toEqual([404, 429]);
});
