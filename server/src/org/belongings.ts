import { type Belongings, ENDED, type Label } from '@pipewright/definition';
import { compileSql, type Fragment, type Table } from '@pipewright/sql';
import { sql } from 'kysely';
import { type Queryable, rows } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { isStaged } from '../records/write-target.ts';
import { appsOf, type WorkspaceApp } from './workspace.ts';

/**
 * The records of a table `t` that somebody has to take over from a person: those that are not closed, and all where there are no stages, in the recycle
 * bin too. What is closed stays with whoever closed it, or figures of the past would change.
 */
export function openOf(user: string, table: Table, alias = 't'): Fragment {
  const own = sql`${sql.id(alias, 'owner')} = ${user}`;
  const status = sql.id(alias, 'status');
  return isStaged(table) ? sql`${own} and (${status} is null or not (${status} = any(${[...ENDED] as string[]}::text[])))` : own;
}

/** How many open records of one table are a person's. */
export interface OpenCount {
  readonly published: WorkspaceApp;
  readonly entity: Label;
  readonly count: number;
}

/** The open records of a person by app and table, those without any left out. */
export async function openRecords(server: Pick<Server, 'apps'>, db: Queryable, workspace: string, user: string): Promise<OpenCount[]> {
  const found: OpenCount[] = [];
  for (const published of await appsOf(server, db, workspace))
    for (const table of published.tables) {
      if (!table.columns.owner) continue;
      const count = sql`select count(*)::int as count from ${sql.id(published.schema, table.name)} t where ${openOf(user, table)}`;
      const [row] = await rows<{ count: number }>(db, compileSql(count));
      const entity = published.entity(table.name)?.entity.name ?? published.app.name;
      if (row && row.count > 0) found.push({ published, entity, count: row.count });
    }
  return found;
}

/** What belongs to a person of the workspace. */
export async function belongingsOf(server: Pick<Server, 'apps'>, db: Queryable, workspace: string, user: string): Promise<Belongings> {
  const open = await openRecords(server, db, workspace, user);
  const { rows: found } = await db.query<Omit<Belongings, 'records'>>(
    `select array(select name from pipewright.department where manager = $1 order by name collate "zh-x-icu") as departments,
       (select count(*)::int from pipewright.saved_view where owner = $1) as views,
       (select count(*)::int from pipewright.token where user_id = $1 and expires_at > now()) as tokens,
       (select count(*)::int from auth.session where "userId" = $1 and "expiresAt" > now()) as sessions,
       (select count(*)::int from pipewright.share where person = $1) as shares,
       (select count(*)::int from pipewright.member where user_id = $1) as roles,
       (select d.manager from pipewright.person p join pipewright.department own on own.id = p.department join pipewright.department d on d.id = any(own.path)
          join pipewright.person m on m.user_id = d.manager and m.active
        where p.user_id = $1 and d.manager <> $1 order by cardinality(d.path) desc limit 1) as heir`,
    [user],
  );
  const [rest] = found;
  if (!rest) throw new Error('A question of counts has no answer');
  return { ...rest, records: open.map(({ published, entity, count }) => ({ app: published.app.name, entity, count })) };
}
