import type { Approver } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { Queryable } from '../db/pool.ts';

/** Somebody who may be told, and in which role of the app. */
export interface Person {
  readonly user: string;
  readonly role: string;
}

/** Tells whom a step means, of one record. */
export type WhoIs = (to: readonly Approver[], facts: Facts) => readonly Person[];

const personIn = (facts: Facts, key: string) => (typeof facts[key] === 'string' ? (facts[key] as string) : undefined);

const MEMBERS = `select p.user_id as "user", m.role from pipewright.member m join pipewright.person p on p.user_id = m.user_id and p.active
  where m.app = $1 and (p.user_id = any($2) or m.role = any($3)) order by p.user_id`;
const LEADERS = `select p.user_id as "user", array(select d.manager from pipewright.department own join pipewright.department d on d.id = any(own.path)
    where own.id = p.department and d.manager is not null order by cardinality(d.path) desc) as above from pipewright.person p where p.user_id = any($1)`;

/**
 * Looks up everybody whom steps may mean, of any number of records, in two questions. Whoever leads a department is not their own manager: the next above is. Where there are fewer
 * levels above somebody than a step counts, the topmost is meant. People who work here no more, or have no role in the app, are nobody.
 */
export async function peopleFor(
  db: Queryable,
  app: string,
  wanted: readonly { readonly to: readonly Approver[]; readonly facts: Facts }[],
): Promise<WhoIs> {
  const named = new Set<string>();
  const roles = new Set<string>();
  for (const { to, facts } of wanted)
    for (const each of to) {
      const key = each.kind === 'field' ? each.field : 'owner';
      const person = each.kind === 'role' ? undefined : personIn(facts, key);
      if (person) named.add(person);
      if (each.kind === 'role') roles.add(each.role);
    }
  const { rows: leaders } = await db.query<{ user: string; above: string[] }>(LEADERS, [[...named]]);
  const chains = new Map(leaders.map(({ user, above }) => [user, [...new Set(above)].filter((each) => each !== user)]));
  const everybody = [...new Set([...named, ...[...chains.values()].flat()])];
  const { rows: members } = await db.query<Person>(MEMBERS, [app, everybody, [...roles]]);
  const known = new Map(members.map((each) => [each.user, each]));
  const usersOf = (each: Approver, facts: Facts): readonly (string | undefined)[] => {
    switch (each.kind) {
      case 'owner':
        return [personIn(facts, 'owner')];
      case 'field':
        return [personIn(facts, each.field)];
      case 'role':
        return members.filter(({ role }) => role === each.role).map(({ user }) => user);
      case 'manager': {
        const chain = chains.get(personIn(facts, 'owner') ?? '') ?? [];
        return [chain[Math.min(each.up, chain.length) - 1]];
      }
      case 'chain':
        return (chains.get(personIn(facts, 'owner') ?? '') ?? []).slice(0, each.up);
    }
  };
  return (to, facts) => {
    const users = new Set(to.flatMap((each) => usersOf(each, facts)));
    return [...users].flatMap((user) => known.get(user ?? '') ?? []);
  };
}
