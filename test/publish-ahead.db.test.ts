import { type App, addField, moveStage, readApp, restoreField, retireField, updateField } from '@pipewright/definition';
import { publish, tidyIndexes } from '@pipewright/server';
import { describe, expect, it } from 'vitest';
import { clientFor } from './support/client.ts';
import { openDemo } from './support/demo.ts';

const KEY = 'opportunity';
const label = { en: 'Badge', 'zh-CN': '工牌' };
const unheard = () => new AbortController().signal;
const demo = openDemo();

async function current(): Promise<{ app: App; version: number; ahead: unknown }> {
  const { rows } = await demo.server.pool.query(
    'select a.version, a.ahead, v.definition from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version where a.key = $1',
    [KEY],
  );
  const read = readApp(JSON.parse(rows[0].definition));
  if ('issues' in read) throw new Error(JSON.stringify(read.issues));
  return { app: read.value, version: rows[0].version, ahead: rows[0].ahead };
}
const next = async (change: (app: App) => App) => {
  const { app, version } = await current();
  return publish(demo.server.pool, { key: KEY, document: change(app), base: version, by: null });
};
const found = async (what: 'index' | 'column', like: string): Promise<string[]> => {
  const from =
    what === 'index'
      ? `pg_indexes where schemaname = $1 and indexname like $2`
      : `information_schema.columns where table_schema = $1 and column_name like $2`;
  const { rows } = await demo.server.pool.query(`select ${what}${what === 'column' ? '_' : ''}name as name from ${from} order by 1`, [
    `app_${KEY}`,
    like,
  ]);
  return rows.map((row) => row.name);
};
const drift = async () => (await demo.admin.get(`/apps/${KEY}/repair`)).body.drift;
const badge = (app: App) => addField(app, 'contact', { key: 'badge', type: 'text', unique: true, name: label });

describe('what is made ahead of a version', () => {
  it('holds from the moment the version is live, on a column that is new as well', async () => {
    await next(badge);
    expect(await found('index', 'u_contact_badge%')).toEqual(['u_contact_badge_btree']);
    const { records } = (await demo.admin.get(`/apps/${KEY}/records/contact`, { limit: 2 })).body;
    const [first, second] = records;
    const put = (record: { id: string; version: number }) =>
      demo.admin.send('PATCH', `/apps/${KEY}/records/contact/${record.id}`, { version: record.version, values: { badge: 'A-1' } });
    expect((await put(first)).status).toBe(200);
    const refused = await put(second);
    expect([refused.status, refused.body.issues[0].code]).toEqual([422, 'value.unique']);
    expect([(await current()).ahead, await drift()]).toEqual([null, []]);
  });

  it('is taken back where twins are written while it is built, and the twins are said', async () => {
    const { app, version } = await current();
    const wish = { key: KEY, document: updateField(app, 'contact', 'job_title', { unique: true }), base: version, by: null };
    await demo.server.pool.query(`update app_${KEY}.contact set job_title = 'Job ' || id`);
    // Written before the twins are counted and seen only after.
    const other = await demo.server.pool.connect();
    await other.query('begin');
    await other.query(
      `update app_${KEY}.contact set job_title = 'Twin' where id in (select id from app_${KEY}.contact where deleted_at is null order by id limit 2)`,
    );
    const published = publish(demo.server.pool, wish).then(
      () => 'published',
      (error) => error.issues?.map(({ code, params }: { code: string; params: { count: number } }) => [code, params.count]),
    );
    for (;;) {
      const { rows } = await demo.server.pool.query(
        `select 1 from pg_stat_activity where query like 'create unique index concurrently%' and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) break;
    }
    await other.query('commit');
    other.release();
    expect(await published).toEqual([['publish.unique_twins', 2]]);
    expect([await found('index', 'u_contact_job%'), (await current()).ahead, (await current()).version]).toEqual([[], null, version]);
    expect(await drift()).toEqual([]);
  });

  it('is taken back at the next start or the next publish where a kill left it behind', async () => {
    const leave = async () => {
      const ahead = { columns: [{ table: 'contact', name: 'left_over' }], indexes: ['u_contact_left_over_btree'] };
      await demo.server.pool.query('update pipewright.app set ahead = $2 where key = $1', [KEY, JSON.stringify(ahead)]);
      await demo.server.pool.query(`alter table app_${KEY}.contact add column left_over text`);
      await demo.server.pool.query(
        `create unique index u_contact_left_over_btree on app_${KEY}.contact (left_over) where deleted_at is null`,
      );
    };
    const left = async () => [
      ...(await found('column', 'left_over')),
      ...(await found('index', 'u_contact_left%')),
      (await current()).ahead,
    ];
    await leave();
    await tidyIndexes(demo.server.pool, unheard());
    expect(await left()).toEqual([null]);
    await leave();
    await next((app) => addField(app, 'contact', { key: 'left_over', type: 'integer', name: label }));
    expect([await left(), await drift()]).toEqual([['left_over', null], []]);
    await leaveHalf();
    await next((app) => addField(app, 'contact', { key: 'half', type: 'text', unique: true, name: label }));
    expect([await found('index', 'u_contact_half%'), await drift()]).toEqual([['u_contact_half_btree'], []]);
  });

  /** As a kill leaves it between the note and the column. */
  const leaveHalf = () =>
    demo.server.pool.query('update pipewright.app set ahead = $2 where key = $1', [
      KEY,
      JSON.stringify({ columns: [{ table: 'contact', name: 'half' }], indexes: ['u_contact_half_btree'] }),
    ]);

  it('keeps another publish of the same app waiting for a clear answer', async () => {
    const { app, version } = await current();
    const wishes = [0, 1, 2, 3].map((n) => addField(app, 'contact', { key: `race_${n}`, type: 'text', unique: n % 2 === 0, name: label }));
    const outcomes = await Promise.all(
      wishes.map((document) =>
        publish(demo.server.pool, { key: KEY, document, base: version, by: null }).then(
          () => 'live',
          (error) => error.issues[0].code,
        ),
      ),
    );
    expect(outcomes.filter((each) => each === 'live')).toHaveLength(1);
    expect(
      outcomes.filter((each) => each !== 'live').every((each) => ['publish.conflict', 'publish.busy', 'publish.drift'].includes(each)),
    ).toBe(true);
    expect([(await found('column', 'race\\_%')).length, (await current()).ahead, await drift()]).toEqual([1, null, []]);
  });
});

describe('the indexes of an app', () => {
  it('come to what this build wants of them at the next start, whichever build published it', async () => {
    const wanted = await found('index', 'i\\_%');
    await demo.server.pool.query(
      `drop index app_${KEY}.i_opportunity_owner_status_expected_close_id_btree, app_${KEY}.i_opportunity_status_closed_on_id_btree`,
    );
    await demo.server.pool.query(
      `update pipewright.version set tables = (select jsonb_agg(t || '{"indexes": {}}') from jsonb_array_elements(tables) t) where app = $1`,
      [KEY],
    );
    await tidyIndexes(demo.server.pool, unheard());
    expect(await found('index', 'i\\_%')).toEqual(wanted);
    expect(await drift()).toEqual([]);
    // Nothing is planned that is there already.
    const dry = (await demo.admin.send('POST', `/apps/${KEY}/versions/${(await current()).version}/dry-run`, {})).body;
    expect(dry.steps).toEqual([]);
  });

  it('follow the stages when those come to stand in another order, and the old one goes', async () => {
    const before = await found('index', 'i_opportunity_stage_id_position%');
    await next((app) => moveStage(app, KEY, 'standard', 0, 2));
    const after = await found('index', 'i_opportunity_stage_id_position%');
    expect([before.length, after.length, before[0] === after[0]]).toEqual([1, 1, false]);
    expect(await drift()).toEqual([]);
  });

  it('go with the last that could ask by them: a field that is out of use, a shorter one beside a longer; and come back with the field', async () => {
    const lists = () => found('index', 'i_opportunity_competitors%');
    expect(await lists()).toEqual(['i_opportunity_competitors_list']);
    await demo.server.pool.query(
      `create index i_opportunity_status_id_btree on app_${KEY}.opportunity (status, id) where deleted_at is null;
       create index i_opportunity_amount_owner_id_btree on app_${KEY}.opportunity (amount, owner, id) where deleted_at is null;
       create index by_hand on app_${KEY}.opportunity (competitors)`,
    );
    await next((app) => retireField(app, KEY, 'competitors'));
    expect(await lists()).toEqual([]);
    expect(await found('index', 'i_opportunity_status_id_btree')).toEqual([]);
    // What may still be asked by stays, and so does what others made.
    expect(await found('index', 'i_opportunity_amount_owner_id_btree')).toEqual(['i_opportunity_amount_owner_id_btree']);
    expect(await found('index', 'by_hand')).toEqual(['by_hand']);
    await next((app) => restoreField(app, KEY, 'competitors'));
    expect([await lists(), await drift()]).toEqual([['i_opportunity_competitors_list'], []]);
    await demo.server.pool.query(`drop index app_${KEY}.by_hand, app_${KEY}.i_opportunity_amount_owner_id_btree`);
  });

  it('are told of in both languages where none has been used for weeks, and are not dropped', async () => {
    expect((await demo.admin.get(`/apps/${KEY}/repair`)).body.unused).toEqual([]);
    await demo.server.pool.query(`update pipewright.version set published_at = now() - interval '60 days' where app = $1`, [KEY]);
    await demo.server.pool.query(`create index i_contact_old on app_${KEY}.contact (birthday, id)`);
    const before = await found('index', '%');
    const { unused } = (await demo.admin.get(`/apps/${KEY}/repair`)).body;
    const old = unused.find((each: { path: string }) => each.path === 'tables.contact.i_contact_old');
    expect(old).toMatchObject({
      code: 'index.left',
      message: expect.stringMatching(/“Contact” on Birthday.* not been used since \d{4}-\d\d-\d\d .*drop it/),
    });
    expect(unused.some((each: { code: string }) => each.code === 'index.idle')).toBe(true);
    const chinese = await clientFor(demo.server, 'admin@demo.local', 'zh-CN');
    const said = (await chinese.get(`/apps/${KEY}/repair`)).body.unused.map((each: { message: string }) => each.message);
    expect(said.find((each: string) => each.includes('i_contact_old'))).toMatch(/“联系人”按 生日 .*没有被用到/);
    expect(await found('index', '%')).toEqual(before);
  });
});
