import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refused } from './call.ts';
import { changePassword, endOtherSessions, endSession, keepSession, readAccount, signIn, signOut, signOutEverywhere } from './session.ts';
import { endToken, makeToken, readTokens } from './token.ts';

const asked: string[] = [];
let answer: { status: number; body: unknown };

beforeEach(() => {
  asked.length = 0;
  answer = { status: 200, body: {} };
  vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } });
  vi.stubGlobal('fetch', async (url: string, { method, body }: { method: string; body?: string }) => {
    asked.push([method, url, body].filter((each) => each !== undefined).join(' '));
    return Response.json(answer.body, { status: answer.status });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it.each<[string, () => Promise<unknown>, string]>([
  ['signing in', () => signIn('a@b.c', 'secret'), 'POST /api/auth/sign-in/email {"email":"a@b.c","password":"secret"}'],
  ['signing out', signOut, 'POST /api/auth/sign-out'],
  ['signing out everywhere', signOutEverywhere, 'DELETE /api/account/sessions'],
  ['ending one session', () => endSession('s1'), 'DELETE /api/account/sessions/s1'],
  ['ending the other sessions', endOtherSessions, 'DELETE /api/account/sessions/others'],
  [
    'a new password',
    () => changePassword('old', 'new', true),
    'POST /api/account/password {"current":"old","password":"new","keepOthers":true}',
  ],
  ['ending a token', () => endToken('t1'), 'DELETE /api/account/tokens/t1'],
])('%s is one request', async (_, act, request) => {
  expect(await act()).toBeUndefined();
  expect(asked).toEqual([request]);
});

it('reads the account as the server gives it', async () => {
  answer.body = { name: 'A', email: 'a@b.c', sessions: [] };
  expect(await readAccount()).toEqual(answer.body);
  expect(asked).toEqual(['GET /api/account']);
});

it('unwraps the list of tokens, and gives the one that was made with its secret', async () => {
  answer.body = { tokens: [{ id: 't1' }, { id: 't2' }] };
  expect((await readTokens()).map(({ id }) => id)).toEqual(['t1', 't2']);
  answer.body = { id: 't3', token: 'pw_x' };
  expect(await makeToken({ name: 'n', app: 'a', writes: false, days: 30 })).toEqual({ id: 't3', token: 'pw_x' });
  expect(asked).toEqual(['GET /api/account/tokens', 'POST /api/account/tokens {"name":"n","app":"a","writes":false,"days":30}']);
});

it('throws what the server refuses with, its sentence being the message', async () => {
  answer = { status: 401, body: { issues: [{ path: '', code: 'signin.wrong', message: '邮箱或密码不正确。' }] } };
  const refused = await signIn('a@b.c', 'x').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ status: 401, message: '邮箱或密码不正确。', issues: [{ code: 'signin.wrong' }] });
});

it('renews the session at once and each hour after, also where that fails, until it is told to stop', async () => {
  vi.useFakeTimers();
  answer.status = 500;
  const stop = keepSession();
  await vi.advanceTimersByTimeAsync(3_600_000 * 2 + 1);
  expect(asked).toEqual(['POST /api/auth/renew', 'POST /api/auth/renew', 'POST /api/auth/renew']);
  stop();
  await vi.advanceTimersByTimeAsync(3_600_000 * 5);
  expect(asked).toHaveLength(3);
});
