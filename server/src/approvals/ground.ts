import { type Entity, entityOf, type NodeOf } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import type { WorkRecord } from '../about/records.ts';
import { seesBy } from '../about/sees.ts';
import type { Queryable } from '../db/pool.ts';
import { viewsOf } from '../door/enter.ts';
import type { Server } from '../door/env.ts';
import type { Published } from '../published/published.ts';
import type { SaveTerms } from '../records/change.ts';
import type { KeptApproval } from './kept.ts';

/** What approvals are worked on with, inside one transaction. */
export interface Ground {
  readonly server: Pick<Server, 'apps'>;
  readonly db: Queryable;
  readonly published: Published;
  /** What the app itself sees. */
  readonly view: Sight;
  readonly now: string;
  readonly announce: SaveTerms['announce'];
}

/** What an approval is about: its step as the run knows it, and the record as it is now. */
export interface About {
  readonly entity: Entity;
  readonly record: WorkRecord;
  readonly node: NodeOf<'approve'>;
  readonly calendar: string | undefined;
}

/** The step that asks, in the version with which its run began; undefined where that is not known any more. */
export async function stepOf(
  { apps }: Pick<Server, 'apps'>,
  db: Queryable,
  published: Published,
  kept: Pick<KeptApproval, 'version' | 'automation' | 'node'>,
): Promise<Pick<About, 'node' | 'calendar'> | undefined> {
  const app = kept.version === published.version ? published.app : await apps.past(db, published.key, kept.version);
  const automation = app?.automations?.find(({ key }) => key === kept.automation);
  const node = automation?.nodes.find(({ key }) => key === kept.node);
  return node?.kind === 'approve' ? { node, calendar: automation?.calendar } : undefined;
}

/** The views of those who may decide about a record at this moment: who works here, has a role in the app, and sees it. */
export async function eligible(
  { server, db, published }: Pick<Ground, 'server' | 'db' | 'published'>,
  users: readonly string[],
  entity: string,
  record: string,
): Promise<ReadonlyMap<string, Sight>> {
  const views = await viewsOf(server, db, [...new Set(users)], published.key);
  const sees = await seesBy(db, [...views.values()], [{ entity, id: record }]);
  return new Map([...views].filter(([user]) => sees(user, { entity, id: record })));
}

/** The entity of an approval, as the app has it now. */
export const entityAt = ({ app }: Published, { entity }: Pick<KeptApproval, 'entity'>): Entity | undefined => entityOf(app, entity);
