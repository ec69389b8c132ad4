import { addAccounts, hashPassword } from '../auth/accounts.ts';
import type { Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import { addDepartment, addPeople } from '../org/org.ts';
import { readSample, type SampleOrg } from '../templates/sample.ts';
import { installTemplate } from '../templates/template.ts';

/** The demo administrator's sign-in. Only an embedded demo has it. */
export const DEMO = { email: 'admin@demo.local', password: 'pipewright-demo', app: 'opportunity' } as const;

/** Fills an empty embedded database with the demo company and its opportunity app. Does nothing where there is a workspace already. */
export async function makeDemo(server: Server): Promise<boolean> {
  const { rows } = await server.pool.query('select 1 from pipewright.workspace limit 1');
  if (rows.length > 0) return false;
  const org = readSample<SampleOrg>(server.templatesDir, 'opportunity', 'org');
  const workspace = newId();
  await server.pool.query('insert into pipewright.workspace (id, name) values ($1, $2)', [workspace, '云岭智联 Yunling Systems']);
  const departments = new Map<string, string>();
  for (const { key, name, parent } of org.departments)
    departments.set(key, await addDepartment(server.pool, workspace, { name, parent: parent ? (departments.get(parent) ?? null) : null }));
  const hash = await hashPassword(server.auth, DEMO.password);
  const users = await addAccounts(
    server.pool,
    org.people.map(({ name, email }) => ({ name, ...(email ? { email, passwordHash: hash } : {}) })),
  );
  const people = org.people.map((person, i) => ({ ...person, user: users[i] as string }));
  await addPeople(
    server.pool,
    workspace,
    people.map(({ user, name, department, installationAdmin }) => ({
      user,
      name,
      department: departments.get(department) ?? null,
      installationAdmin: installationAdmin ?? false,
    })),
  );
  for (const { key, manager } of org.departments) {
    const user = people.find((person) => person.key === manager)?.user;
    if (user) await server.pool.query('update pipewright.department set manager = $2 where id = $1', [departments.get(key), user]);
  }
  const admin = people.find((person) => person.installationAdmin);
  if (!admin) throw new Error('The sample organisation has no administrator');
  await installTemplate(server, { key: DEMO.app, template: 'opportunity', sample: true, by: admin.user, workspace });
  return true;
}
