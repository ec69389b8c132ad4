import type { Cause } from '@pipewright/definition';
import type { Queryable } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { ownSight } from '../published/own-sight.ts';
import type { Published } from '../published/published.ts';
import type { SaveTerms } from './change.ts';

/** How the product itself writes, inside a transaction: by the sight of an app, in nobody's name. */
export function bySystem(
  { published, workspace }: { readonly published: Published; readonly workspace: string },
  db: Queryable,
  now: string,
  announce: SaveTerms['announce'],
  cause: Cause,
): SaveTerms & { readonly inTransaction: true } {
  return {
    db,
    published,
    announce,
    newId,
    cause,
    inTransaction: true,
    view: ownSight(published, workspace, now),
    actor: { kind: 'system' },
  };
}
