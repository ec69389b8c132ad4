import type { Facts } from '@pipewright/logic';
import type { Role } from '../model/role.ts';

/** Who asks: the person, the role in this app, and the departments that role scopes speak of. */
export interface Principal {
  readonly user: string;
  readonly workspace: string;
  readonly role: Role;
  readonly department: string | null;
  /** The own department, those led, and all below them. */
  readonly departments: readonly string[];
  /** The entities of which the person has a share in some record; left out for none. */
  readonly shared?: readonly string[];
  /** The day where the app is, and the instant: what `today` and `now` mean to rules. */
  readonly today: string;
  readonly now: string;
}

/** The facts about who asks and when, for rules. */
export function surroundings(principal: Omit<Principal, 'role' | 'workspace' | 'shared'>): Facts {
  const { user, department, departments, today, now } = principal;
  return { 'user.id': user, 'user.department': department, 'user.departments': departments, today, now };
}
