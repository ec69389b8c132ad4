import {
  type App,
  addStage,
  editEntity,
  leavingStages,
  type Places,
  readApp,
  removeStage,
  updateField,
  updateStage,
} from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { dayIn } from '@pipewright/process';
import { newId, publish, type RunningServer, schemaOf } from '@pipewright/server';
import type { Table } from '@pipewright/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { countByHand, type Member, type World } from './support/impact-count.ts';
import { EDITS, impactApp } from './support/impact-edits.ts';

/** Sets of changes that are foretold, published and counted in this run, and rows of the entity they hit. */
const SETS = Number(process.env.IMPACT_SETS ?? 60);
const ROWS = Number(process.env.IMPACT_ROWS ?? 250);
const SEED = Number(process.env.IMPACT_SEED ?? Date.now() % 1_000_000);
const KEY = 'impact';
const SCHEMA = schemaOf(KEY);

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let members: Member[];

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  await server.pool.query(
    `insert into pipewright.app (key, workspace, draft) select $1, workspace, $2 from pipewright.app where key = 'opportunity'`,
    [KEY, JSON.stringify(impactApp())],
  );
  await publish(server.pool, { key: KEY, document: impactApp(), base: 0, by: null });
  await server.pool.query(
    `insert into pipewright.member (app, user_id, role) select $1, user_id, (array['sales', 'lead', 'desk', 'guest'])[1 + n % 4]
     from (select user_id, row_number() over (order by name) as n from pipewright.person where not installation_admin limit 14) p`,
    [KEY],
  );
  await server.pool.query(
    `insert into pipewright.member (app, user_id, role) select $1, user_id, 'admin' from pipewright.person where installation_admin`,
    [KEY],
  );
  members = await readMembers();
});
afterAll(() => close());

/** The members with their departments, worked out from the tree by hand. */
async function readMembers(): Promise<Member[]> {
  const { rows: people } = await server.pool.query(
    'select m.user_id, m.role, p.department, p.workspace from pipewright.member m join pipewright.person p using (user_id) where m.app = $1',
    [KEY],
  );
  const { rows: tree } = await server.pool.query('select id, parent, manager from pipewright.department');
  const below = (id: string): string[] => [id, ...tree.filter((each) => each.parent === id).flatMap((each) => below(each.id))];
  const now = new Date().toISOString();
  return people.map((person) => {
    const roots = [person.department, ...tree.filter((each) => each.manager === person.user_id).map((each) => each.id)].filter(Boolean);
    const departments = [...new Set(roots.flatMap(below))];
    return {
      user: person.user_id,
      role: person.role,
      department: person.department,
      departments,
      workspace: person.workspace,
      today: dayIn('Asia/Shanghai', now),
      now,
    };
  });
}

async function current(): Promise<{ version: number; app: App; tables: Table[] }> {
  const { rows } = await server.pool.query(
    'select a.version, v.definition, v.tables from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version where a.key = $1',
    [KEY],
  );
  return { version: rows[0].version, app: JSON.parse(rows[0].definition), tables: rows[0].tables };
}

/** Fills the tables anew with rows that are as awkward as rows are: empty, former, deleted, alike. */
async function fillRows(seed: number): Promise<void> {
  const dice = fc.sample(fc.array(fc.nat(999), { minLength: 20, maxLength: 20 }), { numRuns: ROWS, seed });
  await server.pool.query(`truncate "${SCHEMA}".deal, "${SCHEMA}".firm`);
  const firms = Array.from({ length: 12 }, newId);
  for (const [i, id] of firms.entries())
    await server.pool.query(`insert into "${SCHEMA}".firm (id, name, size) values ($1, $2, $3)`, [
      id,
      `Firm ${i}`,
      [null, 'big', 'small'][i % 3],
    ]);
  const { app } = await current();
  const pipelines = app.entities[0]?.process?.pipelines ?? [];
  const owners = [...members.map((member) => [member.user, member.department]), [null, null]];
  const ids: string[] = [];
  const rows = dice.map((die) => {
    const pick = <T>(i: number, ...list: T[]): T => list[(die[i] as number) % list.length] as T;
    const pipeline = pick(0, ...pipelines, undefined);
    const owner = pick(1, ...owners) as (string | null)[];
    const id = newId();
    const row = {
      ...{
        id,
        owner: owner[0],
        department: owner[1],
        name: pick(2, null, `Deal ${die[2]}`, 'Twin'),
        note: pick(3, null, 'x', `note ${die[3]}`),
      },
      ...{ firm: pick(4, null, ...firms), amount: pick(5, null, '120.50', '400', '9000.1', '-3'), cost: pick(6, null, '0', '500') },
      ...{ due: pick(7, null, '2020-02-29', '2031-01-01'), reason: pick(8, null, 'price', 'time', 'rival') },
      ...{ tags: pick(9, null, ['red'], ['green', 'blue']), ready: pick(10, null, true, false), hours: pick(11, null, 3, 40, die[11]) },
      ...{ seen_at: pick(12, null, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'), parent: pick(13, null, ...ids.slice(-3)) },
      ...{ pipeline: pipeline?.key ?? 'old', stage: pick(14, ...(pipeline?.stages.map((stage) => stage.key) ?? ['old'])) },
      ...{
        status: pick(15, 'open', 'open', 'open', 'won', 'lost', 'paused', 'future', 'void', null),
        deleted_at: pick(16, null, null, null, null, null, '2026-01-01T00:00:00Z'),
      },
    };
    ids.push(id);
    return row;
  });
  const shape =
    'id uuid, owner text, department uuid, name text, note text, firm uuid, amount numeric, cost numeric, due date, reason text, tags text[], ready boolean, hours bigint, seen_at timestamptz, parent uuid, pipeline text, stage text, status text, deleted_at timestamptz';
  const names = shape
    .split(', ')
    .map((each) => each.split(' ')[0])
    .join();
  await server.pool.query(`insert into "${SCHEMA}".deal (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as x(${shape})`, [
    JSON.stringify(rows),
  ]);
}

/** Every row that is not deleted, as rules see it, with what it refers to. */
async function readWorld(app: App): Promise<World> {
  const { tables } = await current();
  const all = new Map<string, Map<string, Record<string, Value> & { gone: boolean }>>();
  for (const table of tables) {
    const types = Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, column.type]));
    const { rows } = await server.pool.query(`select * from "${SCHEMA}"."${table.name}"`);
    const plain = (name: string, value: unknown): Value => {
      if (value === null || value === undefined) return null;
      return types[name] === 'timestamptz'
        ? new Date(`${String(value).replace(' ', 'T').replace(/\+00$/, 'Z')}`).toISOString()
        : (value as Value);
    };
    all.set(
      table.name,
      new Map(
        rows.map((row) => [
          row.id,
          { ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)])), gone: row.deleted_at !== null },
        ]),
      ),
    );
  }
  return new Map(
    [...all].map(([name, rows]) => {
      const references = app.entities.find((entity) => entity.key === name)?.fields.filter((field) => field.type === 'reference') ?? [];
      const withFar = (row: Record<string, Value>): Facts => {
        const far = references.flatMap((field) =>
          Object.entries(all.get(field.target ?? '')?.get(String(row[field.key])) ?? {}).map(
            ([key, value]) => [`${field.key}.${key}`, value as Value] as const,
          ),
        );
        return { ...row, ...Object.fromEntries(far) };
      };
      return [name, [...rows.values()].filter((row) => !row.gone).map(withFar)];
    }),
  );
}

const dryRun = async (app: App, places: Places) => {
  await server.pool.query('update pipewright.app set draft = $2, draft_revision = draft_revision + 1 where key = $1', [
    KEY,
    JSON.stringify(app),
  ]);
  const { status, body } = await admin.send('POST', `/apps/${KEY}/dry-run`, { places });
  expect([SEED, status]).toEqual([SEED, 200]);
  return body;
};

/** Every page of the records an effect hits. */
async function readHits(effect: string, places: Places): Promise<{ id: string; worth: { amount: string } | null }[]> {
  const found = [];
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await admin.get(`/apps/${KEY}/dry-run/records`, { effect, places, ...(after ? { after } : {}) });
    expect([SEED, effect, status]).toEqual([SEED, effect, 200]);
    found.push(...body.records);
    after = body.next;
  }
  return found;
}

describe('the effect of a publish', () => {
  it(`is foretold exactly: ${SETS} random sets of changes over ${ROWS} rows`, async () => {
    const dices = fc.sample(fc.array(fc.nat(100_000), { minLength: 40, maxLength: 40 }), { numRuns: SETS * 4, seed: SEED });
    const seen = new Map<string, number>();
    let done = 0;
    let moved = 0;
    let blocked = 0;
    for (const [n, dice] of dices.entries()) {
      // Few sets take a stage away; there are some more until one did.
      if (done >= SETS && moved > 0) break;
      let at = 0;
      const pick = <T>(list: readonly T[]): T => list[(dice[at++ % dice.length] as number) % list.length] as T;
      if (n % 6 === 0) {
        const { version, app } = await current();
        const places = Object.fromEntries(leavingStages(app, impactApp()).map((each) => [each.id, null]));
        await publish(server.pool, { key: KEY, document: impactApp(), base: version, by: null, places });
        await fillRows(SEED + n);
      }
      const { version, app } = await current();
      let wanted = app;
      for (let i = pick([1, 1, 2, 3, 4]); i > 0; i -= 1) {
        const next = pick(EDITS)(wanted, pick, n * 10 + i);
        if ('value' in readApp(next)) wanted = next;
      }
      if (JSON.stringify(wanted) === JSON.stringify(app)) continue;
      const places: Places = Object.fromEntries(
        leavingStages(app, wanted).map((each) => [each.id, pick([null, ...each.choices.map((choice) => choice.key)])]),
      );
      const dry = await dryRun(wanted, places);
      const was = await readWorld(app);
      done += 1;
      if (dry.issues.length > 0) {
        expect([SEED, n, dry.issues.map((each: { code: string }) => each.code)]).toEqual([
          SEED,
          n,
          dry.issues.map(() => 'publish.unique_twins'),
        ]);
        blocked += 1;
        continue;
      }
      const listed = dry.impact.filter((each: { lists: boolean }) => each.lists);
      if (listed.length > 0) {
        const effect = pick<{ id: string; count: number; worth?: { amount: string } }>(listed);
        const hits = await readHits(effect.id, places);
        const sum = hits.filter((hit) => hit.worth).reduce((total, hit) => total + Math.round(Number(hit.worth?.amount) * 100), 0);
        expect([SEED, n, effect.id, new Set(hits.map((hit) => hit.id)).size]).toEqual([SEED, n, effect.id, effect.count]);
        if (effect.worth) expect([SEED, n, effect.id, sum]).toEqual([SEED, n, effect.id, Math.round(Number(effect.worth.amount) * 100)]);
      }
      await publish(server.pool, { key: KEY, document: wanted, base: version, by: null, places });
      const now = await readWorld(wanted);
      const expected = countByHand(app, wanted, was, now, members, dayIn('Asia/Shanghai', new Date().toISOString()));
      const foretold = Object.fromEntries(dry.impact.map((each: { id: string; count: number }) => [each.id, each.count]));
      expect([SEED, n, foretold]).toEqual([SEED, n, Object.fromEntries(expected)]);
      for (const { code } of dry.impact) seen.set(code, (seen.get(code) ?? 0) + 1);
      // What was to be moved stands where it was told to, with its story; everything else stands where it stood.
      const entries = await server.pool.query(
        `select record, before, after, record_version from "${SCHEMA}"._ledger where definition_version = $1`,
        [version + 1],
      );
      const past = new Map((was.get('deal') ?? []).map((row) => [row.id, row]));
      for (const row of now.get('deal') ?? []) {
        const first = past.get(row.id as Value) as Facts;
        const asked = places[`deal/${String(first.pipeline)}/${String(first.stage)}`];
        const goes = asked !== undefined && asked !== null && ['open', 'paused', 'future'].includes(String(first.status ?? 'open'));
        const to = goes ? (asked.includes('/') ? asked.split('/') : [first.pipeline, asked]) : [first.pipeline, first.stage];
        expect([SEED, n, row.id, row.pipeline, row.stage, row.version]).toEqual([
          SEED,
          n,
          row.id,
          ...to,
          Number(first.version) + (goes ? 1 : 0),
        ]);
        const story = entries.rows.filter((entry) => entry.record === row.id);
        expect([SEED, n, story.length]).toEqual([SEED, n, goes ? 1 : 0]);
        if (!goes) continue;
        moved += 1;
        expect(story[0]).toMatchObject({
          before: { pipeline: first.pipeline, stage: first.stage },
          after: { pipeline: row.pipeline, stage: row.stage },
          record_version: row.version,
        });
      }
    }
    console.log(
      `impact: ${done} sets of changes, ${blocked} blocked by twins, ${moved} records moved, seed ${SEED}; ${[...seen]
        .map(([code, times]) => `${code} ${times}`)
        .sort()
        .join(', ')}`,
    );
    expect(done).toBeGreaterThanOrEqual(SETS);
    expect(moved).toBeGreaterThan(0);
  }, 1_200_000);

  const code = (error: { issues: { code: string; path: string; params?: object }[] }) =>
    error.issues.map((each) => `${each.code} ${each.path} ${JSON.stringify(each.params ?? {})}`);
  const back = async () => {
    const { version, app } = await current();
    const places = Object.fromEntries(leavingStages(app, impactApp()).map((each) => [each.id, null]));
    await publish(server.pool, { key: KEY, document: impactApp(), base: version, by: null, places });
    await server.pool.query(`truncate "${SCHEMA}".deal, "${SCHEMA}".firm`);
  };
  const addDeal = (stage: string, status: string, amount: string) =>
    server.pool.query(`insert into "${SCHEMA}".deal (id, name, pipeline, stage, status, amount) values ($1, $2, 'plain', $3, $4, $5)`, [
      ...[newId(), `${stage} ${status}`, stage, status, amount],
    ]);

  it('asks where the records of a removed stage go, publishes nothing without an answer, and never moves what is closed', async () => {
    await back();
    for (const status of ['open', 'paused', 'future', 'won', 'lost', 'void']) await addDeal('offer', status, '1000.25');
    const { version, app } = await current();
    const wanted = removeStage(app, 'deal', 'plain', 'offer');
    const dry = await dryRun(wanted, {});
    expect([dry.issues, dry.changes.length]).toEqual([[], 1]);
    expect(dry.places).toMatchObject([
      {
        ...{ id: 'deal/plain/offer', count: 3, worth: { amount: '3000.75', currency: 'CNY' } },
        choices: [{ key: 'start' }, { key: 'sign' }],
      },
    ]);
    const wish = { key: KEY, document: wanted, base: version, by: null };
    expect(await publish(server.pool, wish).catch(code)).toEqual([
      'publish.place_missing places.deal/plain/offer {"stage":{"en":"offer","zh-CN":"offer"},"pipeline":{"en":"Plain","zh-CN":"Plain"},"count":3}',
    ]);
    expect(await publish(server.pool, { ...wish, places: { 'deal/plain/offer': 'offer' } }).catch(code)).toMatchObject([
      expect.stringContaining('publish.place_unknown'),
    ]);
    expect((await current()).version).toBe(version);
    await publish(server.pool, { ...wish, places: { 'deal/plain/offer': 'sign' } });
    const { rows } = await server.pool.query(`select status, stage, probability::text, version from "${SCHEMA}".deal order by status`);
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      'future sign 90 2',
      'lost offer  1',
      'open sign 90 2',
      'paused sign 90 2',
      'void offer  1',
      'won offer  1',
    ]);
    const { rows: told } = await server.pool.query(
      `select distinct kind, cause, before, after from "${SCHEMA}"._ledger where definition_version = $1`,
      [version + 1],
    );
    expect(told).toEqual([
      {
        ...{ kind: 'move', cause: { by: 'publish', version: version + 1 } },
        ...{
          before: { pipeline: 'plain', stage: 'offer', probability: null },
          after: { pipeline: 'plain', stage: 'sign', probability: '90' },
        },
      },
    ]);
  });

  it('asks the same of a rollback over HTTP, and takes the answer', async () => {
    await back();
    const { version, app } = await current();
    const stage = { key: 'extra', name: { en: 'Extra', 'zh-CN': '附加' }, probability: 70, color: 'red' as const, required: [], gates: [] };
    await publish(server.pool, { key: KEY, document: addStage(app, 'deal', 'plain', stage), base: version, by: null });
    await addDeal('extra', 'open', '5');
    const ask = (body: object) => admin.send('POST', `/apps/${KEY}/rollback`, { base: version + 1, version, ...body });
    const refused = await ask({});
    expect([refused.status, refused.body.issues[0].message]).toEqual([422, 'Say where the 1 records in “Extra” of “Plain” go.']);
    expect((await ask({ places: { 'deal/plain/extra': 'start' } })).status).toBe(200);
    const { rows } = await server.pool.query(`select stage from "${SCHEMA}".deal`);
    expect(rows).toEqual([{ stage: 'start' }]);
  });

  it('refuses a removed key under another name, knows keys of versions that kept none, and lets the old part come back', async () => {
    await back();
    const { version, app } = await current();
    await publish(server.pool, { key: KEY, document: removeStage(app, 'deal', 'plain', 'offer'), base: version, by: null });
    await server.pool.query('update pipewright.version set keys = null where app = $1', [KEY]);
    const party = updateStage(app, 'deal', 'plain', 'offer', { name: { en: 'Party', 'zh-CN': '聚会' } });
    const wish = { key: KEY, base: version + 1, by: null };
    expect(await publish(server.pool, { ...wish, document: party }).catch(code)).toEqual([
      'key.removed entities.deal.process.pipelines.plain.stages.offer {"name":{"en":"Party","zh-CN":"聚会"},"former":{"en":"offer","zh-CN":"offer"}}',
    ]);
    const typed = updateField(app, 'deal', 'note', { type: 'choice', options: [{ key: 'a', name: { en: 'A', 'zh-CN': 'A' } }] });
    expect(await publish(server.pool, { ...wish, document: typed }).catch(code)).toMatchObject([
      expect.stringContaining('key.reused entities.deal.fields.note'),
    ]);
    const draft = await admin.get(`/apps/${KEY}/draft`);
    expect(draft.body.keys).toContain('entities.deal.process.pipelines.plain.stages.offer');
    await publish(server.pool, { ...wish, document: app });
    expect((await current()).app).toEqual(app);
  });

  it('finds twins in an entity that is out of sight or comes back, and in one that is written meanwhile', async () => {
    await back();
    for (const status of ['open', 'won']) await addDeal('offer', status, '1');
    await server.pool.query(`update "${SCHEMA}".deal set name = 'Twin'`);
    const bare = (app: App): App => ({ ...app, reports: [], dashboards: [] });
    const retired = (app: App) => editEntity(bare(app), 'deal', (entity) => ({ ...entity, retired: true }));
    const unique = (app: App) => updateField(app, 'deal', 'name', { unique: true });
    const gone = (app: App): App => ({
      ...{ ...bare(app), entities: app.entities.filter((entity) => entity.key !== 'deal') },
      roles: app.roles.map((role) => ({
        ...role,
        grants: Object.fromEntries(Object.entries(role.grants).filter(([key]) => key !== 'deal')),
      })),
    });
    const tryUnique = async (document: App) =>
      publish(server.pool, { key: KEY, document, base: (await current()).version, by: null }).catch(code);
    const twins = ['publish.unique_twins entities.deal.fields.name {"field":{"en":"Name","zh-CN":"名称"},"count":2}'];
    for (const away of [retired, gone]) {
      await publish(server.pool, { key: KEY, document: away(impactApp()), base: (await current()).version, by: null });
      expect(await tryUnique(unique(retired(impactApp())))).toEqual(twins);
      expect(await tryUnique(unique(impactApp()))).toEqual(twins);
      await publish(server.pool, { key: KEY, document: impactApp(), base: (await current()).version, by: null });
    }
    // The twin is written but not committed while the twins are counted; the index waits for it and finds it.
    await server.pool.query(`update "${SCHEMA}".deal set name = 'Other' where status = 'won'`);
    const writer = await server.pool.connect();
    await writer.query('begin');
    await writer.query(`update "${SCHEMA}".deal set name = 'Twin'`);
    const publishing = tryUnique(unique(impactApp()));
    await new Promise((resolve) => setTimeout(resolve, 250));
    await writer.query('commit');
    writer.release();
    expect(await publishing).toEqual(twins);
  });

  it('tells how many records break a narrowing that is new or changed, and which', async () => {
    await back();
    const [one, other] = [newId(), newId()];
    await server.pool.query(`insert into "${SCHEMA}".firm (id, name) values ($1, 'One'), ($2, 'Other')`, [one, other]);
    const deal = async (name: string, firm: string | undefined, parent?: string) => {
      const id = newId();
      const values = [id, name, firm ?? null, parent ?? null];
      await server.pool.query(`insert into "${SCHEMA}".deal (id, name, firm, parent) values ($1, $2, $3, $4)`, values);
      return id;
    };
    const parent = await deal('parent', one);
    const lone = await deal('of none', undefined);
    await deal('fits', one, parent);
    await deal('open', undefined, parent);
    const wrong = [await deal('other firm', other, parent), await deal('of none', one, lone)];
    await server.pool.query(`update "${SCHEMA}".deal set deleted_at = now() where id = $1`, [await deal('deleted', other, parent)]);
    const narrowed = updateField(impactApp(), 'deal', 'parent', { within: 'firm' });
    const { impact } = await dryRun(narrowed, {});
    const id = 'within_broken:entities.deal.fields.parent.within';
    expect(impact).toMatchObject([{ id, code: 'within_broken', count: 2, names: [{}, { en: 'Parent' }, { en: 'Firm' }], lists: true }]);
    expect((await readHits(id, {})).map((hit) => hit.id).sort()).toEqual(wrong.sort());
    await publish(server.pool, { key: KEY, document: narrowed, base: (await current()).version, by: null });
    // What was asked for already is no news.
    expect((await dryRun(updateField(narrowed, 'deal', 'note', { name: { en: 'N', 'zh-CN': 'N' } }), {})).impact).toEqual([]);
  });

  it('lists the records hit to administrators only', async () => {
    const sales = await clientFor(server, 'sales@demo.local');
    const { rows } = await server.pool.query(
      `select p.user_id from auth."user" u join pipewright.person p on p.user_id = u.id where u.email = 'sales@demo.local'`,
    );
    await server.pool.query(`insert into pipewright.member (app, user_id, role) values ($1, $2, 'sales') on conflict do nothing`, [
      KEY,
      rows[0]?.user_id,
    ]);
    for (const path of ['dry-run/records', 'versions/1/dry-run/records'])
      expect((await sales.get(`/apps/${KEY}/${path}`, { effect: 'stage_gone:x' })).status).toBe(403);
    expect((await admin.get(`/apps/${KEY}/dry-run/records`, { effect: 'stage_gone:x' })).status).toBe(404);
  });
});
