import {
  type App,
  type Automation,
  type Entity,
  editEntity,
  type Grant,
  type Principal,
  type Process,
  setGrant,
} from '@pipewright/definition';
import { DEMO, newId, type Pool, publish, type RunningServer } from '@pipewright/server';
import { clientFor, type TestClient } from './client.ts';
import { freshServer } from './database.ts';

export const APP = DEMO.app;
export const ENTITY = 'opportunity';
export const SCHEMA = `app_${APP}`;

/** The demo in which records go back to a pool: who may take what, and what the process says. */
export interface PoolWish {
  readonly grants?: Readonly<Record<string, Partial<Grant>>>;
  readonly process?: Partial<Pick<Process, 'mostOpen' | 'coolDown'>>;
  readonly app?: (app: App) => App;
}

/** A server with that demo, and its people by the name in their addresses. */
export interface PoolWorld {
  readonly server: RunningServer;
  readonly user: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Starts the demo with a pool. */
export async function poolWorld(wish: PoolWish): Promise<PoolWorld> {
  const { server, close } = await freshServer('demo');
  return { server, user: await publishPool(server.pool, wish), close };
}

/** The sales person and the administrator of that demo, signed in. */
export async function salesAndAdmin({ server }: Pick<PoolWorld, 'server'>): Promise<[sales: TestClient, admin: TestClient]> {
  return Promise.all([clientFor(server, 'sales@demo.local'), clientFor(server, DEMO.email)]);
}

/** Publishes the demo with a pool, and gives its people by the name in their addresses. */
export async function publishPool(pool: Pool, { grants = {}, process = {}, app = (same) => same }: PoolWish): Promise<PoolWorld['user']> {
  const { rows: people } = await pool.query<{ id: string; login: string }>(
    `select id, split_part(email, '@', 1) as login from auth."user" where email like '%@demo.local'`,
  );
  const user = Object.fromEntries(people.map(({ id, login }) => [login, id]));
  const { rows } = await pool.query<{ definition: string; version: number }>(
    'select definition, version from pipewright.version where app = $1 order by version desc limit 1',
    [APP],
  );
  const [stored] = rows;
  if (!stored) throw new Error('The demo has no app');
  const withProcess = editEntity(JSON.parse(stored.definition) as App, ENTITY, (entity) => ({
    ...entity,
    process: { ...(entity.process as Process), ...process },
  }));
  const document = app(Object.entries(grants).reduce((sum, [role, grant]) => setGrant(sum, role, ENTITY, grant), withProcess));
  await publish(pool, { key: APP, document, base: stored.version, by: user.admin as string });
  return user;
}

/** The published app of such a server, its entity, and the sight of its automations. */
export async function inPoolApp(server: RunningServer, now: string) {
  const { rows } = await server.pool.query<{ version: number; workspace: string }>(
    'select version, workspace::text from pipewright.app where key = $1',
    [APP],
  );
  const [found] = rows;
  const published = found && (await server.apps.get(server.pool, APP, found.version));
  const role = published?.app.roles.find(({ admin }) => admin);
  const entity = published?.entity(ENTITY)?.entity as Entity;
  if (!published || !role) throw new Error('The demo has no app');
  const principal: Principal = {
    user: '',
    workspace: found.workspace,
    role,
    department: null,
    departments: [],
    now,
    today: now.slice(0, 10),
  };
  return { published, entity, view: { app: published.app, schema: published.schema, principal } };
}

/** Where records of such a demo are. */
export interface PoolGround {
  readonly server: { readonly pool: Pool };
}

/** A record as its table has it. */
export interface Deal {
  readonly id: string;
  readonly version: number;
  readonly owner: string | null;
  readonly status: string;
  readonly stage: string;
  readonly department: string | null;
}

/** The live records of such a server that a condition holds for, in the order of their ids. */
export async function dealsOf({ server }: PoolGround, where: string, values: unknown[] = []): Promise<Deal[]> {
  const { rows } = await server.pool.query<Deal>(
    `select id::text, version, owner, status, stage, department::text from ${SCHEMA}.${ENTITY} where deleted_at is null and ${where} order by id`,
    values,
  );
  return rows;
}

/** Puts records into the pool as if nobody had ever had them. */
export async function letGo({ server }: PoolGround, deals: readonly Deal[]): Promise<void> {
  await server.pool.query(`update ${SCHEMA}.${ENTITY} set owner = null where id = any($1::uuid[])`, [deals.map(({ id }) => id)]);
}

/** Puts a record into the pool as that ladder takes it back from whom it belongs to, so many days ago. */
export async function tookBack(pool: Pool, { id, owner }: Deal, days: number): Promise<void> {
  await pool.query(
    `with w as (update ${SCHEMA}.${ENTITY} set owner = null where id = $1),
       l as (insert into ${SCHEMA}._ledger (entity, record, kind, actor_kind, actor, cause, valid_at, before, after, record_version, definition_version)
         select $2, $1, 'update', 'automation', 'stale', jsonb_build_object('by', 'automation', 'automation', 'stale', 'run', $4::text), now() - make_interval(days => $5),
           jsonb_build_object('owner', $3::text), '{"owner": null}', 1, 2)
     insert into ${SCHEMA}._passage (record, entity, entered_at, person, automation) values ($1, $2, now() - make_interval(days => $5), $3, 'stale')
     on conflict (record) do update set entered_at = excluded.entered_at, person = excluded.person, automation = excluded.automation`,
    [id, ENTITY, owner, RUN, days],
  );
}

/** The run in whose name tests act. */
export const RUN = '01a00000-0000-7000-8000-000000000001';

/** How an automation writes at an instant. */
export async function asAutomation(server: RunningServer, now: string) {
  const { published, view } = await inPoolApp(server, now);
  return {
    ...{ view, published, newId, inTransaction: true },
    actor: { kind: 'automation', key: 'stale' } as const,
    cause: { by: 'automation', automation: 'stale', run: RUN } as const,
  };
}

/** What became of a change in a word: `written`, `nobody`, or the code of what spoke against it. */
export function wordOf(outcome: object | 'nobody' | undefined): string | undefined {
  if (typeof outcome !== 'object') return outcome;
  return 'issues' in outcome ? (outcome.issues as { code: string }[])[0]?.code : 'written';
}

const text = { en: 'Stale deals', 'zh-CN': '滞留商机' };
/** A ladder that warns the owner ten days after a stage began, and takes the record back after fifteen. */
export const STALE: Automation = {
  ...{ key: 'stale', name: text, entity: ENTITY, start: 'warn' },
  on: {
    ...{ kind: 'since', clock: 'stage', unit: 'days' },
    levels: [
      { key: 'l1', name: text, start: 'warn' },
      { key: 'l2', name: text, start: 'take', waits: 5 },
    ],
    bands: [{ key: 'all', name: text, when: null, after: { l1: 10, l2: 15 } }],
  },
  nodes: [
    { key: 'warn', kind: 'notify', to: [{ kind: 'owner' }], text, warns: true, next: { done: null } },
    { key: 'take', kind: 'reclaim', text, next: { done: null } },
  ],
};

/** Puts down what that ladder did with a record: a level of it began so long ago and its step was done, for these people. */
export async function ladderDid(pool: Pool, record: string, level: 'l1' | 'l2', ago: string, people: readonly (string | undefined)[]) {
  await pool.query(
    `with r as (insert into ${SCHEMA}._run (id, automation, version, entity, record, episode, level, counted_from, state, depth, root, chain, begun_at)
       values (gen_random_uuid(), 'stale', 2, $1, $2, gen_random_uuid()::text, $3, now(), 'done', 0, $6, '{stale}', now() - $4::interval) returning id)
     insert into ${SCHEMA}._run_step (run, seq, node, kind, outcome, input, people, faults, at)
     select id, 1, $5, 'notify', 'done', '{}', $7, '[]', now() - $4::interval from r`,
    [ENTITY, record, level, ago, level === 'l1' ? 'warn' : 'take', RUN, people],
  );
}
