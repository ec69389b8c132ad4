import type { Entity } from '@pipewright/definition';
import { sql } from 'kysely';
import type { Fragment } from '../ground/compile.ts';
import type { RoleSight } from '../ground/sight.ts';
import { hasTwoWays, type VisibleOptions, visible } from './visible.ts';

/** Which of the visible rows `r` are the first ones. */
export interface First {
  /** `where …`, or nothing. */
  readonly where: Fragment;
  readonly order: Fragment;
  readonly limit: Fragment;
}

/**
 * The first visible rows as `r`: `from … where … order by … limit …`. Where rows come in by shares too, the first of each way are read for themselves and
 * put together: an order over both would read everything in sight, as no index follows it.
 * @param shared where the rows that come in by shares alone are read from, where that was done before; else they are looked up
 */
export function firstRows(
  view: RoleSight,
  entity: Entity,
  options: VisibleOptions,
  { where, order, limit }: First,
  shared?: Fragment,
): Fragment {
  const sorted = sql`order by ${order} limit ${limit}`;
  if (options.each || !hasTwoWays(view, entity)) return sql`from ${visible(view, entity, options)} as r ${where} ${sorted}`;
  const first = (rows: Fragment) => sql`(select r.* from ${rows} as r ${where} ${sorted})`;
  const ways = [visible(view, entity, { ...options, way: 'role' }), shared ?? visible(view, entity, { ...options, way: 'share' })];
  return sql`from (${sql.join(ways.map(first), sql` union all `)}) as r ${sorted}`;
}
