import { callApi } from './call.ts';
import { forgetEarly } from './early.ts';

/** Signs in; throws `Refused` with status 401 where address or password are wrong, 429 after too many attempts. */
export function signIn(email: string, password: string): Promise<unknown> {
  forgetEarly();
  return callApi('/auth/sign-in/email', { method: 'POST', body: { email, password } });
}

/** Keeps the session of somebody who works alive: sessions end two weeks after they were last renewed. */
export async function renewSession(): Promise<void> {
  await callApi('/auth/get-session').catch(() => undefined);
}

/** Ends this session. */
export function signOut(): Promise<unknown> {
  forgetEarly();
  return callApi('/auth/sign-out', { method: 'POST', body: {} });
}

/** Ends every session of this person, on all devices, this one too. */
export async function signOutEverywhere(): Promise<void> {
  await callApi('/auth/revoke-sessions', { method: 'POST', body: {} });
  await signOut().catch(() => undefined);
}
