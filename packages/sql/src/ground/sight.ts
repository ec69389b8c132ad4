import type { App, Principal } from '@pipewright/definition';

/**
 * What reads are compiled from: a published app as one role sees it, and of which entities there are records that were shared. It knows no person, so
 * that what is compiled from it serves everybody of that role; who asks, and when, stands in slots.
 */
export interface RoleSight {
  readonly app: App;
  readonly schema: string;
  readonly principal: Pick<Principal, 'role' | 'shared'>;
}

/** One person's sight of one published app. */
export interface Sight extends RoleSight {
  readonly principal: Principal;
}

/** What a compiler is given of a person's sight: nothing of who asks can get into what serves others. */
export function sightOfRole({ app, schema, principal: { role, shared } }: RoleSight): RoleSight {
  return { app, schema, principal: { role, ...(shared && shared.length > 0 ? { shared } : {}) } };
}

/** What tells two sights of one published app apart, for whoever keeps what was compiled. */
export function sightKey({ principal: { role, shared } }: RoleSight): string {
  return shared && shared.length > 0 ? `${role.key}+${shared.join('+')}` : role.key;
}
