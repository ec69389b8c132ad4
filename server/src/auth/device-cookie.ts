import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { cookieName, putCookie, signed, verified } from './cookie.ts';

const NAME = 'pipewright.device';
/** Sets the value apart from session tokens, which are signed with the same secret. */
const KIND = 'device:';
/** A computer in a workshop may be many people's; those who signed in last are remembered. */
const MOST = 8;
const KEPT_S = 180 * 24 * 3600;

/** Which devices somebody has signed in on before, told by a signed cookie: account key to a number of the device's own. Nothing is kept here. */
function devices(c: Context, secret: string): [account: string, device: string][] {
  const cookie = [false, true].map((secure) => verified(getCookie(c, cookieName(NAME, secure)), secret)).find(Boolean);
  if (!cookie?.startsWith(KIND)) return [];
  return cookie
    .slice(KIND.length)
    .split('~')
    .flatMap((entry) => {
      const [account, device] = entry.split('=');
      return account && device ? [[account, device]] : [];
    });
}

/** The number of this device for an account that has signed in on it before. */
export function knownDevice(c: Context, secret: string, account: string): string | undefined {
  return devices(c, secret).find(([each]) => each === account)?.[1];
}

/** Remembers in the browser that an account has signed in on this device. */
export function rememberDevice(c: Context, secret: string, account: string, secure: boolean): void {
  const others = devices(c, secret).filter(([each]) => each !== account);
  const list = [[account, randomBytes(12).toString('base64url')], ...others].slice(0, MOST);
  const value = `${KIND}${list.map((entry) => entry.join('=')).join('~')}`;
  putCookie(c, cookieName(NAME, secure), signed(value, secret), { path: '/api/auth', seconds: KEPT_S, sameSite: 'Strict' });
}
