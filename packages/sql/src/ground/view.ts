import type { App, Principal } from '@pipewright/definition';

/**
 * What reads are compiled from: a published app as one role sees it. It knows no person, so that what is compiled from it serves
 * everybody of that role; who asks, and when, stands in slots.
 */
export interface RoleView {
  readonly app: App;
  readonly schema: string;
  readonly principal: Pick<Principal, 'role'>;
}

/** One person's view of one published app. */
export interface View extends RoleView {
  readonly principal: Principal;
}
