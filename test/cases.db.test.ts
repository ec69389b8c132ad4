import { type AppForPerson, entityOf, type Language, type RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { formFaults, prepare } from '@pipewright/process';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from './cases/app.ts';
import { installCases } from './cases/install.ts';
import { GOOD, type Ground, RULE_CASES } from './cases/rule-cases.ts';
import { type Said, said } from './cases/said.ts';
import { SHAPE_CASES } from './cases/shape-cases.ts';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

type Values = Readonly<Record<string, unknown>>;

let server: RunningServer;
let close: () => Promise<void>;
let clerk: TestClient;
let told: AppForPerson;
let ground: Ground;
const counts = { cases: 0, judgements: 0 };
const app = '/apps/cases';
const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  const admin = await clientFor(server, 'admin@demo.local');
  clerk = await clientFor(server, 'sales@demo.local');
  const adminId = (await admin.get('/me')).body.user;
  await installCases(server.pool);
  told = (await clerk.get(`${app}/definition`)).body;
  const firm = async (by: TestClient, values: Values) => (await by.send('POST', `${app}/records/firm`, { values })).body.id as string;
  const departments = (await clerk.get('/departments')).body.departments as { id: string }[];
  const mine = told.surroundings['user.departments'] as readonly string[];
  const { today, now } = told.surroundings as { today: string; now: string };
  ground = {
    other: adminId,
    home: told.surroundings['user.department'] as string,
    elsewhere: departments.find(({ id }) => !mine.includes(id))?.id ?? '',
    firms: {
      top: await firm(clerk, { name: 'Top', grade: 'a' }),
      tender: await firm(clerk, { name: 'Tender', grade: 'b' }),
      closed: await firm(clerk, { name: 'Closed', grade: 'c' }),
      small: await firm(clerk, { name: 'Small', credit: '100' }),
      hidden: await firm(admin, { name: 'Hidden', grade: 'c' }),
    },
    day: (days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10),
    hour: (hours) => new Date(Date.parse(now) + hours * 3_600_000).toISOString(),
  };
});
afterAll(async () => {
  console.log('case table:', counts);
  await close();
});

/** What the form of this person says, knowing what the server told it. */
async function byForm(entityKey: string, before: RecordJson | null, values: Values, language: Language) {
  const entity = entityOf(told.app, entityKey);
  if (!entity) throw new Error(`No entity ${entityKey}`);
  const prepared = prepare(told.app, entity);
  const firms = new Map<string, Facts>();
  for (const id of new Set([values.firm, before?.firm])) {
    const found = typeof id === 'string' ? await clerk.get(`${app}/records/firm/${id}`, { fields: 'grade,credit' }) : undefined;
    if (found?.status === 200) firms.set(id as string, found.body);
  }
  const state = {
    values: { ...before, ...values } as Facts,
    before: before as Facts | null,
    surroundings: told.surroundings,
    factsOf: (_: string, id: string) => firms.get(id),
  };
  return formFaults(prepared, state, language);
}

/** What the server says to the same write. */
async function byServer(entity: string, before: RecordJson | null, values: Values, language: Language) {
  const headers = { 'accept-language': language };
  const send = (pipeline?: string) =>
    before
      ? clerk.send('PATCH', `${app}/records/${entity}/${before.id}`, { version: before.version, values, pipeline }, headers)
      : clerk.send('POST', `${app}/records/${entity}`, { values }, headers);
  const first = await send();
  // A move to another pipeline is agreed to: whether it is announced is no case of these.
  const answer = first.body.asks ? await send(first.body.asks.pipeline) : first;
  expect(answer.status).toBeLessThan(500);
  return answer.status < 300 ? [] : answer.body.issues;
}

const spoken = (sayings: readonly Said[], language: Language) =>
  sayings.map((each) => ({ path: each.path, code: each.code, message: each[language] }));

async function judge(entity: string, before: Values | null, values: Values, both: readonly Said[], alone: readonly Said[] = []) {
  counts.cases += 1;
  const made = before ? (await clerk.send('POST', `${app}/records/${entity}`, { values: before })).body : null;
  if (made) expect(made.id).toBeTypeOf('string');
  const record = made && ((await clerk.get(`${app}/records/${entity}/${made.id}`)).body as RecordJson);
  for (const language of LANGUAGES) {
    counts.judgements += 2;
    expect({ values, form: await byForm(entity, record, values, language) }).toEqual({ values, form: spoken(both, language) });
    const faults = await byServer(entity, record, values, language);
    expect({ values, server: faults }).toEqual({ values, server: spoken([...alone, ...both], language) });
    // What was written once is not the same change a second time.
    if (faults.length === 0) break;
  }
}

describe('one meaning on both sides', () => {
  it('has cases enough', () => expect(SHAPE_CASES.length * 2 + RULE_CASES.length).toBeGreaterThan(300));

  it.each(SHAPE_CASES.map((each, i) => [`${i} ${each.field.key} ${JSON.stringify(each.value)?.slice(0, 40)}`, each] as const))(
    'shape %s',
    async (_, { field, value, told: fault, server: alone }) => {
      const both = fault ? [fault] : [];
      await judge('thing', null, { title: 'T', [field.key]: value }, both, alone ? [alone] : []);
      await judge('thing', { title: 'T' }, { [field.key]: value }, both, alone ? [alone] : []);
    },
  );

  it.each(RULE_CASES.map((each) => [each.what, each] as const))(
    'rule %s',
    async (_, { before, values, told: both = [], server: alone = [] }) => {
      await judge('deal', before ? { ...GOOD, ...before(ground) } : null, values(ground), both, alone);
    },
  );

  it('answers for a hidden field as for one that is not there, whatever its value', async () => {
    for (const value of [1, 99, 'x', null, '\0', '', [], {}])
      for (const language of LANGUAGES)
        for (const key of ['secret', 'nothing'])
          expect(await byServer('thing', null, { title: 'T', [key]: value }, language)).toEqual(spoken([said.unknown(key)], language));
    expect(JSON.stringify(told)).not.toContain(FIELDS.secret.name['zh-CN']);
  });

  it('gives with one record the facts its rules read one reference away, and none of a record out of sight', async () => {
    const make = async (values: Values) =>
      (await clerk.send('POST', `${app}/records/deal`, { values: { ...GOOD, ...values } })).body.id as string;
    const [small, none] = [await make({ firm: ground.firms.small }), await make({})];
    const far = async (id: string) => (await clerk.get(`${app}/records/deal/${id}`)).body.$far;
    expect(await far(small)).toEqual({ 'firm.grade': null, 'firm.credit': '100' });
    expect(await far(none)).toEqual({});
    const guest = await clientFor(server, 'manager@demo.local');
    expect((await guest.get(`${app}/records/deal/${small}`)).body.$far).toEqual({ 'firm.grade': null });
    expect((await clerk.get(`${app}/records/deal/${small}`, { fields: 'name' })).body).not.toHaveProperty('$far');
    expect((await clerk.get(`${app}/records/deal`)).body.records[0]).not.toHaveProperty('$far');
    await server.pool.query('update app_cases.firm set owner = $1 where id = $2', [ground.other, ground.firms.small]);
    expect(await far(small)).toEqual({});
  });
});
