import {
  addAccounts,
  addDepartment,
  addPeople,
  DEMO,
  hashPassword,
  installTemplate,
  newId,
  type Pool,
  type RunningServer,
  setRoles,
} from '@pipewright/server';
import { clientFor } from './client.ts';

/** What an id, a key or a name may be of. */
export type Kind =
  | 'app'
  | 'record'
  | 'deal'
  | 'lead'
  | 'exception'
  | 'approval'
  | 'comment'
  | 'notice'
  | 'file'
  | 'channel'
  | 'delivery'
  | 'run'
  | 'view'
  | 'import'
  | 'session'
  | 'token'
  | 'user'
  | 'department'
  | 'person name'
  | 'department name';

/** One id of each kind, as far as there is one. */
export type Ids = Readonly<Partial<Record<Kind, string>>>;

/** Two workspaces of two apps each, as an administrator of one app sees them: the own ids, and those of the others. */
export interface Neighbours {
  readonly own: Required<Ids>;
  /** Of the other app of the same workspace, in which the administrator has no role. */
  readonly beside: Ids;
  /** Of both apps of the other workspace. */
  readonly abroad: readonly Required<Ids>[];
  /** Everything that belongs to the other app and the other workspace, as one text. */
  readonly dump: () => Promise<string>;
}

/** Makes a second app beside the demo's, and a second workspace with two more, each with records, views, imports and people of its own. */
export async function makeNeighbours(server: RunningServer): Promise<Neighbours> {
  const { pool } = server;
  const passwordHash = await hashPassword(server.auth, DEMO.password);
  const { rows } = await pool.query<{ workspace: string }>('select id::text as workspace from pipewright.workspace');
  const home = rows[0]?.workspace as string;
  const other = newId();
  await pool.query('insert into pipewright.workspace (id, name) values ($1, $2)', [other, 'Other']);

  const settle = async (workspace: string, app: string): Promise<Required<Ids>> => {
    const email = `${app}@neighbour.local`;
    const names = { person: `Person of ${app}`, department: `Department of ${app}` };
    const department = await addDepartment(pool, workspace, { name: names.department, parent: null });
    const [user = ''] = await addAccounts(pool, [{ name: names.person, email, passwordHash }]);
    await addPeople(pool, workspace, [{ user, name: names.person, department, installationAdmin: true }]);
    await pool.query('update pipewright.department set manager = $2 where id = $1', [department, user]);
    if (app === DEMO.app) await setRoles(pool, app, [{ user, role: 'sales' }]);
    else await installTemplate(server, { key: app, template: 'opportunity', sample: false, by: user, workspace });
    const client = await clientFor(server, email);
    return {
      app,
      user,
      department,
      'person name': names.person,
      'department name': names.department,
      ...(await belongings(pool, client, app)),
    };
  };

  const own = await settle(home, DEMO.app);
  const admin = await clientFor(server, DEMO.email);
  const { user: _, department: __, 'person name': ___, 'department name': ____, ...beside } = await settle(home, 'beside');
  const abroad = [await settle(other, 'abroad'), await settle(other, 'farther')];
  const apps = ['beside', 'abroad', 'farther'];
  return { own: { ...own, ...(await belongings(pool, admin, DEMO.app)) }, beside, abroad, dump: () => dump(pool, apps, other) };
}

const BELONGINGS = [
  'record',
  'deal',
  'lead',
  'exception',
  'approval',
  'comment',
  'notice',
  'file',
  'channel',
  'delivery',
  'run',
  'view',
  'import',
  'session',
  'token',
] as const;
type Client = Awaited<ReturnType<typeof clientFor>>;

/** A record, a deal of it that lies in the pool, a lead, with a comment, a file, a notice, a view, an import, the session and a token of one person in one app. */
async function belongings(pool: Pool, client: Client, app: string): Promise<Record<(typeof BELONGINGS)[number], string>> {
  const made = async (path: string, body: unknown, from = `/apps/${app}`): Promise<string> => {
    const answer = await client.send('POST', `${from}${path}`, body);
    if (answer.status !== 201) throw new Error(`${path} in ${app}: ${answer.text}`);
    return answer.body.id;
  };
  const view = { key: 'mine', name: { en: 'Mine', 'zh-CN': '我的' }, columns: ['name'] };
  const record = await made('/records/customer', { values: { name: `客户 ${app} ${newId()}` } });
  const contact = await made('/records/contact', { values: { name: '王', customer: record } });
  const values = { name: `商机 ${app}`, customer: record, opportunity_type: 'new', amount: '100.00', expected_close: '2027-01-01' };
  const deal = await made('/records/opportunity', { values: { ...values, decision_maker: contact, pain_point: 'x' } });
  await pool.query(`update "app_${app}".opportunity set owner = null where id = $1`, [deal]);
  const exception = newId();
  await pool.query(
    `insert into "app_${app}"._exception (id, entity, record, fresh, person, note, at, wish, held, version)
     values ($1, 'opportunity', $2, false, $3, $4, now(), '{"values":{},"stage":"proposal"}', '{}', 1)`,
    [exception, deal, (await client.get('/me')).body.user, `例外 ${app}`],
  );
  const approval = newId();
  await pool.query(
    `insert into "app_${app}"._approval (id, run, seq, node, automation, version, entity, record, starter, phase, state, asked, escalated, locks, seen, at)
     values ($1, $1, 0, 'director', $2, 1, 'opportunity', $3, $4, 'open', $5, array[$4::text], false, false, '{}', now())`,
    [
      ...[approval, 'quote_submit', deal, (await client.get('/me')).body.user],
      JSON.stringify({
        ...{ phase: 'open', starter: '', mode: { kind: 'any' }, own: 'never', escalated: false, returnedBy: null, admin: null },
        seats: [
          { id: approval, person: (await client.get('/me')).body.user, state: 'open', by: null, origin: 'rule', from: null, order: 0 },
        ],
      }),
    ],
  );
  const notice = newId();
  await pool.query(
    `insert into pipewright.notice (id, app, person, kind, entity, record, caused_by, words) values ($1, $2, $3, 'shared', 'customer', $4, $3, '{}')`,
    [notice, app, (await client.get('/me')).body.user, record],
  );
  const [channel, delivery] = [newId(), newId()];
  await pool.query(
    `insert into pipewright.channel (id, app, key, name, kind, address, off) values ($1, $2, $4, '{"en":"Hook","zh-CN":"挂钩"}', 'webhook', $3, true)`,
    [channel, app, `https://127.0.0.1/${app}/${newId()}`, `hook_${channel.slice(-12)}`],
  );
  await pool.query(
    `insert into pipewright.delivery (id, app, key, kind, target, payload, state) values ($1, $2, $3, 'channel', 'hook', $4, 'dead')`,
    [delivery, app, newId(), JSON.stringify({ title: `给 ${app} 的消息`, text: 'x' })],
  );
  const run = newId();
  await pool.query(
    `insert into "app_${app}"._run (id, automation, version, entity, record, episode, state, node, depth, root, chain, begun_at)
     values ($1::uuid, 'next_step_due', 1, 'customer', $2, $1::uuid::text, 'failed', 'tell', 0, $1::uuid, '{next_step_due}', now())`,
    [run, record],
  );
  const sent = await client.send('POST', `/apps/${app}/files/customer/attachments?name=a.pdf`, '%PDF-1.7\n%%EOF\n', {
    'content-type': 'application/octet-stream',
  });
  if (sent.status !== 201) throw new Error(`A file in ${app}: ${sent.text}`);
  return {
    record,
    deal,
    lead: await made('/records/lead', { values: { company: `线索 ${app}`, contact_name: '王', lead_status: 'qualified' } }),
    notice,
    comment: await made(`/records/customer/${record}/comments`, { parts: ['x'] }),
    file: sent.body.id,
    ...{ channel, delivery, run, exception, approval },
    view: await made('/views', { entity: 'customer', view }),
    import: await made('/imports/customer', 'name\n甲\n'),
    session: (await client.get('/account')).body.sessions[0].id,
    token: await made('/tokens', { name: 'Program', app, writes: true, days: 30 }, '/account'),
  };
}

/** Which rows of a table of the platform belong to apps or to a workspace, by the column that says so. */
const BELONGS: Readonly<Record<string, string>> = {
  workspace: 't.workspace = $2',
  app: 't.app = any($1)',
  key: 't.key = any($1)',
  import: 't.import in (select id from pipewright.import where app = any($1))',
};

async function dump(pool: Pool, apps: readonly string[], workspace: string): Promise<string> {
  const { rows: tables } = await pool.query<{ schema: string; name: string; columns: string[] }>(
    `select table_schema as schema, table_name as name, array_agg(column_name::text) as columns from information_schema.columns
     where table_schema = 'pipewright' or table_schema = any($1) group by 1, 2 order by 1, 2`,
    [apps.map((app) => `app_${app}`)],
  );
  const lines: string[] = [];
  for (const { schema, name, columns } of tables) {
    const owners = Object.keys(BELONGS).filter((column) => columns.includes(column));
    const where = schema !== 'pipewright' ? 'true' : owners.map((column) => BELONGS[column]).join(' or ');
    if (where === '') continue;
    const { rows } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${schema}."${name}" t where ($1::text[] is null or $2::uuid is null or true) and (${where}) order by 1`,
      [apps, workspace],
    );
    lines.push(`${schema}.${name}`, ...rows.map(({ row }) => row));
  }
  return lines.join('\n');
}
