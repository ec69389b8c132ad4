import {
  type AppForPerson,
  behind,
  type DepartmentJson,
  daysIn,
  departmentsBelow,
  narrowed,
  type Question,
  type Report,
} from '@pipewright/definition';
import { startOfDay } from '@pipewright/process';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

let server: RunningServer;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
});
afterAll(() => close());

const app = '/apps/opportunity';

/** Somebody before a dashboard: what the screens know, and what they ask. */
async function someone(email: string) {
  const client = await clientFor(server, email);
  const inApp: AppForPerson = (await client.get(`${app}/definition`)).body;
  const departments: DepartmentJson[] = (await client.get('/departments')).body.departments;
  const startOf = (day: string) => startOfDay(inApp.app.timeZone, day);
  return { client, inApp, departments, startOf };
}
type Someone = Awaited<ReturnType<typeof someone>>;

const run = async (client: TestClient, report: object) => {
  const answer = await client.send('POST', `${app}/reports/run`, { report, ids: true });
  expect([answer.status, answer.body.issues]).toEqual([200, undefined]);
  return answer.body;
};

/** How many records each cell of a question was made from: what its figure says if that is a count, else that of the same records. */
async function cells({ client }: Someone, question: Question) {
  const counts = question.measures.map(({ fn, filter, of }, i) => ({
    ...{ key: `n${i}`, fn: 'count' as const },
    ...((fn === 'ratio' ? of : filter) === undefined ? {} : { filter: fn === 'ratio' ? of : filter }),
  }));
  const { entity, dimensions, filter } = question;
  return run(client, { entity, dimensions, measures: counts, ...(filter === undefined ? {} : { filter }), limit: 5000 });
}

/** Every cell of a question beside the list of the records behind it: what both count, and how many cells have no such list. */
async function compare(who: Someone, question: Question) {
  const { client, inApp } = who;
  const answer = await cells(who, question);
  const title = inApp.app.entities.find(({ key }) => key === question.entity)?.title ?? '';
  const seen: [unknown[], number, number][] = [];
  let without = 0;
  for (const row of answer.rows)
    for (let i = 0; i < question.measures.length; i += 1) {
      const rules = behind(inApp.app, question, answer, row, i, who);
      if (!rules) {
        without += 1;
        continue;
      }
      const filter = rules.length > 0 ? { filter: { and: rules } } : {};
      const list = await client.get(`${app}/records/${question.entity}`, { ...filter, count: true, limit: 1, fields: title });
      expect(list.body.issues).toBeUndefined();
      seen.push([row.slice(0, question.dimensions.length), row[question.dimensions.length + i], list.body.count]);
    }
  expect(seen.filter(([, figure, listed]) => figure !== listed)).toEqual([]);
  return { cells: seen.length, records: seen.reduce((sum, [, figure]) => sum + figure, 0), without };
}

const PEOPLE = ['admin@demo.local', 'manager@demo.local', 'sales@demo.local'];

describe('the list behind a figure', () => {
  it.each(PEOPLE)('has as many records as the figure counted, for every cell of every report: %s', async (email) => {
    const who = await someone(email);
    expect(who.inApp.app.reports.length).toBeGreaterThan(10);
    for (const report of who.inApp.app.reports) {
      const { key, name, note, chart, time, ...question } = report;
      expect([key, (await compare(who, question)).without]).toEqual([key, 0]);
      // The counts that a tile shows are those of the same cells.
      const counted = question.measures.findIndex(({ fn }) => fn === 'count');
      if (counted < 0) continue;
      const at = question.dimensions.length + counted;
      const shown = (await run(who.client, report)).rows.map((row: unknown[]) => [row.slice(0, question.dimensions.length), row[at]]);
      const again = (await cells(who, question)).rows.map((row: unknown[]) => [row.slice(0, question.dimensions.length), row[at]]);
      expect(again).toEqual(expect.arrayContaining(shown));
    }
  });

  it.each(PEOPLE)('is narrowed as the page is: %s', async (email) => {
    const who = await someone(email);
    const { inApp, departments, client, startOf } = who;
    const owner = (await client.get('/me')).body.user;
    const top = departments.find(({ parent }) => parent !== null) ?? departments[0];
    const by = [
      { days: daysIn('this_year', '2026-06-30') },
      { departments: departmentsBelow(departments, String(top?.id)) },
      { owner },
      { days: daysIn('2025-07-01..2026-12-31', '2026-06-30'), departments: departmentsBelow(departments, String(top?.id)) },
    ];
    let fewer = 0;
    for (const report of inApp.app.reports)
      for (const each of by) {
        const asked = narrowed(inApp.app, report, each, startOf, () => true);
        const { key, name, note, chart, time, ...question } = asked.report;
        const { key: _, name: __, note: ___, chart: ____, time: _____, ...whole } = report;
        const [narrow, wide] = [await compare(who, question), await compare(who, whole)];
        expect(narrow.records).toBeLessThanOrEqual(wide.records);
        if (narrow.records < wide.records) fewer += 1;
      }
    expect(fewer).toBeGreaterThan(email.startsWith('sales') ? 0 : 10);
  });

  it.each(PEOPLE)('is right for questions of every kind: %s', async (email) => {
    const who = await someone(email);
    const n = { key: 'n', fn: 'count' } as const;
    const time = (field: string, bucket: string) => ({ field, bucket });
    const kinds: object[] = [
      ...['owner', 'customer', 'product', 'decision_maker', 'department', 'created_by', 'customer.owner', 'customer.industry'].map(
        (field) => ({ field }),
      ),
      ...['competitors', 'budget_confirmed', 'closed_on', 'status_reason', 'applies', 'baseline', 'customer.parent'].map((field) => ({
        field,
      })),
      ...['day', 'month', 'quarter', 'year'].flatMap((bucket) => [time('created_at', bucket), time('expected_close', bucket)]),
      time('stage_since', 'day'),
      time('customer.created_at', 'month'),
      ...[1, 2, 3].flatMap((level) => ['owner', 'department', 'customer.owner', 'created_by'].map((field) => ({ field, level }))),
    ];
    const readable = new Set(['applies']);
    let most = 0;
    for (const kind of kinds) {
      const question = { entity: 'opportunity', dimensions: [{ key: 'd', ...kind }], measures: [n], limit: 5000 } as Question;
      const known = await who.client.send('POST', `${app}/reports/run`, { report: question });
      if (known.status !== 200) {
        // What this person may not know, or what cannot be grouped by.
        expect([kind, known.status]).toEqual([kind, 422]);
        continue;
      }
      readable.add(JSON.stringify(kind));
      const { cells: count, without } = await compare(who, question);
      const [dimension] = question.dimensions;
      // Only the level of somebody who is not the owner, and what is empty two references away, cannot be said.
      const hard = dimension?.level ? dimension.field === 'created_by' : dimension?.field === 'customer.parent';
      if (!hard) expect([kind, without]).toEqual([kind, 0]);
      most = Math.max(most, count);
    }
    expect(readable.size).toBeGreaterThan(25);
    expect(most).toBeGreaterThan(3);
  });

  it('has two dimensions at once, and the ids stand behind the figures', async () => {
    const who = await someone('admin@demo.local');
    const report = {
      ...{ entity: 'opportunity', measures: [{ key: 'n', fn: 'count' }], limit: 5000 },
      dimensions: [
        { key: 'o', field: 'owner' },
        { key: 'm', field: 'created_at', bucket: 'month' },
        { key: 'c', field: 'customer' },
      ],
    } as Question;
    const answer = await run(who.client, report);
    expect(answer.columns.map(({ key, kind }: Report['measures'][number] & { kind: string }) => `${kind} ${key}`)).toEqual([
      'dimension o',
      'dimension m',
      'dimension c',
      'measure n',
      'id o',
      'id c',
    ]);
    expect((await compare(who, { ...report, filter: { '==': [{ var: 'status' }, 'won'] } })).cells).toBeGreaterThan(3);
    expect((await who.client.send('POST', `${app}/reports/run`, { report })).body.columns).toHaveLength(4);
  });
});
