import type { App, Grant, Role } from '@pipewright/definition';
import {
  addAccounts,
  addPeople,
  DEMO,
  hashPassword,
  openPool,
  openServer,
  type Pool,
  publish,
  type RunningServer,
  setRoles,
} from '@pipewright/server';
import { clientFor, type TestClient } from './client.ts';
import { copyDatabase, freshDatabase, root, SECRET } from './database.ts';
import { shuffle } from './shuffle.ts';

/** A person whose sight is limited, and in SQL what lies outside it: rows, and fields of every row. */
export interface Onlooker {
  readonly email: string;
  readonly user: string;
  /** Rows out of sight by entity, as a condition over the table. */
  readonly outside: Readonly<Record<string, string>>;
  /** Columns out of sight by entity. */
  readonly hidden: Readonly<Record<string, readonly string[]>>;
}

/** The same state twice, but for what one person may not see. */
export interface Worlds {
  readonly onlooker: Onlooker;
  readonly pools: readonly [Pool, Pool];
  readonly clients: readonly [TestClient, TestClient];
  readonly servers: readonly [RunningServer, RunningServer];
}

const APP = DEMO.app;
const SCHEMA = `app_${APP}`;
const partner = 'partner@demo.local';

/** Makes a state to copy from: the demo, with a role of unusual limits, and traces of work by several people. */
export async function makeGround(): Promise<{ name: string; onlookers: Onlooker[]; close: () => Promise<void> }> {
  const { url, drop } = await freshDatabase('demo');
  const server = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true });
  const { pool } = server;
  const one = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows[0];
  const idOf = async (email: string): Promise<string> => (await one('select id from auth."user" where email = $1', [email])).id;
  const workspace = (await one('select id::text from pipewright.workspace')).id as string;
  const [admin, sales, manager, analyst] = await Promise.all(
    ['admin', 'sales', 'manager', 'analyst'].map((name) => idOf(`${name}@demo.local`)),
  );

  const { definition } = await one('select definition from pipewright.version where app = $1 and version = 1', [APP]);
  await publish(pool, { key: APP, document: withPartner(JSON.parse(definition)), base: 1, by: admin as string });
  const passwordHash = await hashPassword(server.auth, DEMO.password);
  const [partnerId = ''] = await addAccounts(pool, [{ name: '合作伙伴', email: partner, passwordHash }]);
  const home = (await one('select department::text as id from pipewright.person where user_id = $1', [sales])).id as string;
  await addPeople(pool, workspace, [{ user: partnerId, name: '合作伙伴', department: home }]);
  await setRoles(pool, APP, [{ user: partnerId, role: 'partner' }]);
  const below = (
    await one(
      `select array_agg(d.id::text) as ids from pipewright.department d where d.path && array(select id from pipewright.department where manager = $1)`,
      [manager],
    )
  ).ids as string[];

  const notOf = (user = '') => `t.owner is distinct from '${user}'`;
  const notBelow = `${notOf(manager)} and not coalesce(t.department = any('{${below}}'), false)`;
  // What lies in the pool of the own department is in sight; an activity is wherever its record is, and a bid document where it belongs to no deal.
  const pooled = `t.owner is null and t.status = 'open' and t.department = '${home}'`;
  const every = (condition: string, deals = condition) => ({
    ...{ customer: condition, contact: condition, lead: condition, opportunity: deals, contract: condition, quote: condition },
    bid_document: `t.opportunity is not null and ${condition}`,
    ...Object.fromEntries(
      ['activity', 'task'].map((entity) => [
        entity,
        `${condition} and not exists (select 1 from ${SCHEMA}.opportunity o where o.id = t.opportunity and not (${deals.replaceAll('t.', 'o.')}))`,
      ]),
    ),
  });
  const onlookers: Onlooker[] = [
    {
      email: 'sales@demo.local',
      user: sales as string,
      outside: every(notOf(sales), `${notOf(sales)} and not (${pooled})`),
      hidden: { customer: ['credit_rating'], opportunity: ['floor_price'] },
    },
    { email: 'manager@demo.local', user: manager as string, outside: every(notBelow), hidden: {} },
    { email: 'analyst@demo.local', user: analyst as string, outside: every('false'), hidden: {} },
    {
      email: partner,
      user: partnerId,
      outside: {
        ...{ customer: 'true', activity: 'true', task: 'true', bid_document: 'true', lead: 'true', contract: 'true', quote: 'true' },
        contact: `t.department is distinct from '${home}' and ${notOf(partnerId)}`,
        opportunity: `t.opportunity_type is distinct from 'renewal'`,
      },
      hidden: { opportunity: ['amount', 'quote_amount', 'competitors', 'stage', 'owner', 'customer'], contact: ['phone'] },
    },
  ];

  // Visible records that refer to invisible ones, own work in every state, changes of hidden values, and what others keep for themselves.
  await pool.query(`update ${SCHEMA}.opportunity t set customer = (select id from ${SCHEMA}.customer c where c.owner <> t.owner order by md5(c.id::text || t.id::text) limit 1),
    decision_maker = (select id from ${SCHEMA}.contact c where c.owner <> t.owner order by md5(c.id::text || t.id::text) limit 1) where ('x' || left(md5(t.id::text), 2))::bit(8)::int < 60`);
  await pool.query(`update ${SCHEMA}.activity t set owner = $1 where ('x' || left(md5(t.id::text), 2))::bit(8)::int < 60`, [admin]);
  const [asAdmin, asSales, asManager] = await Promise.all(
    ['admin', 'sales', 'manager'].map((name) => clientFor(server, `${name}@demo.local`)),
  );
  const work = [asSales, asManager].filter((client) => client !== undefined);
  const { rows: own } = await pool.query(
    `select id::text, version from ${SCHEMA}.opportunity where owner = $1 and status = 'open' order by id limit 12`,
    [sales],
  );
  for (const [i, { id, version }] of own.entries())
    await asAdmin?.send('PATCH', `/apps/${APP}/records/opportunity/${id}`, {
      version,
      values: i % 2 ? { floor_price: '5' } : { floor_price: '7', next_step: '报价' },
    });
  const { rows: contacts } = await pool.query(`select id::text, version from ${SCHEMA}.contact where owner = $1 order by id limit 4`, [
    sales,
  ]);
  for (const { id, version } of contacts) await asSales?.send('DELETE', `/apps/${APP}/records/contact/${id}?version=${version}`);
  await pool.query(
    `update ${SCHEMA}.opportunity set deleted_at = updated_at where ('x' || left(md5(id::text || 'd'), 2))::bit(8)::int < 12`,
  );
  const { rows: known } = await pool.query(
    `(select name from ${SCHEMA}.customer where owner = $1 order by id limit 5) union all (select name from ${SCHEMA}.customer where owner <> $1 order by id limit 5)`,
    [sales],
  );
  const names = [...known.map((row) => row.name), 'Extra 1', 'Extra 2', 'Nobody'];
  for (const client of work) {
    await client.send('POST', `/apps/${APP}/views`, {
      entity: 'opportunity',
      view: { key: 'mine', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] },
    });
    await client.send(
      'POST',
      `/apps/${APP}/imports/contact`,
      `name,customer,title\n${names.map((name) => `王决策,${name},经理`).join('\n')}\n`,
    );
    await client.send(
      'POST',
      `/apps/${APP}/imports/opportunity`,
      `name,customer,amount,type\n${names.map((name, i) => `导入${i},${name},${i}00,新签`).join('\n')}\n`,
    );
  }
  await server.close();
  return { name: new URL(url).pathname.slice(1), onlookers, close: drop };
}

/** The demo's definition with a role whose rows follow a rule and that may not know the owner, the stage, the amount or any customer. */
function withPartner(app: App): App {
  const none = { create: false, update: 'none', delete: 'none', hidden: [], readonly: [] } as const;
  const grant = (patch: Partial<Grant>): Grant => ({ ...none, hidden: [], readonly: [], read: 'all', ...patch });
  const role: Role = {
    key: 'partner',
    name: { en: 'Partner', 'zh-CN': '合作伙伴' },
    grants: {
      opportunity: grant({
        read: { rule: { '==': [{ var: 'opportunity_type' }, 'renewal'] } },
        update: 'own',
        hidden: ['amount', 'quote_amount', 'competitors', 'stage', 'owner', 'customer'],
      }),
      contact: grant({ read: 'department', hidden: ['phone'] }),
      product: grant({}),
    },
  };
  return { ...app, roles: [...app.roles, role] };
}

/** Two servers over two copies of the ground, between which only what the person may not see differs, and the order in which rows lie; the clock stands still in both. */
export async function makeWorlds(ground: string, onlooker: Onlooker): Promise<Worlds & { close: () => Promise<void> }> {
  const copies = [await copyDatabase(ground), await copyDatabase(ground)];
  const opened = await Promise.all(
    copies.map(async ({ url }, i) => {
      const pool = openPool(url, { max: 1 });
      if (i === 1) await changeUnseen(pool, onlooker);
      if (i === 1) await shuffle(pool);
      const name = new URL(url).pathname.slice(1);
      await pool.query(`create schema frozen`);
      const { rows } = await pool.query(`select max(recorded_at)::text as now from ${SCHEMA}._ledger where entity = 'product'`);
      await pool.query(
        `create function frozen.now() returns timestamptz stable language sql as $$ select '${rows[0].now}'::timestamptz $$`,
      );
      await pool.query(`alter database ${name} set search_path = frozen, pg_catalog, public`);
      await pool.query('analyze');
      await pool.end();
      const server = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true, connections: 4 });
      // The clock that stands still is the database's: it is to be asked at every request.
      server.callers.stop();
      return { server, pool: openPool(url, { max: 2 }), client: await clientFor(server, onlooker.email) };
    }),
  );
  const [a, b] = opened as [(typeof opened)[0], (typeof opened)[0]];
  return {
    onlooker,
    pools: [a.pool, b.pool],
    clients: [a.client, b.client],
    servers: [a.server, b.server],
    close: async () => {
      for (const each of [a, b]) {
        await each.pool.end();
        await each.server.close();
      }
      for (const { drop } of copies) await drop();
    },
  };
}

/** Changes everything that the person may not see, and nothing else. */
async function changeUnseen(pool: Pool, { user, outside, hidden }: Onlooker): Promise<void> {
  const { rows: tables } = await pool.query<{ entity: string; columns: Record<string, string> }>(
    `select table_name as entity, jsonb_object_agg(column_name, data_type) as columns from information_schema.columns where table_schema = $1 and left(table_name, 1) <> '_' group by 1`,
    [SCHEMA],
  );
  const chance = (salt: string, of256: number) => `('x' || left(md5(t.id::text || '${salt}'), 2))::bit(8)::int < ${of256}`;
  for (const { entity, columns } of tables) {
    const away = outside[entity];
    const table = `${SCHEMA}.${entity}`;
    const other = (column: string) => otherValue(table, column, columns[column] ?? '');
    const secret = hidden[entity] ?? [];
    // Hidden values change in every row, but never where they would move a row into sight or out of it.
    for (const column of secret) await pool.query(`update ${table} t set ${column} = ${other(column)} where ${chance(column, 200)}`);
    for (const column of secret)
      await pool.query(
        `update ${SCHEMA}._ledger l set after = l.after || jsonb_build_object('${column}', 'other'), before = l.before || jsonb_build_object('${column}', 'another')
        where entity = $1 and (after ? '${column}' or before ? '${column}')`,
        [entity],
      );
    if (secret.length > 0)
      await pool.query(
        `insert into ${SCHEMA}._ledger overriding system value
        select (jsonb_populate_record(l, jsonb_build_object('id', -l.id, 'kind', 'update',
          'before', '{}'::jsonb, 'after', jsonb_build_object('${secret[0]}', 'x')))).* from ${SCHEMA}._ledger l where entity = $1 and kind in ('create', 'import') order by l.id limit 100`,
        [entity],
      );
    if (away === undefined || away === 'false') continue;
    const kept = (column: string) => LEFT.has(column) || column === 'stage_task' || (entity === 'contract' && column === 'number');
    const free = Object.keys(columns).filter((column) => !kept(column) && !['uuid', 'ARRAY'].includes(columns[column] ?? ''));
    await pool.query(
      `update ${table} t set ${free.map((column) => `"${column}" = ${other(column)}`)}, version = t.version + 1 where ${away} and ${chance('values', 160)}`,
    );
    await pool.query(
      `update ${table} t set deleted_at = case when t.deleted_at is null then t.updated_at end where ${away} and ${chance('deleted', 40)}`,
    );
    await pool.query(
      `delete from ${SCHEMA}._ledger t where entity = $1 and exists (select 1 from ${table} t where t.id = record and ${away} and ${chance('ledger', 60)})`,
      [entity],
    );
    await pool.query(
      `update ${SCHEMA}._ledger set after = after || '{"name":"Elsewhere"}' where entity = $1 and exists (select 1 from ${table} t where t.id = record and ${away})`,
      [entity],
    );
    const cleared = Object.fromEntries(
      ['company_id', 'contract_no', 'code', 'number', 'stage_task'].filter((column) => column in columns).map((column) => [column, null]),
    );
    await pool.query(
      `insert into ${table} select (jsonb_populate_record(t, $1::jsonb || jsonb_build_object('id', gen_random_uuid(), 'name', 'Extra ' || row_number() over (order by t.id)))).* from ${table} t where ${away} order by t.id limit 60`,
      [JSON.stringify(cleared)],
    );
    if (entity === 'opportunity')
      for (const from of [`${SCHEMA}.task k using ${table} t where k.opportunity = t.id and`, `${table} t where`])
        await pool.query(
          `delete from ${from} ${away} and ${chance('gone', 40)} and not exists (select from ${SCHEMA}.activity a where a.opportunity = t.id)
            and not exists (select from ${SCHEMA}.bid_document b where b.opportunity = t.id)
            and not exists (select from ${SCHEMA}.contract c where c.opportunity = t.id)
            and not exists (select from ${SCHEMA}.quote q where q.opportunity = t.id)`,
        );
  }
  await pool.query(`update pipewright.saved_view set definition = definition || '{"sort":"-name"}' where owner <> $1`, [user]);
  await pool.query(
    `update pipewright.import_row r set cells = jsonb_set(cells, '{0}', '"Elsewhere"') from pipewright.import i where i.id = r.import and i.actor <> $1`,
    [user],
  );
  await pool.query(`update pipewright.member set role = 'analyst' where user_id <> $1 and role = 'sales'`, [user]);
  await pool.query(`update pipewright.app set draft = replace(draft, '"en"', '"en" '), draft_revision = draft_revision + 1`);
}

/**
 * Columns whose change could bring a row into sight, or that the tables keep unique.
 */
const LEFT = new Set([
  'id',
  'version',
  'owner',
  'department',
  'deleted_at',
  'opportunity_type',
  'code',
  'company_id',
  'contract_no',
  'baseline',
]);

/** Another value of the same column: of another row where there is one to take, a changed text or number else. */
function otherValue(table: string, column: string, type: string): string {
  if (column === 'name') return `'别处 ' || md5(t.name)`;
  if (type === 'numeric' || type === 'integer' || type === 'bigint')
    return `case when t.${column} is null then 7 when t.${column} > 50 then t.${column} - 13 else t.${column} + 11 end`;
  return `coalesce((select o.${column} from ${table} o where o.id > t.id and o.${column} is distinct from t.${column} order by o.id limit 1), t.${column})`;
}
