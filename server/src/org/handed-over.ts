import type { HandOver } from '@pipewright/definition';
import { instantSql } from '../db/instant.ts';
import type { Queryable } from '../db/pool.ts';
import type { Server } from '../door/env.ts';
import { appsOf } from './workspace.ts';

interface Kept extends Pick<HandOver, 'count' | 'to' | 'by' | 'at'> {
  readonly app: string;
  readonly entity: string;
}

/** What a person of the workspace handed over when leaving, by app and entity, the latest first. */
export async function handedOver(server: Pick<Server, 'apps'>, db: Queryable, workspace: string, user: string): Promise<HandOver[]> {
  const apps = await appsOf(server, db, workspace);
  const { rows } = await db.query<Kept>(
    `select h.app, h.entity, h.count, t.name as to, b.name as by, ${instantSql('h.last_at', 'seconds')} as at
     from pipewright.hand_over h join pipewright.person t on t.user_id = h.heir join pipewright.person b on b.user_id = h.by
     where h.person = $1 order by h.began_at desc, h.app, h.entity, h.last_at`,
    [user],
  );
  return rows.flatMap(({ app, entity, ...rest }) => {
    const published = apps.find(({ key }) => key === app);
    if (!published) return [];
    return [{ ...rest, app: published.app.name, entity: published.entity(entity)?.entity.name ?? published.app.name }];
  });
}
