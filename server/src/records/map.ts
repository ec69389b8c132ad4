import { fieldOf, type PeopleMap, readsName } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { holdMapSql, type MapFault, mapFaultsSql } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import type { Published } from '../published/published.ts';
import type { Change, SaveGround, SaveTerms, Verdict, Write } from './change.ts';

/** Thrown where what was written does not stand on the map as it may; with what is wrong by record. */
export class OffTheMap extends Error {
  readonly issues: ReadonlyMap<string, Issue>;
  constructor(issues: ReadonlyMap<string, Issue>) {
    super('Off the map');
    this.issues = issues;
  }
}

/** True where values place a record on the map: under another, or, once it is there, with other people. */
function places({ within, reportsTo }: PeopleMap, kind: string, values: Readonly<Record<string, unknown>>): boolean {
  return (values[reportsTo] ?? null) !== null || (kind !== 'create' && within in values);
}

/** True where a write changes who reports to whom. It needs a transaction, for what it must keep shows in other records, which others may write meanwhile. */
export function redraws(published: Published, entity: string, { kind, values }: Pick<Change, 'kind' | 'values'>): boolean {
  const map = published.entity(entity)?.entity.map;
  return map !== undefined && (kind === 'create' || kind === 'update') && places(map, kind, values);
}

/** Holds the maps that writes will change, before any record is held. */
export async function holdMaps({ db, published }: SaveTerms, writes: readonly Write[]): Promise<void> {
  const entities = new Set(writes.flatMap(({ entity, change }) => (redraws(published, entity, change) ? [entity] : [])));
  for (const entity of [...entities].sort()) await rows(db, holdMapSql(published.schema, entity));
}

/** Throws where records that were just written go round in a circle, report to one of others, or are reported to by those they left. */
export async function assertOnMap(scope: SaveGround, verdicts: readonly Verdict[]): Promise<void> {
  const { entity, table } = scope.ready;
  const { map } = entity;
  const placed = map ? verdicts.filter(({ change, row }) => places(map, change.kind, row)) : [];
  if (!map || placed.length === 0) return;
  const ids = placed.map(({ row }) => row.id);
  const found = await rows<{ id: string; fault: MapFault }>(scope.db, mapFaultsSql(scope.published.schema, table.name, map, ids));
  if (found.length > 0) throw new OffTheMap(new Map(found.map(({ id, fault }) => [id, worded(scope, map, fault)])));
}

function worded({ ready: { entity }, view }: SaveGround, { within, reportsTo }: PeopleMap, fault: MapFault): Issue {
  // Of what somebody may not know it is only said that there is something.
  if (![within, reportsTo].every((name) => readsName(view.app, entity, view.principal.role, name))) return issue('', 'constraint.hidden');
  const name = (key: string) => fieldOf(entity, key)?.name ?? key;
  if (fault === 'loop') return issue(reportsTo, 'map.loop', { field: name(reportsTo) });
  if (fault === 'other') return issue(reportsTo, 'map.other', { field: name(reportsTo), within: name(within) });
  return issue(within, 'map.followed', { field: name(within) });
}
