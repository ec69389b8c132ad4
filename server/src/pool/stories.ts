import type { App, Entity, PoolStory } from '@pipewright/definition';
import { compileOnce, poolStoriesSql, type Sight } from '@pipewright/sql';
import { rows } from '../db/pool.ts';
import { entityFor, orRefuse } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { namesOf } from '../door/names.ts';
import { automationNamed } from '../records/history.ts';

/** A record of the pool as it is stored how it came there. */
interface Found {
  readonly id: string;
  readonly since: string;
  readonly entered: boolean;
  readonly person: string | null;
  readonly actor_kind: string | null;
  readonly actor: string | null;
  readonly version: number | null;
}

/** False for who may not know whose a record is, or whether it is open: that person learns nothing of the pool, nor of those whose a record was. */
export function knowsPool({ principal: { role } }: Sight, { key }: Entity): boolean {
  return role.admin === true || !role.grants[key]?.hidden.some((name) => name === 'owner' || name === 'status');
}

/**
 * How records came into the pool, as far as who asks may know it: those of them that are there and that this person may read, in no order. As many questions for a page of
 * them as for one.
 */
export async function poolStories(
  server: Pick<Server, 'pool' | 'apps'>,
  { view, published }: Pick<InApp, 'view' | 'published'>,
  entityKey: string,
  records: readonly string[],
): Promise<PoolStory[]> {
  const entity = entityFor(view, entityKey);
  if (!entity.process || records.length === 0 || !knowsPool(view, entity)) return [];
  const statement = compileOnce(view, `pool stories ${entity.key}`, { records }, (each) => ({ value: poolStoriesSql(each, entity) }));
  const found = await rows<Found>(server.pool, orRefuse(statement));
  const people = [...new Set(found.flatMap(({ person, actor_kind, actor }) => [person, actor_kind === 'person' ? actor : null]))];
  const ids = people.filter((id) => id !== null);
  const names = ids.length > 0 ? await namesOf(server.pool, view, { type: 'person' }, ids) : {};
  const named = (id: string | null) => (id !== null && names[id] !== undefined ? { id, name: names[id] } : null);
  const { role } = view.principal;
  const hidesMaking = !role.admin && role.grants[entity.key]?.hidden.includes('created_at') === true;
  const acted = found.flatMap(({ actor_kind, actor, version }) =>
    actor_kind === 'automation' && version !== null ? [{ actor, version }] : [],
  );
  const lost = acted.filter(({ actor }) => !view.app.automations?.some(({ key }) => key === actor)).map(({ version }) => version);
  const then = new Map<number | null, App | undefined>();
  for (const version of new Set(lost)) then.set(version, await server.apps.past(server.pool, published.key, version));
  return found.map(({ id, since, entered, person, actor_kind, actor, version }): PoolStory => {
    const story = { id, since, person: named(person), by: null, automation: null };
    if (!entered) return { ...story, since: hidesMaking ? null : since, way: 'never' };
    if (actor_kind === 'automation' && actor !== null)
      return { ...story, way: 'automation', automation: automationNamed(actor, view.app, then.get(version)) };
    if (actor_kind === 'person' && actor === person) return { ...story, way: 'given_up' };
    return { ...story, way: 'by_hand', by: actor_kind === 'person' ? named(actor) : null };
  });
}
