import { callApi } from './call.ts';
import { forgetEarly } from './early.ts';

/** Signs in; throws `Refused` with status 401 where address or password are wrong, 429 after too many attempts. */
export function signIn(email: string, password: string): Promise<unknown> {
  forgetEarly();
  return callApi('/auth/sign-in/email', { method: 'POST', body: { email, password } });
}

const HOUR = 3_600_000;

/** Keeps the session of somebody who works alive until the returned function is called: sessions end two weeks after they were last renewed. */
export function keepSession(): () => void {
  const renew = () => void callApi('/auth/renew', { method: 'POST' }).catch(() => undefined);
  renew();
  const timer = setInterval(renew, HOUR);
  return () => clearInterval(timer);
}

/** Ends this session. */
export function signOut(): Promise<unknown> {
  forgetEarly();
  return callApi('/auth/sign-out', { method: 'POST' });
}

/** Ends every session of this person, on all devices, this one too. */
export function signOutEverywhere(): Promise<unknown> {
  return callApi('/account/sessions', { method: 'DELETE' });
}

/** A session of one's own; the id names it and opens nothing. Instants in ISO 8601. */
export interface Session {
  readonly id: string;
  readonly device: { readonly browser: string | null; readonly system: string | null };
  readonly address: string;
  readonly since: string;
  readonly used: string;
  readonly current: boolean;
}

/** One's own account. */
export interface Account {
  readonly name: string;
  readonly email: string;
  readonly sessions: readonly Session[];
}

/** Reads one's own account. */
export function readAccount(): Promise<Account> {
  return callApi('/account');
}

/** Ends one of one's own sessions; throws `Refused` with status 404 where it has ended already. */
export function endSession(id: string): Promise<unknown> {
  return callApi(`/account/sessions/${id}`, { method: 'DELETE' });
}

/** Ends all of one's own sessions but this one. */
export function endOtherSessions(): Promise<unknown> {
  return callApi('/account/sessions/others', { method: 'DELETE' });
}

/** Changes one's own password, and ends the other sessions unless they are kept; throws `Refused` with what is wrong with which of both. */
export function changePassword(current: string, password: string, keepOthers: boolean): Promise<unknown> {
  return callApi('/account/password', { method: 'POST', body: { current, password, keepOthers } });
}
