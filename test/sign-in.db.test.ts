import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
const app = '/apps/opportunity';
const records = `${app}/records/opportunity`;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
});
afterAll(() => close());

describe('signing in', () => {
  it('lets nobody in without a session and takes every session away on demand', async () => {
    const nobody = await clientFor(server);
    for (const path of ['/apps', records, `${app}/definition`, '/people', `${app}/draft`])
      expect([path, (await nobody.get(path)).status]).toEqual([path, 401]);
    const [one, two] = [await clientFor(server, 'analyst@demo.local'), await clientFor(server, 'analyst@demo.local')];
    expect((await two.get('/apps')).status).toBe(200);
    expect((await one.send('DELETE', '/account/sessions')).status).toBe(200);
    expect((await two.get('/apps')).status).toBe(401);
  });

  it('answers a wrong password like an unknown address, and refuses sign-up', async () => {
    const nobody = await clientFor(server);
    const wrong = await nobody.send('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'not the password' });
    const unknown = await nobody.send('POST', '/auth/sign-in/email', { email: 'nobody@demo.local', password: 'not the password' });
    expect([wrong.status, wrong.text]).toEqual([401, unknown.text]);
    expect(wrong.body.issues).toEqual([{ path: '', code: 'signin.wrong', message: 'E-mail or password is not right.' }]);
  });

  it('has no other door to the library behind it', async () => {
    const person = await clientFor(server, 'analyst@demo.local');
    const { rows } = await server.pool.query(`select token, id from auth.session limit 1`);
    const [session] = rows;
    for (const [method, path, body] of [
      ['POST', '/auth/sign-up/email', { email: 'x@y.zz', password: 'long enough here', name: 'x' }],
      ['POST', '/auth/update-user', { image: 'javascript:alert(1)' }],
      ['POST', '/auth/update-session', {}],
      ['POST', '/auth/change-password', { currentPassword: 'pipewright-demo', newPassword: 'aaaaaaaaaa' }],
      ['POST', '/auth/change-email', { newEmail: 'x@y.zz' }],
      ['POST', '/auth/set-password', { newPassword: 'aaaaaaaaaa' }],
      ['POST', '/auth/delete-user', {}],
      ['POST', '/auth/verify-password', { password: 'pipewright-demo' }],
      ['POST', '/auth/request-password-reset', { email: 'admin@demo.local' }],
      ['POST', '/auth/revoke-session', { token: session?.token }],
      ['POST', '/auth/revoke-sessions', {}],
      ['POST', '/auth/sign-in/social', { provider: 'github' }],
      ['POST', '/auth/sign-in/email/', { email: 'admin@demo.local', password: 'pipewright-demo' }],
      ['POST', '/auth//sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' }],
      ['GET', '/auth/get-session', undefined],
      ['GET', '/auth/list-sessions', undefined],
      ['GET', '/auth/list-accounts', undefined],
      ['GET', '/auth/ok', undefined],
      ['GET', '/auth/error', undefined],
      ['GET', '/auth/sign-out', undefined],
    ] as const) {
      const answer = await person.send(method, path, body);
      expect([path, answer.status, answer.body.issues[0].code]).toEqual([path, 404, 'unknown.route']);
    }
    expect((await person.get('/me')).status).toBe(200);
  });

  it('takes what it asks for and nothing beside', async () => {
    const nobody = await clientFor(server);
    const given = { email: 'analyst@demo.local', password: 'pipewright-demo' };
    const more = await nobody.send('POST', '/auth/sign-in/email', { ...given, callbackURL: 'https://evil.example' });
    expect([more.status, more.body.issues[0].code]).toEqual([422, 'body.shape']);
    for (const wrong of [
      { ...given, email: 'no address' },
      { ...given, password: 'x'.repeat(500) },
      { ...given, email: '' },
    ])
      expect((await nobody.send('POST', '/auth/sign-in/email', wrong)).body.issues[0].code).toBe('signin.wrong');
    const right = await nobody.send('POST', '/auth/sign-in/email', { ...given, email: ' Analyst@Demo.Local ' });
    expect([right.status, right.text]).toEqual([200, '{}']);
  });

  it('refuses a write that another site sends', async () => {
    const others: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'https://localhost' },
      { origin: 'http://localhost:8080' },
      { origin: 'http://localhost.evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of others)
      for (const path of [records, '/auth/sign-out', '/account/password'])
        expect([headers, path, (await admin.send('POST', path, { values: {} }, headers)).status]).toEqual([headers, path, 403]);
    expect((await admin.send('POST', records, { values: {} }, { origin: 'http://localhost' })).status).toBe(422);
  });

  it('refuses what a form of another site could send where no origin is told', async () => {
    for (const type of ['text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await admin.send('POST', records, { values: {} }, { 'content-type': type });
      expect([type, answer.status, answer.body.issues[0].code]).toEqual([type, 415, 'body.type']);
    }
    const own = await admin.send('POST', records, { values: {} }, { 'content-type': 'text/plain', origin: 'http://localhost' });
    expect(own.status).toBe(422);
  });

  it('lets a program sign in that sends browser-like headers but no origin', async () => {
    const program = await clientFor(server);
    const answer = await program.send(
      'POST',
      '/auth/sign-in/email',
      { email: 'analyst@demo.local', password: 'pipewright-demo' },
      { 'sec-fetch-mode': 'cors' },
    );
    expect(answer.status).toBe(200);
  });
});
