import { type App, type ChanceState, editEntity } from '@pipewright/definition';
import { keepAllChances, openServer, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, clientFor, type TestClient } from './support/client.ts';
import { freshServer, root, SECRET } from './support/database.ts';
import { importEnd, stageFile } from './support/importing.ts';

let server: RunningServer;
let other: RunningServer;
let url: string;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;
let analyst: TestClient;
const app = '/apps/opportunity';
const records = `${app}/records/opportunity`;
const table = 'app_opportunity.opportunity';

beforeAll(async () => {
  ({ server, url, close } = await freshServer('demo'));
  other = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true, role: 'web' });
  [admin, sales] = await Promise.all([clientFor(server, 'admin@demo.local'), clientFor(server, 'sales@demo.local')]);
});
afterAll(async () => {
  await other.close();
  await close();
});

const query = async <T>(text: string, values: unknown[] = []) => (await server.pool.query(text, values)).rows as T[];
const one = async <T>(text: string, values: unknown[] = []) => (await query<T>(text, values))[0] as T;
const codes = ({ body }: Answer) => body.issues.map((issue: { path: string; code: string }) => `${issue.path}: ${issue.code}`);
const chanceOf = async (id: string, by = admin): Promise<ChanceState> => (await by.get(`${records}/${id}/chance`)).body;
const patch = (id: string, version: number, values: object, by = sales) =>
  by.send('PATCH', `${records}/${id}`, { version, values, duplicates: 'accepted' });
const fingerprint = () =>
  one<{ text: string }>(
    `select md5(string_agg(concat_ws(' ', id, version, updated_at, updated_by), ' ' order by id)) as text from ${table}`,
  );
const stories = () =>
  one<{ ledger: string; outbox: string }>(
    'select (select count(*) from app_opportunity._ledger) as ledger, (select count(*) from app_opportunity._outbox) as outbox',
  );
/** An open record of the sales person in the middle of a pipeline that many went through. */
const mine = async (where = 'true') => {
  const me = (await sales.get('/me')).body.user;
  return one<{ id: string; version: number; probability: string; pipeline: string; stage: string }>(
    `select id::text, version, probability::text, pipeline, stage from ${table} where owner = $1 and status = 'open' and deleted_at is null and ${where} order by id limit 1`,
    [me],
  );
};

describe('what own closed records tell', () => {
  it('is nothing before anything was learned, and says so', async () => {
    const { id, probability } = await mine();
    expect(await chanceOf(id)).toMatchObject({
      probability: Number(probability),
      stage: Number(probability),
      computed: null,
      set: null,
      learnedAt: null,
      reasons: [],
    });
  });

  it('is learned once by two servers at the same time, and changes no version, no day and no story', async () => {
    const [before, told] = [await fingerprint(), await stories()];
    await Promise.all([keepAllChances(server), keepAllChances(other)]);
    await keepAllChances(other);
    expect(await query('select entity, number, spread from pipewright.chance where app = $1', ['opportunity'])).toEqual([
      { entity: 'opportunity', number: 1, spread: 1 },
    ]);
    expect([await fingerprint(), await stories()]).toEqual([before, told]);
    const counted = await one<{ n: number; told: number; wrong: number }>(
      `select count(*)::int as n, count(probability_computed)::int as told, (count(*) filter (where probability <> probability_computed))::int as wrong from ${table} where status not in ('won', 'lost', 'void')`,
    );
    expect(counted.told).toBeGreaterThan(0);
    expect(counted.wrong).toBe(0);
    console.log(`Sample: ${counted.told} of ${counted.n} records that are not closed have a probability of their own`);
    const closed = await query(
      `select distinct status, probability::text, probability_computed from ${table} where status in ('won', 'lost', 'void') order by 1`,
    );
    expect(closed).toEqual(expect.arrayContaining([{ status: 'won', probability: '100', probability_computed: null }]));
  });

  it('scores what it did not know, beside the base rate and the stages, for who reads everything', async () => {
    const { body, status } = await admin.get(`${app}/board/opportunity/chance`);
    expect(status).toBe(200);
    const { score } = body;
    console.log(
      `Sample: learned from ${score.learned}, told of ${score.records} closed from ${score.from} on (${score.looks} looks): Brier ${score.brier.toFixed(4)}, base rate ${score.base.toFixed(4)}, stages ${score.stages.toFixed(4)}, better by (95 %) ${score.better.low.toFixed(4)} to ${score.better.high.toFixed(4)}`,
    );
    expect(score.brier).toBeLessThan(score.base + 0.01);
    expect(score.bins.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(score.looks);
    expect((await sales.get(`${app}/board/opportunity/chance`)).status).toBe(404);
    expect((await admin.get(`${app}/board/customer/chance`)).status).toBe(404);
  });

  it('is the same to the last digit when it is learned again', async () => {
    const kept = await one<{ model: unknown; score: unknown }>('select model, score from pipewright.chance');
    const told = await query(`select id, probability_computed from ${table} order by id`);
    await query("update pipewright.chance set basis = 'another'");
    await keepAllChances(other);
    expect(await one('select model, score from pipewright.chance')).toEqual(kept);
    expect(await one('select number, spread from pipewright.chance')).toEqual({ number: 2, spread: 2 });
    expect(await query(`select id, probability_computed from ${table} order by id`)).toEqual(told);
  });

  it('explains itself: the three values, how many, between what, and why', async () => {
    const { id, probability } = await mine('probability_computed is not null');
    const state = await chanceOf(id, sales);
    expect(state.probability).toBe(Number(probability));
    expect(state.computed).toBe(Number(probability));
    expect(state.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(state.computed);
    expect(state.reasons.map(({ kind }) => kind).slice(0, 3)).toEqual(['all', 'stage', 'segment']);
    expect(state.reasons[2]?.field).toEqual({ en: 'Customer class', 'zh-CN': '客户类型' });
    expect([state.n >= state.least, (state.low ?? 0) <= (state.computed ?? 0), (state.high ?? 0) >= (state.computed ?? 0)]).toEqual([
      true,
      true,
      true,
    ]);
    const stranger = await one<{ id: string }>(
      `select id::text from ${table} where owner <> (select owner from ${table} where id = $1) and status = 'open' and deleted_at is null limit 1`,
      [id],
    );
    expect((await sales.get(`${records}/${stranger.id}/chance`)).status).toBe(404);
  });
});

describe('a probability that a person says', () => {
  it('needs a reason, stands above what was worked out, and is kept beside it', async () => {
    const { id, version, probability } = await mine('probability_computed is not null');
    expect(codes(await patch(id, version, { probability_set: '85' }))).toEqual(['probability_reason: chance.reason']);
    expect(codes(await patch(id, version, { probability_set: '101', probability_reason: 'x' }))).toEqual(['probability_set: chance.range']);
    expect((await patch(id, version, { probability: '85' })).status).toBe(422);
    expect((await patch(id, version, { probability_computed: '85' })).status).toBe(422);
    const said = await patch(id, version, { probability_set: '85', probability_reason: '决策人已口头承诺' });
    expect(said.body).toMatchObject({
      version: version + 1,
      probability: '85',
      probability_set: '85',
      probability_computed: probability,
      probability_reason: '决策人已口头承诺',
    });
    expect((await chanceOf(id)).set).toMatchObject({
      probability: 85,
      reason: '决策人已口头承诺',
      by: expect.any(String),
      at: expect.any(String),
    });
    await query('update pipewright.chance set basis = $1', ['again']);
    await keepAllChances(server);
    expect((await sales.get(`${records}/${id}`)).body).toMatchObject({ version: version + 1, probability: '85', probability_set: '85' });
    const back = await patch(id, version + 1, { probability_set: null });
    expect(back.body).toMatchObject({ probability, probability_set: null, probability_reason: null });
    const told = await query<{ after: object }>(
      `select after from app_opportunity._ledger where record = $1 and after ? 'probability_set' order by id`,
      [id],
    );
    expect(told.map(({ after }) => after)).toEqual([
      { probability: '85', probability_set: '85', probability_reason: '决策人已口头承诺' },
      { probability, probability_set: null, probability_reason: null },
    ]);
  });

  it('ends as the record moves on, which works it out in the same step', async () => {
    const values = { ...(await ground()), next_step: '拜访', budget_confirmed: true, probability_set: '99', probability_reason: 'sure' };
    const { id, version } = (await sales.send('POST', records, { values })).body;
    const moved = await sales.send('POST', `${records}/${id}/move`, { version, stage: 'requirements' });
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ stage: 'requirements', probability_set: null, probability_reason: null });
    const state = await chanceOf(id);
    expect([state.computed, state.probability]).toEqual([Number(moved.body.probability_computed), Number(moved.body.probability)]);
    const { before } = await one<{ before: object }>(
      `select before from app_opportunity._ledger where record = $1 order by id desc limit 1`,
      [id],
    );
    expect(before).toMatchObject({ probability: '99', probability_set: '99', probability_reason: 'sure' });
    const waits = await one<{ model: number }>(`select probability_model as model from ${table} where id = $1`, [id]);
    expect(waits.model).toBe((await one<{ number: number }>('select number from pipewright.chance')).number);
  });

  it('is not for a record that is closed, nor for who may not change it', async () => {
    const closed = await one<{ id: string; version: number }>(
      `select id::text, version from ${table} where status = 'lost' and deleted_at is null limit 1`,
    );
    expect(codes(await patch(closed.id, closed.version, { probability_set: '5', probability_reason: 'x' }, admin))).toContain(
      'probability_set: chance.closed',
    );
    const { rows } = await server.pool.query(
      `select p.user_id as id, u.email from pipewright.member m join pipewright.person p on p.user_id = m.user_id join auth."user" u on u.id = p.user_id where m.role = 'analyst' limit 1`,
    );
    if (rows[0]) {
      analyst = await clientFor(server, rows[0].email);
      const open = await mine();
      expect((await patch(open.id, open.version, { probability_set: '5', probability_reason: 'x' }, analyst)).status).toBe(403);
      expect((await analyst.get(`${app}/board/opportunity/chance`)).status).toBe(200);
    }
  });

  it('comes in by every door with its reason, and by none without', async () => {
    const { id } = await mine('probability_computed is not null');
    const together = await sales.send('POST', `${records}/together`, { records: [id], values: { probability_set: '40' } });
    expect([together.body.done, together.body.refused[0].faults[0].code]).toEqual([0, 'chance.reason']);
    const both = await sales.send('POST', `${records}/together`, {
      records: [id],
      values: { probability_set: '40', probability_reason: '统一下调' },
    });
    expect(both.body.done).toBe(1);
    expect((await sales.get(`${records}/${id}`)).body).toMatchObject({ probability: '40', probability_reason: '统一下调' });
    const made = await sales.send('POST', records, {
      values: { ...(await ground()), probability_set: '70', probability_reason: '老客户' },
    });
    expect(made.body).toMatchObject({ version: 1, probability: '70', probability_set: '70' });
    const named = async (entity: string, key: string) => (await sales.get(`${app}/records/${entity}/${made.body[key]}`)).body.name;
    const [customer, contact] = [await named('customer', 'customer'), await named('contact', 'decision_maker')];
    const line = (name: string, why: string) => `${name},${customer},${contact},new,100,66,${why}\n`;
    const csv = `name,customer,contact,type,amount,p,why\n${line('导入甲', '导入')}${line('导入乙', '')}`;
    const staged = await stageFile(sales, `${app}/imports/opportunity`, csv);
    const targets = {
      name: { column: 'name' },
      customer: { column: 'customer' },
      decision_maker: { column: 'contact' },
      pain_point: { value: '数据分散' },
      opportunity_type: { column: 'type', values: { new: 'new' } },
      amount: { column: 'amount' },
      expected_close: { value: '2027-01-31' },
      probability_set: { column: 'p' },
      probability_reason: { column: 'why' },
    };
    const run = await sales.send('POST', `${app}/imports/${staged.id}/run`, { targets });
    expect(run.status).toBe(202);
    expect(await importEnd(sales, `${app}/imports/${staged.id}`)).toMatchObject({ done: 1, refused: 1 });
    expect(await query(`select probability::text, probability_set::text from ${table} where name = '导入甲'`)).toEqual([
      { probability: '66', probability_set: '66' },
    ]);
  });
});

async function ground() {
  const made = await sales.send('POST', `${app}/records/customer`, {
    values: { name: `客户 ${Math.random()}`, customer_class: 'standard' },
  });
  const customer = made.body.id as string;
  const contact = (await sales.send('POST', `${app}/records/contact`, { values: { name: `王决策 ${Math.random()}`, customer } })).body;
  const asked = { decision_maker: contact.id as string, pain_point: '数据分散' };
  return { name: '人工赢率', customer, opportunity_type: 'new', amount: '1000', expected_close: '2027-01-31', ...asked };
}

describe('what the background writes', () => {
  it('leaves a record alone that somebody holds, and is no conflict for who has it open', async () => {
    const { id, version } = await mine('probability_computed is not null');
    await query('update pipewright.chance set basis = $1', ['once more']);
    const holder = await server.pool.connect();
    await holder.query('begin');
    await holder.query(`select 1 from ${table} where id = $1 for no key update`, [id]);
    await keepAllChances(other);
    await holder.query('rollback');
    holder.release();
    await query(`update ${table} set probability_model = null, probability = 1 where id = $1`, [id]);
    await keepAllChances(other);
    const state = await chanceOf(id);
    expect(state.probability).not.toBe(1);
    expect((await patch(id, version, { next_step: 'Call' })).body.version).toBe(version + 1);
  });

  it('follows a record whose segment became another', async () => {
    const { id, version } = await mine("probability_computed is not null and opportunity_type = 'new' and pipeline = 'standard'");
    const changed = await patch(id, version, { opportunity_type: 'resell' });
    expect(changed.status).toBe(200);
    expect(await one(`select probability_model as model from ${table} where id = $1`, [id])).toEqual({ model: null });
    await keepAllChances(server);
    expect((await one<{ model: number }>(`select probability_model as model from ${table} where id = $1`, [id])).model).toBeGreaterThan(0);
    const state = await chanceOf(id);
    expect(state.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(state.computed);
  });

  it('begins anew after another process was published, and falls back openly where too few are closed', async () => {
    const { id } = await mine('probability_computed is not null and probability_set is null');
    const draft = (await admin.get(`${app}/draft`)).body;
    const edit = (change: (app: App) => App) => change(draft.definition as App);
    const definition = edit((whole) =>
      editEntity(whole, 'opportunity', (entity) => ({
        ...entity,
        process: entity.process && { ...entity.process, chance: { segments: ['customer.customer_class'], least: 1000 } },
      })),
    );
    const saved = await admin.send('PUT', `${app}/draft`, { revision: draft.revision, definition });
    expect(saved.body.issues).toEqual([]);
    const { version } = await one<{ version: number }>("select version from pipewright.app where key = 'opportunity'");
    expect((await admin.send('POST', `${app}/publish`, { base: version, revision: saved.body.revision })).status).toBe(200);
    await keepAllChances(server);
    const state = await chanceOf(id);
    expect(state).toMatchObject({ computed: null, probability: state.stage, reasons: [], least: 1000, low: null });
    expect(state.n).toBeGreaterThan(0);
  });

  it('gives records the probability of their stage back where chances are told no more', async () => {
    const { id, version } = await mine();
    await patch(id, version, { probability_set: '77', probability_reason: 'x' });
    const draft = (await admin.get(`${app}/draft`)).body;
    const publish = async (revision: number) => {
      const { version: base } = await one<{ version: number }>("select version from pipewright.app where key = 'opportunity'");
      expect((await admin.send('POST', `${app}/publish`, { base, revision })).status).toBe(200);
    };
    const definition = editEntity(draft.definition as App, 'opportunity', (entity) => {
      const { chance: _, ...rest } = entity.process as NonNullable<typeof entity.process>;
      return { ...entity, process: rest };
    });
    const saved = await admin.send('PUT', `${app}/draft`, { revision: draft.revision, definition });
    await publish(saved.body.revision);
    await keepAllChances(server);
    const now = (await sales.get(`${records}/${id}`)).body;
    expect([now.version, now.probability === '77', Object.hasOwn(now, 'probability_set')]).toEqual([version + 1, false, false]);
    expect(await query('select 1 from pipewright.chance')).toEqual([]);
    const again = (await admin.get(`${app}/draft`)).body;
    const back = await admin.send('PUT', `${app}/draft`, { revision: again.revision, definition: draft.definition });
    await publish(back.body.revision);
    await keepAllChances(server);
    expect(await query('select number from pipewright.chance')).toEqual([{ number: 1 }]);
  });

  it('is hidden as the probability is', async () => {
    const draft = (await admin.get(`${app}/draft`)).body;
    const whole = draft.definition as App;
    const roles = whole.roles.map((role) =>
      role.key === 'sales'
        ? {
            ...role,
            grants: {
              ...role.grants,
              opportunity: { ...role.grants.opportunity, hidden: [...(role.grants.opportunity?.hidden ?? []), 'probability'] },
            },
          }
        : role,
    );
    const saved = await admin.send('PUT', `${app}/draft`, { revision: draft.revision, definition: { ...whole, roles } });
    const { version } = await one<{ version: number }>("select version from pipewright.app where key = 'opportunity'");
    expect((await admin.send('POST', `${app}/publish`, { base: version, revision: saved.body.revision })).status).toBe(200);
    const { id, version: at } = await mine();
    const record = (await sales.get(`${records}/${id}`)).body;
    expect(Object.keys(record).filter((key) => key.startsWith('probability'))).toEqual([]);
    expect(codes(await patch(id, at, { probability_set: '5', probability_reason: 'x' }))).toEqual([
      'probability_set: unknown.field',
      'probability_reason: unknown.field',
    ]);
    expect(await chanceOf(id, sales)).toMatchObject({ probability: null, computed: null, reasons: [], records: 0 });
  });
});
