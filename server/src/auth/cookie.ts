import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

/** The cookie's names: better-auth adds a prefix under https. */
const COOKIES = ['better-auth.session_token', '__Secure-better-auth.session_token'];

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
