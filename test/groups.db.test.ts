import {
  type App,
  type AppForPerson,
  behind,
  type Entity,
  entityOf,
  type Field,
  figureQuestions,
  figuresOf,
  isGrouping,
  isTimed,
  MOST_GROUPS,
  readableFields,
  readsEntity,
  setFieldRight,
} from '@pipewright/definition';
import { startOfDay } from '@pipewright/process';
import { DEMO, publish, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor } from './support/client.ts';
import { freshServer } from './support/database.ts';

const APP = `/apps/${DEMO.app}`;
const SUM = { key: 'm0', fn: 'sum', field: 'amount' } as const;
let server: RunningServer;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
});
afterAll(() => close());

/** Somebody before a list of deals, and the groups of it by a field as the screen asks for them. */
async function someone(email: string) {
  const client = await clientFor(server, email);
  const { app, role }: AppForPerson = (await client.get(`${APP}/definition`)).body;
  const deals = entityOf(app, 'opportunity') as Entity;
  const fields = readableFields(app, deals, role);
  const titled = (target: Entity) => readsEntity(role, target) && readableFields(app, target, role).some(({ key }) => key === target.title);
  const ground = { departments: [], startOf: (day: string) => startOfDay(app.timeZone, day) };
  const groups = async (by: Field, how: { descending?: boolean; search?: string } = {}) => {
    const [question] = figureQuestions({ entity: 'opportunity', measures: [SUM], by, descending: how.descending ?? false });
    if (!question) throw new Error('No question');
    const answer = await client.send('POST', `${APP}/reports/run`, {
      report: question,
      ids: true,
      ...(how.search ? { search: how.search } : {}),
    });
    const found = figuresOf([question], [answer.body]) ?? [];
    return found.map(({ row, of }) => ({
      row,
      count: Number(of.get('records')),
      sum: of.get('m0'),
      rules: behind(app, question, answer.body, row, 0, ground),
    }));
  };
  return { client, deals, fields: fields.filter((field) => isGrouping(app, field, titled)), groups };
}

/** How a group is called, in their order. */
const called = (found: readonly { readonly row: readonly unknown[] }[]) => found.map(({ row }) => row[0]);
const field = (fields: readonly Field[], key: string) => fields.find((each) => each.key === key) as Field;

describe('the groups of a list', () => {
  it.each(['admin@demo.local', 'manager@demo.local', 'sales@demo.local'])(
    'have just the records that their headings count, whatever makes them: %s',
    async (email) => {
      const { client, fields, groups } = await someone(email);
      const all = (await client.get(`${APP}/records/opportunity`, { count: true, limit: 1, fields: 'name' })).body.count;
      expect(fields.length).toBeGreaterThan(15);
      for (const by of fields) {
        const found = await groups(by);
        if (found.length > MOST_GROUPS) continue;
        // Each record stands in one group, and in one alone.
        expect([by.key, found.reduce((sum, { count }) => sum + count, 0)]).toEqual([by.key, all]);
        for (const { row, count, rules } of [...found.slice(0, 8), ...found.slice(-1)]) {
          const asked = { filter: { and: rules }, count: true, limit: 1, fields: 'name' };
          const list = await client.get(`${APP}/records/opportunity`, asked);
          expect([by.key, row[0], list.body.count]).toEqual([by.key, row[0], count]);
        }
      }
    },
  );

  it('of somebody are of what that person sees: counts and sums are those of the rows', async () => {
    const { client, fields, groups } = await someone('sales@demo.local');
    const { user } = (await client.get('/me')).body;
    const { rows } = await server.pool.query(
      `select status, count(*)::int as n, sum(amount)::text as sum from app_opportunity.opportunity where deleted_at is null
        and (owner = $1 or (owner is null and status = 'open' and department = (select department from pipewright.person where user_id = $1))) group by status`,
      [user],
    );
    const found = await groups(field(fields, 'status'));
    const own = found.map(({ row, count, sum }) => [row[0], count, Number(sum)]);
    expect(new Map(own.map(([key, ...rest]) => [key, rest]))).toEqual(
      new Map(rows.map(({ status, n, sum }) => [status, [n, Number(sum)]])),
    );
  });

  it('come as their options stand, months as the calendar does, what is empty at the end, and the other way round', async () => {
    const { fields, groups } = await someone('admin@demo.local');
    const order = (key: string) => field(fields, key).options?.map((each) => each.key) ?? [];
    const status = called(await groups(field(fields, 'status')));
    expect(status.length).toBeGreaterThan(2);
    expect(status).toEqual(order('status').filter((key) => status.includes(key)));
    const stages = called(await groups(field(fields, 'stage')));
    expect(stages.length).toBeGreaterThan(4);
    expect(stages).toEqual(order('stage').filter((key) => stages.includes(key)));
    for (const by of fields.filter(isTimed)) {
      const months = called(await groups(by));
      const known = months.filter((month) => month !== null);
      expect(known).toEqual([...known].sort());
      expect(known.every((month) => /^\d{4}-\d\d$/.test(String(month)))).toBe(true);
      expect(months.indexOf(null)).toBe(months.includes(null) ? months.length - 1 : -1);
      const back = called(await groups(by, { descending: true }));
      expect(back).toEqual([...known.toReversed(), ...(months.includes(null) ? [null] : [])]);
    }
  });

  it('are of the records that a search finds', async () => {
    const { client, fields, groups } = await someone('admin@demo.local');
    const { records } = (await client.get(`${APP}/records/opportunity`, { limit: 1, fields: 'name' })).body;
    const search = String(records[0].name);
    const { count } = (await client.get(`${APP}/records/opportunity`, { search, count: true, limit: 1 })).body;
    expect((await groups(field(fields, 'stage'), { search })).reduce((sum, group) => sum + group.count, 0)).toBe(count);
  });

  it('are no more than one beyond those shown', async () => {
    const { client } = await someone('admin@demo.local');
    await server.pool.query(
      `update app_opportunity.opportunity set expected_close = date '1990-01-01' + (n * 31) from (select id, (row_number() over (order by id))::int as n from app_opportunity.opportunity limit 400) x where x.id = opportunity.id`,
    );
    const question = figureQuestions({ entity: 'opportunity', measures: [], by: { key: 'expected_close', type: 'date' } as Field })[0];
    const { body } = await client.send('POST', `${APP}/reports/run`, { report: question, ids: true });
    expect(body.rows.length).toBe(MOST_GROUPS + 1);
  });

  it('are not made by what one may not see, which is answered as what there is not', async () => {
    const { rows } = await server.pool.query('select definition from pipewright.version where version = 1');
    const hidden: App = setFieldRight(JSON.parse(rows[0].definition), 'sales', 'opportunity', 'source', 'hidden');
    await publish(server.pool, { key: DEMO.app, document: hidden, base: 1, by: null });
    const { client, fields } = await someone('sales@demo.local');
    expect(fields.some(({ key }) => key === 'source')).toBe(false);
    const asked = async (key: string) => {
      const [report] = figureQuestions({ entity: 'opportunity', measures: [SUM], by: { key, type: 'choice' } as Field });
      const { status, body } = await client.send('POST', `${APP}/reports/run`, { report, ids: true });
      return [status, JSON.stringify(body).replaceAll(key, '…')];
    };
    expect(await asked('source')).toEqual(await asked('no_such'));
    expect((await asked('source'))[0]).toBe(422);
  });
});
