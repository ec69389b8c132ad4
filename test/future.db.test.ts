import type { App } from '@pipewright/definition';
import { wakeDue, workApps } from '@pipewright/server';
import { beforeAll, expect, it } from 'vitest';
import { automate } from './support/automating.ts';
import { type Answer, clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const RECORDS = '/apps/opportunity/records';
const demo = openDemo();
const codes = ({ body }: Answer) => (body?.issues ?? []).map(({ code }: { code: string }) => code);
const refusedIn = ({ body }: Answer) => (body.refused ?? []).reduce((sum: number, { count }: { count: number }) => sum + count, 0);
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const CALL = { en: 'Call again', 'zh-CN': '再联系' };

/** The app in which a reason has a rule, and no automation wakes anything. */
const ruled = (app: App): App => ({
  ...app,
  entities: app.entities.map((entity) => {
    const { process } = entity;
    const { future } = process?.statuses ?? {};
    if (entity.key !== 'opportunity' || !process || !future) return entity;
    const reasons = future.reasons.map((reason) =>
      reason.key === 'need_not_ripe' ? { ...reason, wakesAfter: 30, latestAfter: 60, task: CALL } : reason,
    );
    return { ...entity, process: { ...process, statuses: { ...process.statuses, future: { ...future, reasons } } } };
  }),
});
beforeAll(() => automate(demo.admin, [], ruled));

const open = async (n: number) =>
  (
    await demo.ask(
      `select id::text from app_opportunity.opportunity where status = 'open' and deleted_at is null and owner is not null order by id limit $1`,
      [n],
    )
  ).map(({ id }): string => id);
const stands = async (id: string) =>
  (await demo.ask('select version, status, status_until::text as until from app_opportunity.opportunity where id = $1', [id]))[0];
const later = async (id: string, wish: object) =>
  demo.admin.send('POST', `${RECORDS}/opportunity/${id}/move`, { version: (await stands(id)).version, status: 'future', ...wish });
const calls = (id: string) =>
  demo.ask(
    `select t.subject, t.due_on::text as due, t.owner = o.owner as owners from app_opportunity.task t join app_opportunity.opportunity o on o.id = t.opportunity
     where t.opportunity = $1 and t.subject in ('Call again', '再联系') and t.deleted_at is null`,
    [id],
  );
async function wake(now = new Date().toISOString()): Promise<number> {
  const [app] = await workApps(demo.server, demo.server.pool, 'opportunity');
  if (!app) throw new Error('There is no app');
  return wakeDue(demo.server, app, now);
}

it('does not put off beyond the latest day of its reason, by no door, and says which that is', async () => {
  const [id = '', other = ''] = await open(2);
  const far = await later(id, { reason: 'need_not_ripe', until: day(90) });
  expect([far.status, codes(far)]).toEqual([422, ['status.until_far']]);
  expect(far.body.issues[0].path).toBe('status_until');
  const chinese = await clientFor(demo.server, 'admin@demo.local', 'zh-CN');
  const told = await chinese.send('POST', `${RECORDS}/opportunity/${id}/move`, {
    ...{ version: (await stands(id)).version, status: 'future', reason: 'need_not_ripe', until: day(90) },
  });
  expect(told.body.issues[0].message).toMatch(/^选择“需求尚未成熟”时，最晚日期为 \d{4}-\d{2}-\d{2}。$/);
  const bulk = { records: [id, other], status: 'future', reason: 'need_not_ripe', until: day(90) };
  expect(refusedIn(await demo.admin.send('POST', `${RECORDS}/opportunity/together`, bulk))).toBe(2);
  // Another reason has no such rule.
  expect((await later(other, { reason: 'next_budget_year', until: day(90) })).status).toBe(200);
  expect((await later(id, { reason: 'need_not_ripe', until: day(40) })).status).toBe(200);
  // Putting off again is held to the rule of the reason it has.
  expect(codes(await later(id, { until: day(90) }))).toEqual(['status.until_far']);
  expect((await later(id, { until: day(50) })).status).toBe(200);
  expect((await stands(id)).until).toBe(day(50));
  expect(
    refusedIn(await demo.admin.send('POST', `${RECORDS}/opportunity/together`, { records: [id], status: 'future', until: day(90) })),
  ).toBe(1);
});

it('comes back by itself on its day with the task of its reason, once, however many look at the same time', async () => {
  await wake();
  const [id = '', plain = '', early = ''] = await open(3);
  expect((await later(id, { reason: 'need_not_ripe', until: day(30) })).status).toBe(200);
  expect((await later(plain, { reason: 'next_budget_year', until: day(30) })).status).toBe(200);
  expect((await later(early, { reason: 'need_not_ripe', until: day(32) })).status).toBe(200);
  const then = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const sums = await Promise.all([wake(then), wake(then), wake(then)]);
  const again = await wake(then);
  expect(sums.reduce((a, b) => a + b, 0) >= 2 && again === 0).toBe(true);
  expect([(await stands(id)).status, (await stands(plain)).status, (await stands(early)).status]).toEqual(['open', 'open', 'future']);
  const [task, ...more] = await calls(id);
  expect([task?.owners, more, (await calls(plain)).length, (await calls(early)).length]).toEqual([true, [], 0, 0]);
  expect(task?.due).toBe((await demo.ask(`select ($1::timestamptz at time zone 'Asia/Shanghai')::date::text as day`, [then]))[0].day);
  const [{ cause, actor }] = await demo.ask(
    `select cause, actor_kind as actor from app_opportunity._ledger where entity = 'opportunity' and record = $1 and kind = 'move' order by id desc limit 1`,
    [id],
  );
  expect([cause, actor]).toEqual([{ by: 'wake' }, 'system']);
});

it('has its task as well where somebody takes it up before, alone or together with others', async () => {
  const [id = '', other = ''] = await open(2);
  for (const each of [id, other]) expect((await later(each, { reason: 'need_not_ripe', until: day(20) })).status).toBe(200);
  const before = [(await calls(id)).length, (await calls(other)).length];
  const { version } = await stands(id);
  expect((await demo.admin.send('POST', `${RECORDS}/opportunity/${id}/move`, { version, status: 'open' })).status).toBe(200);
  expect((await demo.admin.send('POST', `${RECORDS}/opportunity/together`, { records: [other], status: 'open' })).body.done).toBe(1);
  expect([(await calls(id)).length, (await calls(other)).length]).toEqual(before.map((n) => n + 1));
});

it('tells how much waits by month and by reason, only of what one may see', async () => {
  const question = (by: object) => ({
    report: {
      ...{ entity: 'opportunity', dimensions: [by], filter: { '==': [{ var: 'status' }, 'future'] } },
      measures: [
        { key: 'records', fn: 'count' },
        { key: 'm0', fn: 'sum', field: 'amount' },
      ],
    },
    ids: true,
  });
  const months = await demo.admin.send(
    'POST',
    '/apps/opportunity/reports/run',
    question({ key: 'group', field: 'status_until', bucket: 'month' }),
  );
  const reasons = await demo.admin.send('POST', '/apps/opportunity/reports/run', question({ key: 'group', field: 'status_reason' }));
  if (months.status !== 200) throw new Error(months.text);
  const sum = ({ body }: Answer) => body.rows.reduce((all: number, row: readonly unknown[]) => all + Number(row[1]), 0);
  const [{ n }] = await demo.ask(
    `select count(*)::int as n from app_opportunity.opportunity where status = 'future' and deleted_at is null`,
  );
  expect([sum(months), sum(reasons)]).toEqual([n, n]);
});
