import type { RunningServer } from '@pipewright/server';
import { DRIFT_KINDS, type DriftKind } from '@pipewright/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

/** Rounds in which several things are broken at once. */
const ROUNDS = Number(process.env.DRIFT_ROUNDS ?? 6);
const SEED = Number(process.env.DRIFT_SEED ?? Date.now() % 1_000_000);
const app = '/apps/opportunity';
const S = 'app_opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let chinese: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  [admin, chinese] = await Promise.all([clientFor(server, 'admin@demo.local'), clientFor(server, 'admin@demo.local', 'zh-CN')]);
});
afterAll(() => close());

const run = async (text: string) => (await server.pool.query(text)).rows;
const found = async (client = admin): Promise<{ path: string; code: string; message: string; harmful: boolean; way: string }[]> =>
  (await client.get(`${app}/repair`)).body.drift;
const repair = async (empty: readonly string[] = []) => (await admin.send('POST', `${app}/repair`, { empty })).body;
const dryRun = async (): Promise<string[]> =>
  (await admin.send('POST', `${app}/dry-run`, {})).body.issues.map((each: { code: string }) => each.code);
const indexLike = async (pattern: string): Promise<string> =>
  (await run(`select indexname from pg_indexes where schemaname = '${S}' and indexname like '${pattern}' order by 1 limit 1`))[0]
    ?.indexname;

/** Something broken by hand: what to run, what it is found as, and what is lost with it. */
interface Break {
  readonly name: string;
  readonly sql: () => Promise<string>;
  readonly kind: DriftKind;
  readonly object: string;
  readonly harmful: boolean;
  readonly empty?: string;
}
const plain = (name: string, kind: DriftKind, object: string, sql: string, harmful = true): Break => ({
  name,
  kind,
  object,
  harmful,
  sql: async () => sql,
});
const lost = (name: string, kind: DriftKind, object: string, sql: string): Break => ({
  ...plain(name, kind, object, sql),
  empty: `tables.${object}`,
});
const dropped = (kind: 'unique_index' | 'index', pattern: string): Break => ({
  name: `${kind} like ${pattern}`,
  kind,
  object: pattern.replaceAll('\\', '').split('%')[0] ?? '',
  harmful: kind === 'unique_index',
  sql: async () => `drop index ${S}."${await indexLike(pattern)}"`,
});

const BREAKS: readonly Break[] = [
  plain('not null dropped', 'not_null', 'contact.version', `alter table ${S}.contact alter column version drop not null`),
  plain('not null added', 'not_null', 'product.name', `alter table ${S}.product alter column name set not null`),
  plain('default dropped', 'default', 'contact.created_at', `alter table ${S}.contact alter column created_at drop default`),
  plain('default changed', 'default', 'product.version', `alter table ${S}.product alter column version set default 7`),
  plain('default added', 'default', 'customer.name', `alter table ${S}.customer alter column name set default 'x'`),
  plain(
    'primary key dropped with what hangs on it',
    'primary_key',
    'customer.id',
    `alter table ${S}.customer drop constraint customer_pkey cascade`,
  ),
  plain('reference dropped', 'foreign_key', 'opportunity.fk_owner', `alter table ${S}.opportunity drop constraint fk_owner`),
  plain(
    'reference to another table',
    'foreign_key',
    'contact.fk_customer',
    `alter table ${S}.contact drop constraint fk_customer, add constraint fk_customer foreign key (customer) references ${S}.product (id) not valid`,
  ),
  plain(
    'reference that takes rows along',
    'foreign_key',
    'contact.fk_department',
    `alter table ${S}.contact drop constraint fk_department, add constraint fk_department foreign key (department) references pipewright.department (id) on delete cascade`,
  ),
  plain(
    'reference unchecked',
    'foreign_key_unchecked',
    'product.fk_owner',
    `alter table ${S}.product drop constraint fk_owner, add constraint fk_owner foreign key (owner) references auth."user" (id) not valid`,
    false,
  ),
  plain('sequence dropped', 'sequence', 'opportunity.opportunity_code_seq', `drop sequence ${S}.opportunity_code_seq cascade`),
  dropped('unique_index', 'u\\_opportunity\\_code%'),
  dropped('index', 'i\\_opportunity\\_owner%'),
  dropped('index', 'i\\_opportunity\\_%\\_search'),
  dropped('index', 'i\\_contact\\_%\\_pinyin'),
  dropped('index', 'i\\_customer\\_department%'),
  plain(
    'index left invalid',
    'index',
    'i_product',
    `update pg_index set indisvalid = false where indexrelid = '${S}.i_product_owner_id_btree'::regclass`,
    false,
  ),
  plain(
    'index of other columns',
    'index',
    'i_product_department',
    `drop index ${S}.i_product_department_id_btree; create index i_product_department_id_btree on ${S}.product (id) where deleted_at is null`,
    false,
  ),
  plain(
    'unique index that is not unique',
    'unique_index',
    'u_opportunity_code_btree',
    `drop index ${S}.u_opportunity_code_btree; create index u_opportunity_code_btree on ${S}.opportunity (code) where deleted_at is null`,
  ),
  lost('column dropped', 'column_missing', 'customer.notes', `alter table ${S}.customer drop column notes`),
  lost(
    'referring column dropped',
    'column_missing',
    'opportunity.decision_maker',
    `alter table ${S}.opportunity drop column decision_maker`,
  ),
  lost('table dropped', 'table_missing', 'product', `update ${S}.opportunity set product = null; drop table ${S}.product cascade`),
  plain('periods dropped', 'own_table', '_period', `drop table ${S}._period`),
  plain('rule of periods dropped', 'own_index', '_period.period_open', `drop index ${S}.period_open`),
  plain('key of the history dropped', 'primary_key', '_ledger.id', `alter table ${S}._ledger drop constraint _ledger_pkey`),
  lost('outbox dropped', 'own_table', '_outbox', `drop table ${S}._outbox`),
  plain('index of the history dropped', 'own_index', '_ledger.ledger_record', `drop index ${S}.ledger_record`, false),
];

describe('a database that somebody changed by hand', () => {
  it('is told apart from what the version says, in words, and put right', async () => {
    expect(await found()).toEqual([]);
    const figures: Record<string, [number, number]> = {};
    for (const each of BREAKS) {
      await run(await each.sql());
      const [en, zh] = [await found(), await found(chinese)];
      const mine = en.find((one) => one.code === `drift.${each.kind}` && one.message.includes(each.object));
      expect([each.name, mine?.harmful, mine && /[a-z]/.test(mine.message)]).toEqual([each.name, each.harmful, true]);
      const same = zh.find((one) => one.path === mine?.path && one.code === mine?.code);
      expect([each.name, same && /\p{Script=Han}/u.test(same.message) && same.message.includes(each.object)]).toEqual([each.name, true]);
      expect([each.name, (await dryRun())[0]]).toEqual([each.name, en.some((one) => one.harmful) ? 'publish.drift' : undefined]);
      if (each.empty) {
        const refused = await repair();
        expect([each.name, refused.left.map((one: { path: string; code: string }) => [one.path, one.code])]).toEqual([
          each.name,
          [[each.empty, 'repair.consent']],
        ]);
      }
      const { done, left } = await repair(each.empty ? [each.empty] : []);
      expect([each.name, left, done.map((one: { code: string }) => one.code).includes(`repaired.${each.kind}`)]).toEqual([
        each.name,
        [],
        true,
      ]);
      expect([each.name, await found(), await dryRun()]).toEqual([each.name, [], []]);
      const [n, m] = figures[each.kind] ?? [0, 0];
      figures[each.kind] = [n + 1, m + done.length];
    }
    console.log(`drift: ${BREAKS.length} things broken, all found and repaired; kind: broken, steps: ${JSON.stringify(figures)}`);
  });

  it(`is put right from ${ROUNDS} mixtures of them`, async () => {
    const most = 6;
    const mixtures = fc.sample(fc.uniqueArray(fc.nat(BREAKS.length - 1), { minLength: 2, maxLength: most }), {
      numRuns: ROUNDS,
      seed: SEED,
    });
    let broken = 0;
    for (const mixture of mixtures) {
      const names: string[] = [];
      const empty: string[] = [];
      for (const n of mixture) {
        const each = BREAKS[n] as Break;
        // One thing may have taken another along: what is gone cannot be broken.
        const went = await run(await each.sql()).then(
          () => true,
          () => false,
        );
        if (!went) continue;
        names.push(each.name);
        if (each.empty) empty.push(each.empty);
      }
      broken += names.length;
      expect([SEED, names, (await found()).length >= 1]).toEqual([SEED, names, true]);
      const { left } = await repair(empty);
      expect([SEED, names, left, await found(), await dryRun()]).toEqual([SEED, names, [], [], []]);
    }
    console.log(`drift: ${ROUNDS} mixtures, ${broken} things broken, seed ${SEED}`);
  });

  it('works again: numbers go on, and what is unique, refers or starts with a value does so', async () => {
    const rows = await run(`select code from ${S}.opportunity order by code desc limit 1`);
    const last = Number(/\d+/.exec(rows[0].code)?.[0]);
    await run(`drop sequence ${S}.opportunity_code_seq`);
    await repair();
    expect(Number((await run(`select nextval('${S}.opportunity_code_seq') as n`))[0].n)).toBe(last + 1);
    expect((await admin.send('POST', `${app}/records/product`, { values: { name: 'Again' } })).body).toMatchObject({
      version: 1,
      name: 'Again',
    });
  });

  it('has the stage periods that its ledger tells, after they were lost', async () => {
    const periods = () =>
      run(
        `select entity, record, pipeline, stage, status, entered_at, left_at from ${S}._period order by record, entered_at, left_at nulls last`,
      );
    const before = await periods();
    await run(`drop table ${S}._period; drop index ${S}.ledger_record`);
    const { done, left } = await repair();
    // The history is read for them by its index, without which it is read over and over.
    expect([left, done.slice(0, 2).map((each: { code: string }) => each.code)]).toEqual([[], ['repaired.own_index', 'repaired.own_table']]);
    expect([before.length > 1000, await periods()]).toEqual([true, before]);
  });

  it('is not rebuilt where rows stand in the way, which are counted', async () => {
    const twins = await run(`select id, code from ${S}.opportunity order by id limit 2`);
    const unique = await indexLike('u\\_opportunity\\_code%');
    await run(`drop index ${S}."${unique}"`);
    await run(`update ${S}.opportunity set code = '${twins[0].code}' where id = '${twins[1].id}'`);
    await run(`alter table ${S}.contact drop constraint fk_customer`);
    const [contact] = await run(`select id, customer from ${S}.contact where customer is not null limit 1`);
    await run(`update ${S}.contact set customer = gen_random_uuid() where id = '${contact.id}'`);
    await run(
      `alter table ${S}.contact alter column version drop not null; update ${S}.contact set version = null where id = '${contact.id}'`,
    );
    const first = await repair();
    const codes = (list: { path: string; code: string }[]) => list.map((each) => each.code).sort();
    expect([codes(first.done), codes(first.left)]).toEqual([['repaired.foreign_key'], ['repair.nulls', 'repair.orphans', 'repair.twins']]);
    const said = Object.fromEntries(first.left.map((each: { code: string; message: string }) => [each.code, each.message]));
    expect([said['repair.twins'], said['repair.orphans'], said['repair.nulls']]).toEqual([
      expect.stringMatching(/: 2 values/),
      expect.stringMatching(/: 1 records/),
      expect.stringMatching(/: 1 records/),
    ]);
    // The reference guards what is entered from now on, although an old row still refers to nothing.
    await expect(run(`update ${S}.contact set customer = gen_random_uuid() where id <> '${contact.id}'`)).rejects.toMatchObject({
      code: '23503',
    });
    expect(codes((await found()) as never)).toEqual(['drift.foreign_key_unchecked', 'drift.not_null', 'drift.unique_index']);
    await run(`update ${S}.opportunity set code = '${twins[1].code}' where id = '${twins[1].id}'`);
    await run(`update ${S}.contact set customer = '${contact.customer}', version = 1 where id = '${contact.id}'`);
    const second = await repair();
    expect([codes(second.done), second.left, await found()]).toEqual([
      ['repaired.foreign_key_unchecked', 'repaired.not_null', 'repaired.unique_index'],
      [],
      [],
    ]);
  });

  it('is left alone where only a person can mend it; that is in the way of a publish only where it harms', async () => {
    await run(
      `create table ${S}.by_hand (id integer); alter table ${S}.product add column by_hand text; create index i_by_hand on ${S}.product (by_hand)`,
    );
    expect((await found()).map(({ code, harmful, way }) => [code, harmful, way])).toEqual([
      ['drift.table_unknown', false, 'hand'],
      ['drift.column_unknown', false, 'hand'],
    ]);
    expect([await dryRun(), (await repair()).left.map((each: { code: string }) => each.code)]).toEqual([
      [],
      ['repair.by_hand', 'repair.by_hand'],
    ]);
    // The same column is in the way of a field of its name.
    const { definition, revision } = (await admin.get(`${app}/draft`)).body;
    const product = definition.entities.find((each: { key: string }) => each.key === 'product');
    product.fields.push({ key: 'by_hand', type: 'text', name: { en: 'By hand', 'zh-CN': '手工' } });
    expect((await admin.send('PUT', `${app}/draft`, { revision, definition })).body.issues).toEqual([]);
    expect(await dryRun()).toEqual(['publish.drift', 'drift.column_unknown']);
    expect((await admin.send('POST', `${app}/publish`, { base: 1, revision: revision + 1 })).body.issues[0].code).toBe('publish.drift');
    await run(`drop table ${S}.by_hand; alter table ${S}.product drop column by_hand`);
    await run(`alter table ${S}.product add column must text not null`).catch(async () => {
      await run(
        `alter table ${S}.product add column must text not null default 'x'; alter table ${S}.product alter column must drop default`,
      );
    });
    expect((await found()).map(({ code, harmful }) => [code, harmful])).toEqual([['drift.column_unknown', true]]);
    await run(`alter table ${S}.product drop column must; alter table ${S}.customer alter column notes type varchar(5000)`);
    expect((await found()).map(({ code, way }) => [code, way])).toEqual([['drift.column_type', 'hand']]);
    await run(`alter table ${S}.customer alter column notes type text`);
    expect((await admin.send('POST', `${app}/publish`, { base: 1, revision: revision + 1 })).status).toBe(200);
    expect(await found()).toEqual([]);
  });

  it('holds back nobody while an index is on its way, and says when everything is gone', async () => {
    const builder = await server.pool.connect();
    try {
      await builder.query(`select pg_advisory_lock(hashtext('indexes opportunity'))`);
      await run(`drop index ${S}."${await indexLike('i\\_opportunity\\_owner%')}"`);
      expect([await found(), await dryRun()]).toEqual([[], []]);
      expect((await admin.send('POST', `${app}/repair`, {})).body.issues[0].code).toBe('publish.busy');
    } finally {
      await builder.query('select pg_advisory_unlock_all()');
      builder.release();
    }
    expect((await found()).map((each) => each.code)).toEqual(['drift.index']);
    expect((await repair()).done).toHaveLength(1);
    await run(`drop schema ${S} cascade`);
    expect((await found()).map(({ code, way }) => [code, way])).toEqual([['drift.schema_missing', 'hand']]);
    expect((await repair()).left.map((each: { code: string }) => each.code)).toEqual(['repair.by_hand']);
  });

  it('was looked at in every way there is', () => {
    const byHand: DriftKind[] = ['schema_missing', 'table_unknown', 'column_unknown', 'column_type'];
    const seen = new Set<DriftKind>([...BREAKS.map((each) => each.kind), ...byHand]);
    expect(DRIFT_KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
  });
});
