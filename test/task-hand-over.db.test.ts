import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const TASKS = '/apps/opportunity/records/task';
const demo = openDemo();
const user: Record<string, string> = {};
let sales: TestClient;
let manager: TestClient;
let analyst: TestClient;
beforeAll(async () => {
  const sign = (name: string) => clientFor(demo.server, `${name}@demo.local`);
  [sales, manager, analyst] = [await sign('sales'), await sign('manager'), await sign('analyst')];
  for (const { id, name } of await demo.ask(`select id, split_part(email, '@', 1) as name from auth."user"`)) user[name] = id;
});

/** An open task of a sales person at a deal of hers, with its version. */
async function taskOf(subject: string): Promise<{ id: string; version: number }> {
  const [deal] = await demo.ask(
    `select id::text from app_opportunity.opportunity where owner = $1 and status = 'open' and deleted_at is null order by id limit 1`,
    [user.sales],
  );
  const made = await sales.send('POST', TASKS, { values: { subject, opportunity: deal.id, due_on: '2031-01-02' } });
  if (made.status !== 201) throw new Error(made.text);
  return made.body;
}
const give = (who: TestClient, { id, version }: { id: string; version: number }, owner: string | undefined, headers = {}) =>
  who.send('PATCH', `${TASKS}/${id}`, { version, values: { owner } }, headers);
const ownerOf = async (id: string) => (await demo.ask('select owner from app_opportunity.task where id = $1', [id]))[0].owner;
/** What the person whose the tasks become is told of one of them. */
const toldOf = async (id: string) =>
  (await manager.get('/apps/opportunity/notices')).body.notices
    .filter(({ about }: { about: { record?: string } }) => about.record === id)
    .map(({ kind }: { kind: string }) => kind);

describe('a task that is handed to a colleague', () => {
  it('is theirs, and they are told once, however often it is sent', async () => {
    const task = await taskOf('Hand me over');
    const key = { 'idempotency-key': randomUUID() };
    expect([(await give(sales, task, user.manager, key)).status, (await give(sales, task, user.manager, key)).status]).toEqual([200, 200]);
    expect([await ownerOf(task.id), await toldOf(task.id)]).toEqual([user.manager, ['assigned']]);
  });

  it('is handed over by nobody who may not change it', async () => {
    const task = await taskOf('Not yours');
    expect((await give(analyst, task, user.manager)).status).toBe(403);
    expect((await give(manager, task, user.manager)).status).toBe(200);
    // It is hers no more, and she does not even learn that it is there.
    expect((await give(sales, { ...task, version: task.version + 1 }, user.sales)).status).toBe(404);
    expect(await ownerOf(task.id)).toBe(user.manager);
  });

  it('goes to nobody who has no role there', async () => {
    const task = await taskOf('To whom');
    const { id: stranger } = (await demo.admin.send('POST', '/people', { name: 'No role here' })).body;
    const code = async (to: string) => (await give(sales, task, to)).body.issues[0].code;
    expect([await code(stranger), await code('nobody')]).toEqual(['share.role', 'value.person']);
    expect(await ownerOf(task.id)).toBe(user.sales);
  });

  it('goes with all of a person’s open ones, of which the new person is told in one notice', async () => {
    await demo.ask(
      `insert into app_opportunity.task (id, subject, opportunity, owner, department, due_on)
       select gen_random_uuid(), 'Many ' || n, t.opportunity, t.owner, t.department, '2031-02-03'
       from generate_series(1, 1000) n, (select * from app_opportunity.task where owner = $1 and deleted_at is null order by id limit 1) t`,
      [user.sales],
    );
    const before = (await manager.get('/apps/opportunity/notices')).body.notices.length;
    const filter = { and: [{ '==': [{ var: 'owner' }, user.sales] }, { '==': [{ var: 'due_on' }, '2031-02-03'] }] };
    const run = randomUUID();
    let [done, after]: [number, string | undefined] = [0, undefined];
    do {
      const { body } = await demo.admin.send('POST', `${TASKS}/together`, { values: { owner: user.manager }, filter, after, run });
      done += body.done;
      after = body.next ?? undefined;
    } while (after);
    const notices = (await manager.get('/apps/opportunity/notices')).body.notices;
    expect([done, notices.length - before, notices[0].kind]).toEqual([1000, 1, 'assignedMany']);
  });
});
