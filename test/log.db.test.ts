import { DEMO } from '@pipewright/server';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Apart, openApart } from './support/apart.ts';

const APP = '/apps/opportunity';
const LIST = '/api/apps/:app/records/:entity';
/** Stands wherever a request can carry something that nobody else may read. */
const SECRET = 'geheim-4711';

let apart: Apart;
let cookie = '';
let database: pg.Client;
const answered: { id: string | null; status: number }[] = [];

async function ask(method: string, path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}) {
  const response = await fetch(`${apart.base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  answered.push({ id: response.headers.get('x-request-id'), status: response.status });
  return { status: response.status, cookies: response.headers.getSetCookie(), text: await response.text() };
}
const lines = () =>
  apart
    .said()
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
/** The line that tells of the last answer, once it is written. */
const lastLine = () =>
  vi.waitFor(() => {
    const found = lines().find(({ id, msg }) => id === answered.at(-1)?.id && msg === 'request');
    if (!found) throw new Error('not yet');
    return found;
  });

beforeAll(async () => {
  apart = await openApart({ NODE_ENV: 'production', LOG_LEVEL: 'trace' });
  database = new pg.Client(apart.databaseUrl);
  await database.connect();
  const { cookies } = await ask('POST', '/auth/sign-in/email', { body: { email: DEMO.email, password: DEMO.password } });
  cookie = cookies.map((each) => each.split(';')[0]).join('; ');
});
afterAll(async () => {
  await database.end();
  await apart.close();
});

describe('the log of a server', () => {
  it('tells each request: its name, its route, how it ended, and who asked in which app', async () => {
    await ask('GET', `${APP}/records/opportunity?limit=1`);
    const { time, ms, person, ...told } = await lastLine();
    expect(told).toEqual({
      level: 'info',
      id: answered.at(-1)?.id,
      method: 'GET',
      path: LIST,
      app: 'opportunity',
      status: 200,
      msg: 'request',
    });
    expect([Number.isFinite(Date.parse(time)), ms > 0 && ms < 60_000]).toEqual([true, true]);
    const { rows } = await database.query('select id from auth."user" where email = $1', [DEMO.email]);
    expect(person).toBe(rows[0].id);
    await ask('GET', '/nowhere', { headers: { 'x-request-id': 'from-proxy-1' } });
    expect(await lastLine()).toMatchObject({ id: 'from-proxy-1', path: '/api/*', status: 404 });
  });

  it('holds nothing of what requests carry: in headers, cookies, addresses, queries or bodies, taken or refused', async () => {
    const [made] = [
      JSON.parse((await ask('POST', '/account/tokens', { body: { name: SECRET, app: 'opportunity', writes: true, days: 1 } })).text),
    ];
    const bearer = { authorization: `Bearer ${made.token}`, cookie: '' };
    const asked: [status: number, Awaited<ReturnType<typeof ask>>][] = [
      [200, await ask('GET', `${APP}/records/opportunity?search=${SECRET}&limit=1`, { headers: bearer })],
      [401, await ask('GET', `${APP}/records/opportunity`, { headers: { authorization: `Bearer pw_${SECRET}`, cookie: '' } })],
      [401, await ask('GET', `${APP}/records/opportunity`, { headers: { cookie: `better-auth.session_token=${SECRET}` } })],
      [
        200,
        await ask('GET', '/health', {
          headers: { 'x-api-key': SECRET, referer: `http://${SECRET}/`, 'user-agent': SECRET, 'x-request-id': `${SECRET} {}` },
        }),
      ],
      [404, await ask('GET', `/apps/${SECRET}/records/${SECRET}`)],
      [404, await ask('GET', `/setup/${SECRET}?token=${SECRET}`)],
      [401, await ask('POST', '/auth/sign-in/email', { body: { email: `${SECRET}@demo.local`, password: SECRET } })],
      [401, await ask('POST', '/auth/sign-in/email', { body: { email: DEMO.email, password: SECRET } })],
      [422, await ask('POST', '/setup', { body: { token: SECRET, company: 'A', name: 'B', email: 'a@b.de', password: SECRET } })],
      [422, await ask('POST', `${APP}/records/opportunity`, { body: { values: { [SECRET]: SECRET } } })],
    ];
    for (const [status, answer] of asked) expect([answer.status, answer.text]).toEqual([status, answer.text]);
    await lastLine();
    const said = apart.said().join('\n');
    for (const secret of [SECRET, made.token, DEMO.password, ...cookie.split('; ').map((each) => each.split('=')[1])])
      expect(said).not.toContain(secret);
    const named = new Set(lines().map(({ id }) => id));
    expect(answered.filter(({ id }) => !named.has(id))).toEqual([]);
  });

  it('tells a fault of ours with its stack, under the number that the person sees, without the row that it happened to', async () => {
    await database.query(`alter table app_opportunity.customer add constraint unforeseen check (name not like '%${SECRET}%')`);
    const answer = await ask('POST', `${APP}/records/customer`, { body: { values: { name: `${SECRET} Ltd` } } });
    expect([answer.status, answer.text]).toEqual([500, expect.stringContaining(`${answered.at(-1)?.id}`)]);
    expect(await lastLine()).toMatchObject({ status: 500, path: LIST, app: 'opportunity' });
    const fault = lines().find((line) => line.id === answered.at(-1)?.id && line.err);
    expect(fault).toMatchObject({
      level: 'error',
      method: 'POST',
      path: LIST,
      err: { code: '23514', constraint: 'unforeseen', stack: expect.stringContaining('save') },
    });
    expect(apart.said().join('\n')).not.toContain(SECRET);
  });
});
