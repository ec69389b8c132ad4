import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { Grouping } from './dimension.ts';

/**
 * The rows of `groups` with what their keys are called: to the keys `k0`, `k1`, … it adds `s0`, `s1`, … for those that have names. Two of the same name
 * are told apart by where they belong (`李伟 · 华东区`), and where even that is the same by a number (`李伟 (2)`).
 */
export function namedSql(groupings: readonly Grouping[]): Fragment {
  const named = groupings.flatMap(({ naming }, i) => (naming ? [{ naming, i, key: sql.id('g', `k${i}`), alias: `n${i}` }] : []));
  if (named.length === 0) return sql`groups`;
  const called = named.map(({ naming, i, alias }) => {
    const apart = naming.apart ? naming.apart(alias) : sql`null::text`;
    return sql`${naming.name(alias)} as ${sql.id(`name${i}`)}, ${apart} as ${sql.id(`place${i}`)}`;
  });
  const joins = named.map(({ naming, key, alias }) => naming.join(key, alias));
  const placed = named.map(({ i }) => {
    const name = sql.id('g', `name${i}`);
    return sql`case when ${twins(i, name)} then ${name} || coalesce(' · ' || ${sql.id('g', `place${i}`)}, '') else ${name} end as ${sql.id(`label${i}`)}`;
  });
  const told = named.map(({ i, key }) => {
    const label = sql.id('g', `label${i}`);
    const number = sql`dense_rank() over (partition by ${label} order by ${key})`;
    return sql`case when ${twins(i, label)} then ${label} || ' (' || ${number} || ')' else ${label} end as ${sql.id(`s${i}`)}`;
  });
  const first = sql`(select g.*, ${sql.join(called)} from groups as g ${sql.join(joins, sql` `)})`;
  const second = sql`(select g.*, ${sql.join(placed)} from ${first} as g)`;
  return sql`(select g.*, ${sql.join(told)} from ${second} as g)`;
}

/** True for a group whose name another key has too. A name may come again with the same key, for a second dimension. */
function twins(i: number, name: Fragment): Fragment {
  const key = sql`${sql.id('g', `k${i}`)}::text`;
  return sql`min(${key}) over (partition by ${name}) <> max(${key}) over (partition by ${name})`;
}
