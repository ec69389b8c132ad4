import fc from 'fast-check';
import { Hono } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { describe, expect, it } from 'vitest';
import { signedTokens, verified } from './cookie.ts';

const SECRET = 'a secret that is long enough';

/** Asks a server that answers with what it found in the cookie header, once by hono's own reading and once by ours. */
async function read(cookie: string): Promise<{ hono: unknown; ours: string[] }> {
  const app = new Hono().get('/', async (c) =>
    c.json({ hono: await getSignedCookie(c, SECRET, 'better-auth.session_token'), ours: signedTokens(c, SECRET) }),
  );
  return (await app.request('/', { headers: { cookie } })).json() as Promise<{ hono: unknown; ours: string[] }>;
}

async function signed(value: string): Promise<string> {
  const app = new Hono().get('/', async (c) => {
    await setSignedCookie(c, 'better-auth.session_token', value, SECRET);
    return c.text('');
  });
  return (await app.request('/')).headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('a signed session cookie', () => {
  it('is read as hono reads it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9]{1,40}$/), async (token) => {
        expect(await read(await signed(token))).toEqual({ hono: token, ours: [token] });
      }),
      { numRuns: 50 },
    );
  });

  it('is none with a changed value, signature or secret', async () => {
    const cookie = decodeURIComponent((await signed('token')).split('=').slice(1).join('='));
    expect(verified(cookie, SECRET)).toBe('token');
    expect(verified(cookie, `${SECRET}!`)).toBeUndefined();
    for (let i = 0; i < cookie.length - 1; i += 1) {
      const changed = `${cookie.slice(0, i)}${cookie[i] === 'A' ? 'B' : 'A'}${cookie.slice(i + 1)}`;
      if (Buffer.from(changed.split('.').at(-1) ?? '', 'base64').equals(Buffer.from(cookie.split('.').at(-1) ?? '', 'base64'))) continue;
      expect(verified(changed, SECRET)).toBeUndefined();
    }
    for (const text of [undefined, '', '.', 'token', 'token.', '.x', 'token.====', `token.${'A'.repeat(10_000)}`])
      expect(verified(text, SECRET)).toBeUndefined();
  });
});
