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
    expect((await one.send('POST', '/auth/revoke-sessions', {})).status).toBe(200);
    expect((await two.get('/apps')).status).toBe(401);
  });

  it('answers a wrong password like an unknown address, and refuses sign-up', async () => {
    const nobody = await clientFor(server);
    const wrong = await nobody.send('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'not the password' });
    const unknown = await nobody.send('POST', '/auth/sign-in/email', { email: 'nobody@demo.local', password: 'not the password' });
    expect([wrong.status, wrong.text]).toEqual([401, unknown.text]);
    expect(wrong.body.issues).toEqual([{ path: '', code: 'signin.wrong', message: 'E-mail or password is not right.' }]);
    expect(
      (await nobody.send('POST', '/auth/sign-up/email', { email: 'x@y.zz', password: 'long enough here', name: 'x' })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('refuses a write that another site sends', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await admin.send('POST', records, { values: {} }, headers as unknown as Record<string, string>)).status).toBe(403);
    }
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

// Last in this file: afterwards nobody can sign in from this address for ten seconds.
describe('guessing passwords', () => {
  it('is stopped after a number of attempts, in the shape of every other refusal', async () => {
    const nobody = await clientFor(server);
    const answers: number[] = [];
    for (let i = 0; i < 24; i += 1)
      answers.push((await nobody.send('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: `guess ${i} guess` })).status);
    expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    const last = await nobody.send('POST', '/auth/sign-in/email', { email: 'admin@demo.local', password: 'pipewright-demo' });
    expect([last.status, last.body.issues[0].code]).toEqual([429, 'request.too_many']);
  });
});
