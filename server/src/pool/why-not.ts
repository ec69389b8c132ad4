import { type Entity, mostOpenFor } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { compileOnce, poolRowSql, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import { coolingFor } from '../records/cooling.ts';
import { openCount } from './limit.ts';

/** A record as taking it looks at it. */
export interface PoolRow {
  readonly version: number;
  readonly owner: string | null;
  readonly status: string | null;
  readonly department: string | null;
  readonly seen: boolean;
  readonly may_claim: boolean;
}

/** Reads a record of an entity with stages for whoever would take it; undefined where there is none. `lock` keeps it until the transaction ends. */
export async function poolRow(db: Queryable, view: Sight, entity: Entity, id: string, lock = false): Promise<PoolRow | undefined> {
  const statement = compileOnce(view, `pool ${entity.key} ${lock}`, { record: id }, (each) => ({ value: poolRowSql(each, entity, lock) }));
  return (await rows<PoolRow>(db, orRefuse(statement)))[0];
}

/** Why who asks may not take a record that belongs to nobody: it is closed, out of reach, was taken back from that person or given up lately, or would be one too many. */
export async function whyNot(db: Queryable, view: Sight, entity: Entity, id: string, row: PoolRow): Promise<Issue | undefined> {
  const { principal, schema } = view;
  if (row.status !== 'open') return issue('', 'pool.closed');
  if (!row.may_claim) return issue('', 'denied.claim');
  const cooling = (await coolingFor(db, view, entity, [id])).get(id);
  if (cooling) return cooling;
  const most = mostOpenFor(principal.role, entity);
  const count = most === undefined ? 0 : await openCount(db, schema, entity, principal.user);
  return most !== undefined && count >= most ? issue('', 'pool.limit', { count, most }) : undefined;
}
