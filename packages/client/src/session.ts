import type { Account } from '@pipewright/definition';
import { call } from './call.ts';
import { forgetEarly } from './early.ts';

/** Signs in; throws `Refused` with status 401 where address or password are wrong, 429 after too many attempts. */
export async function signIn(email: string, password: string): Promise<void> {
  forgetEarly();
  await call('signIn', { body: { email, password } });
}

const HOUR = 3_600_000;

/** Keeps the session of somebody who works alive until the returned function is called: sessions end two weeks after they were last renewed. */
export function keepSession(): () => void {
  const renew = () => void call('renewSession', {}).catch(() => undefined);
  renew();
  const timer = setInterval(renew, HOUR);
  return () => clearInterval(timer);
}

/** Ends this session. */
export async function signOut(): Promise<void> {
  forgetEarly();
  await call('signOut', {});
}

/** Ends every session of this person, on all devices, this one too. */
export async function signOutEverywhere(): Promise<void> {
  await call('endSessions', {});
}

/** Reads one's own account. */
export function readAccount(): Promise<Account> {
  return call('readAccount', {});
}

/** Ends one of one's own sessions; throws `Refused` with status 404 where it has ended already. */
export async function endSession(id: string): Promise<void> {
  await call('endSession', { id });
}

/** Ends all of one's own sessions but this one. */
export async function endOtherSessions(): Promise<void> {
  await call('endOtherSessions', {});
}

/** Changes one's own password, and ends the other sessions unless they are kept; throws `Refused` with what is wrong with which of both. */
export async function changePassword(current: string, password: string, keepOthers: boolean): Promise<void> {
  await call('changePassword', { body: { current, password, keepOthers } });
}
