import { publish, type RunningServer, setRoles } from '@pipewright/server';
import { casesApp } from './app.ts';

/** Publishes the app of the cases as `cases` for the demo's people: an administrator, a clerk, and a guest who may not know a firm's credit. */
export async function installCases(pool: RunningServer['pool']): Promise<void> {
  const { rows } = await pool.query<{ id: string; workspace: string; email: string }>(
    `select p.user_id as id, p.workspace, u.email from pipewright.person p join auth."user" u on u.id = p.user_id where u.email like '%@demo.local'`,
  );
  const person = (name: string) => {
    const found = rows.find(({ email }) => email === `${name}@demo.local`);
    if (!found) throw new Error(`The demo has no ${name}`);
    return found;
  };
  await pool.query('insert into pipewright.app (key, workspace, draft, template) values ($1, $2, $3, null)', [
    'cases',
    person('admin').workspace,
    '{}',
  ]);
  await publish(pool, { key: 'cases', document: casesApp(), base: 0, by: person('admin').id });
  await setRoles(pool, 'cases', [
    { user: person('admin').id, role: 'admin' },
    { user: person('sales').id, role: 'clerk' },
    { user: person('manager').id, role: 'guest' },
  ]);
}
