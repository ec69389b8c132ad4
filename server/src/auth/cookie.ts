import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** Under https cookies have this prefix, with which a browser takes them over https only. */
const SECURE = '__Secure-';
/** The cookie's names: better-auth adds the prefix under https. */
const SESSION = 'better-auth.session_token';
const COOKIES = [SESSION, `${SECURE}${SESSION}`];

/** The session tokens that a request carries with our signature. */
export function signedTokens(c: Context, secret: string): string[] {
  return COOKIES.flatMap((name) => verified(getCookie(c, name), secret) ?? []);
}

/** The value of a cookie `value.signature` (HMAC-SHA256, base64) whose signature is ours. */
export function verified(cookie: string | undefined, secret: string): string | undefined {
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (!cookie || dot < 1) return undefined;
  const value = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  const ours = createHmac('sha256', secret).update(value).digest();
  return given.length === ours.length && timingSafeEqual(given, ours) ? value : undefined;
}

/** A value with our signature, as `verified` reads it. */
export function signed(value: string, secret: string): string {
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64')}`;
}

/** Lets the browser keep its session cookie for so many seconds from now. */
export function prolongCookie(c: Context, seconds: number): void {
  for (const name of COOKIES) {
    const value = getCookie(c, name);
    if (value) putCookie(c, name, value, { path: '/', seconds, sameSite: 'Lax' });
  }
}

/** Takes the session cookie back from the browser. */
export function dropCookie(c: Context): void {
  for (const name of COOKIES)
    if (getCookie(c, name) !== undefined)
      deleteCookie(c, name, { path: '/', secure: name.startsWith(SECURE), httpOnly: true, sameSite: 'Lax' });
}

interface Kept {
  readonly path: string;
  readonly seconds: number;
  readonly sameSite: 'Lax' | 'Strict';
}

/** Sets a cookie that no script can read; over https only where its name says so. */
export function putCookie(c: Context, name: string, value: string, { path, seconds, sameSite }: Kept): void {
  setCookie(c, name, value, { path, maxAge: seconds, sameSite, httpOnly: true, secure: name.startsWith(SECURE) });
}

/** The name of a cookie of ours in the way people come here. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `${SECURE}${name}` : name;
}
