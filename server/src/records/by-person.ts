import type { Cause } from '@pipewright/definition';
import type { InApp, Server } from '../door/env.ts';
import { newId } from '../ground/id.ts';
import type { SaveTerms } from './change.ts';

/** How a person's own writes go through the door, in that person's name and by that person's rights. */
export function byPerson(server: Pick<Server, 'pool' | 'events'>, { caller, view, published }: InApp, cause: Cause): SaveTerms {
  return {
    db: server.pool,
    view,
    published,
    actor: { kind: 'person', id: caller.user },
    cause,
    rights: view.principal,
    newId,
    announce: (event) => server.events.announce(event),
  };
}
