import { APP, signIn } from './api.ts';
import type { Servers } from './servers.ts';

/** So many records are shared with each person who has shares. */
export const SHARES = 500;
const PASSWORD = 'seven quiet lamps by the harbour';

/** A person whose questions are timed with shares and without. */
export interface SharePerson {
  readonly what: string;
  readonly user: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A record that the role alone reaches. */
  readonly own: string;
}

/** A rep who sees what is owned, and the leader of a department, who sees what belongs to its people. */
export async function sharePeople({ product: { pool, port }, admin }: Servers): Promise<SharePerson[]> {
  const base = `http://127.0.0.1:${port}`;
  const { rows } = await pool.query<{ owner: string; department: string }>(
    'select owner, department::text from app_bench.opportunity group by 1, 2 order by count(*) desc limit 1',
  );
  const [most] = rows;
  if (!most) throw new Error('There are no opportunities');
  const made = async (name: string, role: string) => {
    const email = `${name}@bench.test`;
    const { id } = await admin('POST', '/api/people', { name, email, password: PASSWORD, department: most.department });
    await admin('PUT', `${APP}/members`, { user: id, role });
    return { user: id as string, headers: { cookie: await signIn(base, email), 'content-type': 'application/json' } };
  };
  const rep = await made('rep', 'rep');
  const lead = await made('lead', 'manager');
  await admin('PATCH', `/api/departments/${most.department}`, { manager: lead.user });
  // As if they had always been this rep's: what the rep works with is theirs alone.
  for (const table of ['account', 'opportunity', 'activity'])
    await pool.query(`update app_bench.${table} set owner = $1 where owner = $2`, [rep.user, most.owner]);
  await pool.query('vacuum analyze');
  const { rows: own } = await pool.query('select id::text from app_bench.opportunity where owner = $1 order by id limit 1', [rep.user]);
  return [
    { what: 'rep', own: own[0].id, ...rep },
    { what: 'lead', own: own[0].id, ...lead },
  ];
}

/** Gives people shares in records that their roles do not reach, or takes all shares away; it counts from the next question on. */
export async function setShares(
  { product: { pool } }: Pick<Servers, 'product'>,
  people: readonly SharePerson[],
  given: boolean,
): Promise<void> {
  if (given)
    await pool.query(
      `insert into pipewright.share (app, entity, record, person, level)
       select 'bench', 'opportunity', o.id, p.person, case when o.n % 2 = 0 then 'write' else 'read' end from unnest($1::text[]) p (person) cross join (
         select id, row_number() over (order by hashtext(id::text), id) as n from app_bench.opportunity
         where department <> (select department from pipewright.person where user_id = $2)) o where o.n <= $3`,
      [people.map(({ user }) => user), people[0]?.user, SHARES],
    );
  else await pool.query('delete from pipewright.share');
  await pool.query('analyze pipewright.share');
}
