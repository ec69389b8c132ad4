import { type Pool, schemaOf } from '@pipewright/server';
import { foldDifferences } from '../fold.ts';
import { storyDifferences } from '../story.ts';
import type { Acknowledged } from './people.ts';

/** One text from each row. */
async function keys(pool: Pool, text: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ key: string }>(text, values);
  return rows.map((row) => row.key);
}

/** What became of acknowledged writes, and how rows, ledger and periods stand to each other: everything empty where nothing went wrong. */
export async function writesVerdict(pool: Pool, acknowledged: readonly Acknowledged[]) {
  const told = await keys(
    pool,
    `select concat_ws(' ', record, record_version, after->>'next_step') as key from app_opportunity._ledger where record = any($1::uuid[])`,
    [acknowledged.map((each) => each.id)],
  );
  const known = new Set(told);
  const twice = (text: string) => keys(pool, `${text} group by 1 having count(*) > 1`);
  return {
    lost: acknowledged.filter((each) => !known.has(`${each.id} ${each.version} ${each.step}`)),
    doubles: [
      ...(await twice(
        `select after->>'next_step' as key from app_opportunity._ledger where entity = 'opportunity' and after->>'next_step' ~ '^[0-9]+[.][0-9]+!?$'`,
      )),
      ...(await twice(`select name as key from app_opportunity.customer where name ~ '^kill-'`)),
    ],
    strays: await keys(
      pool,
      `select o.id::text as key from app_opportunity.opportunity o join pipewright.person p on p.user_id = o.owner where o.department is distinct from p.department`,
    ),
    story: await storyDifferences(pool, 'opportunity'),
    fold: await foldDifferences(pool, 'opportunity'),
  };
}

/** What is half done: imports that no longer go on or lack rows, apps without a version, members or tables, tables without an app, missing sample records. */
export async function halfDone(pool: Pool, apps: readonly { key: string; sample: boolean }[]) {
  const short: string[] = [];
  for (const { key } of apps.filter((each) => each.sample)) {
    const { rows } = await pool.query(`select count(*)::int as n from "${schemaOf(key)}".opportunity`);
    if (rows[0]?.n !== 2200) short.push(`${key}: ${rows[0]?.n}`);
  }
  return {
    imports: await keys(
      pool,
      `select i.id || ' ' || i.state as key from pipewright.import i where i.state not in ('done', 'staged')
         or i.state = 'done' and i.total <> (select count(*) from pipewright.import_row r join app_opportunity.customer c on c.id = r.record where r.import = i.id)`,
    ),
    apps: await keys(
      pool,
      `select a.key from pipewright.app a where version = 0 or not exists (select from pipewright.member m where m.app = a.key)
         or not exists (select from pipewright.version v where v.app = a.key) or to_regnamespace('app_' || a.key) is null`,
    ),
    schemas: await keys(
      pool,
      `select nspname::text as key from pg_namespace where nspname like 'app\\_%' and substr(nspname, 5) not in (select key from pipewright.app)`,
    ),
    short,
  };
}
