import type { Entity } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import { dayIn } from '@pipewright/process';
import { byRoleSql, compileOnce, coolingSql, type Sight } from '@pipewright/sql';
import { type Queryable, rows } from '../db/pool.ts';
import { orRefuse } from '../door/entity.ts';
import type { Change, Current, SaveGround } from './change.ts';

/** From whom a record came into the pool so lately that it does not go back to that person. */
interface Cooling {
  readonly record: string;
  readonly person: string;
  readonly at: string;
  /** True where that person put it there. */
  readonly gave_up: boolean;
}

/** What speaks against it that a person takes records out of the pool again, by record: they were taken back from that person lately, or given up. */
export async function coolingFor(
  db: Queryable,
  { app, schema, principal }: Sight,
  entity: Entity,
  records: readonly string[],
): Promise<Map<string, Issue>> {
  const days = entity.process?.coolDown ?? 0;
  if (days === 0 || records.length === 0) return new Map();
  const found = await rows<Cooling>(db, coolingSql(schema, entity, principal.now, { records, last: false }));
  const dayAfter = (at: string, after: number) => dayIn(app.timeZone, new Date(Date.parse(at) + after * 86_400_000).toISOString());
  return new Map(
    found.flatMap(({ record, person, at, gave_up }): [string, Issue][] => {
      if (person !== principal.user) return [];
      const day = dayAfter(at, days);
      return [[record, gave_up ? issue('', 'pool.gave_up', { from: dayAfter(at, 0), day }) : issue('', 'pool.cool_down', { day })]];
    }),
  );
}

/**
 * What speaks against it, by record, that who writes takes records out of the pool by hand: what speaks against claiming them. Whose role reaches them there gives them to
 * whom that person likes, oneself among them; by a share alone nobody gives a record back to oneself.
 */
export async function coolingOfTaken(
  scope: SaveGround,
  changes: readonly Change[],
  currents: ReadonlyMap<string, Current>,
): Promise<ReadonlyMap<string, Issue>> {
  const { db, view, ready, actor } = scope;
  const { entity } = ready;
  const { user, shared } = view.principal;
  if (actor.kind !== 'person' || !entity.process?.coolDown || !shared?.includes(entity.key)) return new Map();
  const taken = changes.flatMap(({ id = '', values }) => {
    const current = currents.get(id);
    const inPool = current?.values.owner === null && current.values.status === 'open';
    return values.owner === user && inPool && current.may_update ? [id] : [];
  });
  if (taken.length === 0) return new Map();
  const statement = compileOnce(view, `by role ${entity.key}`, { records: taken }, (each) => ({ value: byRoleSql(each, entity) }));
  const given = new Set((await rows<{ id: string }>(db, orRefuse(statement))).map(({ id }) => id));
  return coolingFor(
    db,
    view,
    entity,
    taken.filter((id) => !given.has(id)),
  );
}
