import type { TeamLine } from '@pipewright/definition';
import { addAccounts } from '../auth/accounts.ts';
import type { Queryable } from '../db/pool.ts';
import { addDepartment, addPeople, listDepartments } from './org.ts';
import { listPeople } from './people.ts';

/**
 * Adds the people of a team list, without sign-in, in departments led by their managers under their offices. What exists already by name stays
 * as it is, so that the same list can be read again. Answers how many people and departments were new.
 */
export async function importTeams(
  db: Queryable,
  workspace: string,
  lines: readonly TeamLine[],
): Promise<{ people: number; departments: number }> {
  const known = new Map((await listDepartments(db, workspace)).map((each) => [`${each.parent ?? ''}/${each.name}`, each.id]));
  const people = new Map((await listPeople(db, workspace, '', 100_000)).map((each) => [each.name, each.id]));
  let departments = 0;
  const ensure = async (name: string, parent: string | null) => {
    const key = `${parent ?? ''}/${name}`;
    const found = known.get(key);
    if (found) return found;
    departments += 1;
    const id = await addDepartment(db, workspace, { name, parent });
    known.set(key, id);
    return id;
  };
  const wanted = new Map<string, string>();
  const leads = new Map<string, string>();
  for (const { name, manager, office } of lines) {
    const team = await ensure(manager, await ensure(office, null));
    leads.set(team, manager);
    wanted.set(manager, team);
    if (!wanted.has(name)) wanted.set(name, team);
  }
  const fresh = [...wanted].filter(([name]) => !people.has(name));
  const ids = await addAccounts(
    db,
    fresh.map(([name]) => ({ name })),
  );
  for (const [i, [name]] of fresh.entries()) people.set(name, ids[i] as string);
  await addPeople(
    db,
    workspace,
    fresh.map(([name, department]) => ({ user: people.get(name) as string, name, department })),
  );
  for (const [team, manager] of leads)
    await db.query(
      'update pipewright.department set manager = $2 where id = $1 and exists (select from pipewright.person where user_id = $2 and active)',
      [team, people.get(manager)],
    );
  return { people: fresh.length, departments };
}
