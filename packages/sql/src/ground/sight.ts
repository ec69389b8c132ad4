import type { App, Principal } from '@pipewright/definition';

/**
 * What reads are compiled from: a published app as one role sees it. It knows no person, so that what is compiled from it serves
 * everybody of that role; who asks, and when, stands in slots.
 */
export interface RoleSight {
  readonly app: App;
  readonly schema: string;
  readonly principal: Pick<Principal, 'role'>;
}

/** One person's sight of one published app. */
export interface Sight extends RoleSight {
  readonly principal: Principal;
}
