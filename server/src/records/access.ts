import { type RecordAccess, readsEntity } from '@pipewright/definition';
import { viewsOf } from '../door/enter.ts';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { asItStands, sightOf } from '../events/sight.ts';
import { type Shared, sharesOf } from './share.ts';

/** How a person stands to a record. */
export interface PersonAccess {
  readonly id: string;
  readonly access: RecordAccess;
}

/**
 * Which people see a record as it is now, and which would with a share of it. Refused where who asks does not see it.
 * @param people ids, in the order of the answer
 */
export async function accessOf(
  server: Pick<Server, 'pool' | 'apps'>,
  { view, published }: InApp,
  record: Shared,
  people: readonly string[],
): Promise<{ readonly people: PersonAccess[]; readonly may: boolean }> {
  const { may } = await sharesOf(server.pool, view, record);
  const entity = entityFor(view, record.entity);
  const views = await viewsOf(server, server.pool, people, published.key);
  const sight = await sightOf(server.pool, [...views.values()], record.entity, [asItStands(record.id)]);
  const access = (id: string): RecordAccess => {
    const theirs = views.get(id);
    if (!theirs || !readsEntity(theirs.principal.role, entity)) return 'never';
    return sight(theirs) ? 'sees' : 'share';
  };
  return { people: people.map((id) => ({ id, access: access(id) })), may };
}
