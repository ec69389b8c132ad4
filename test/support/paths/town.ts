import { randomUUID } from 'node:crypto';
import type { App } from '@pipewright/definition';
import {
  addAccounts,
  addDepartment,
  addPeople,
  callerOf,
  DEMO,
  enterApp,
  hashPassword,
  type InApp,
  publish,
  type RunningServer,
  setRoles,
} from '@pipewright/server';
import { clientFor, type TestClient } from '../client.ts';
import { ROLES, type RoleKey } from './app.ts';
import type { Row } from './world.ts';

/** A company with one person for each role, signed in. */
export interface Town {
  readonly server: RunningServer;
  readonly workspace: string;
  readonly departments: readonly string[];
  readonly users: Readonly<Record<RoleKey, string>>;
  readonly clients: Readonly<Record<RoleKey, TestClient>>;
}

/** Founds a company with three departments and a person for each role. */
export async function foundTown(server: RunningServer): Promise<Town> {
  const workspace = randomUUID();
  await server.pool.query('insert into pipewright.workspace (id, name) values ($1, $2)', [workspace, 'Town']);
  const departments: string[] = [];
  for (const name of ['north', 'south', 'west']) departments.push(await addDepartment(server.pool, workspace, { name, parent: null }));
  const passwordHash = await hashPassword(server.auth, DEMO.password);
  const email = (role: RoleKey) => `${role}@town.example`;
  const ids = await addAccounts(
    server.pool,
    ROLES.map((role) => ({ name: role, email: email(role), passwordHash })),
  );
  await addPeople(
    server.pool,
    workspace,
    ROLES.map((role, i) => ({
      user: ids[i] as string,
      name: role,
      department: departments[i % 3] as string,
      installationAdmin: role === 'admin',
    })),
  );
  const users = Object.fromEntries(ROLES.map((role, i) => [role, ids[i]])) as Record<RoleKey, string>;
  const clients = Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, await clientFor(server, email(role))]))) as Record<
    RoleKey,
    TestClient
  >;
  return { server, workspace, departments, users, clients };
}

/** Publishes an app as the first version under a key and lets everybody in. */
export async function openApp({ server, workspace, users }: Town, key: string, app: App): Promise<void> {
  await server.pool.query('insert into pipewright.app (key, workspace, draft) values ($1, $2, $3)', [key, workspace, JSON.stringify(app)]);
  await publish(server.pool, { key, document: app, base: 0, by: users.admin });
  await setRoles(
    server.pool,
    key,
    ROLES.map((role) => ({ user: users[role], role })),
  );
}

/** One person's view of an app, for what is done without a request. */
export async function insideAs({ server, users }: Town, key: string, role: RoleKey): Promise<InApp> {
  const caller = await callerOf(server.pool, users[role], key);
  const inApp = caller && (await enterApp(server, caller, key));
  if (!inApp) throw new Error(`${role} has no role in ${key}`);
  return inApp;
}

/** The rows of a table as they are, whoever may see them. */
export async function rowsOf({ server }: Town, key: string, table: 'deal' | 'firm' | 'task' | 'paper' | 'lead'): Promise<Map<string, Row>> {
  const { rows } = await server.pool.query(`select * from "app_${key}"."${table}"`);
  return new Map(rows.map((row) => [row.id as string, row as Row]));
}
