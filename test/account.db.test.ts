import { DEMO, openPool, openServer, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshServer, root, SECRET } from './support/database.ts';
import { type Visitor, visitor } from './support/visitor.ts';

let server: RunningServer;
let url: string;
let close: () => Promise<void>;
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const GOOD = 'lantern under seven rivers';

beforeAll(async () => {
  ({ server, url, close } = await freshServer('demo'));
});
afterAll(() => close());

async function signedIn(email: string, agent = CHROME, address = '203.0.113.1', password: string = DEMO.password): Promise<Visitor> {
  const browser = visitor(server, { agent, address });
  expect((await browser.signIn(email, password)).status).toBe(200);
  return browser;
}
const status = async (browser: Visitor, path = '/me') => (await browser.ask('GET', path)).status;
const sessionsOf = async (browser: Visitor) => (await browser.ask('GET', '/account')).body.sessions;

describe('a pool of connections', () => {
  it('gives instants as dates where a library reckons with them, else as texts', async () => {
    for (const [instants, kind] of [
      ['dates', 'object'],
      [undefined, 'string'],
    ] as const) {
      const pool = openPool(url, { max: 1, ...(instants ? { instants } : {}) });
      const { rows } = await pool.query(`select now() as instant, date '2026-01-02' as day, 1.5::numeric as amount`);
      expect([typeof rows[0].instant, rows[0].day, rows[0].amount]).toEqual([kind, '2026-01-02', '1.5']);
      await pool.end();
    }
  });
});

describe('the sessions of an account', () => {
  it('are listed with device, address and use, this one first; nothing in the answer opens anything', async () => {
    const phone = await signedIn('analyst@demo.local', PHONE, '198.51.100.7');
    const here = await signedIn('analyst@demo.local');
    const answer = await here.ask('GET', '/account');
    expect(answer.body).toMatchObject({
      email: 'analyst@demo.local',
      sessions: [
        { device: { browser: 'Chrome', system: 'Windows' }, address: '203.0.113.1', current: true },
        { device: { browser: 'Safari', system: 'iPhone' }, address: '198.51.100.7', current: false },
      ],
    });
    expect(Date.now() - Date.parse(answer.body.sessions[0].used)).toBeLessThan(60_000);
    for (const { cookies } of [here, phone])
      for (const value of cookies.values()) expect(answer.text).not.toContain(decodeURIComponent(value).split('.')[0]);
    expect((await visitor(server).ask('GET', '/account')).status).toBe(401);
  });

  it('are ended one at a time, by their own person only', async () => {
    const [here, phone, stranger] = [
      await signedIn('manager@demo.local'),
      await signedIn('manager@demo.local', PHONE),
      await signedIn('analyst@demo.local'),
    ];
    const other = (await sessionsOf(here)).find((each: { current: boolean }) => !each.current);
    expect((await stranger.ask('DELETE', `/account/sessions/${other.id}`)).body.issues[0].code).toBe('unknown.session');
    expect(await status(phone)).toBe(200);
    expect((await here.ask('DELETE', `/account/sessions/${other.id}`)).status).toBe(200);
    expect([await status(phone), await status(here)]).toEqual([401, 200]);
    expect((await here.ask('DELETE', `/account/sessions/${other.id}`)).status).toBe(404);
    expect((await here.ask('DELETE', `/account/sessions/%27or%201=1`)).status).toBe(404);
    const [own] = await sessionsOf(here);
    expect((await here.ask('DELETE', `/account/sessions/${own.id}`)).status).toBe(200);
    expect([await status(here), here.cookies.has('better-auth.session_token')]).toEqual([401, false]);
  });

  it('are ended all others, and all', async () => {
    const here = await signedIn('manager@demo.local');
    const others = [await signedIn('manager@demo.local', PHONE), await signedIn('manager@demo.local', 'curl/8')];
    const stranger = await signedIn('analyst@demo.local');
    expect((await here.ask('DELETE', '/account/sessions/others')).status).toBe(200);
    expect([await status(here), ...(await Promise.all(others.map((each) => status(each)))), await status(stranger)]).toEqual([
      200, 401, 401, 200,
    ]);
    expect(await sessionsOf(here)).toHaveLength(1);
    expect((await here.ask('DELETE', '/account/sessions')).status).toBe(200);
    expect([await status(here), await status(stranger)]).toEqual([401, 200]);
  });

  it('have a cookie that no script reads, for this site only, over https only where people come by https', async () => {
    const plain = await signedIn('analyst@demo.local');
    const https = await openServer({ databaseUrl: url, secret: SECRET, root, demo: true, publicUrl: 'https://crm.example' });
    const secure = visitor(https, { origin: 'https://crm.example' });
    await secure.signIn('analyst@demo.local', DEMO.password);
    for (const browser of [plain, secure]) await browser.ask('POST', '/auth/renew');
    const flags = (browser: Visitor) =>
      [...browser.lines].map(([name, line]) =>
        [
          name,
          ...line
            .split('; ')
            .slice(1)
            .filter((each) => !/^expires/i.test(each))
            .sort(),
        ].join(' '),
      );
    expect(flags(plain).sort()).toEqual([
      'better-auth.session_token HttpOnly Max-Age=1209600 Path=/ SameSite=Lax',
      'pipewright.device HttpOnly Max-Age=15552000 Path=/api/auth SameSite=Strict',
    ]);
    expect(flags(secure).sort()).toEqual([
      '__Secure-better-auth.session_token HttpOnly Max-Age=1209600 Path=/ SameSite=Lax Secure',
      '__Secure-pipewright.device HttpOnly Max-Age=15552000 Path=/api/auth SameSite=Strict Secure',
    ]);
    expect(await status(secure)).toBe(200);
    await https.close();
  });

  it('live on while they are used, by renewing and by any other request, and not otherwise', async () => {
    const user = (await (await signedIn('analyst@demo.local')).ask('GET', '/me')).body.user;
    await server.pool.query('delete from auth.session where "userId" = $1', [user]);
    const [renewed, used] = [await signedIn('analyst@demo.local'), await signedIn('analyst@demo.local')];
    await signedIn('analyst@demo.local', PHONE);
    await server.sessionUse.write();
    await server.pool.query(
      `update auth.session set "expiresAt" = now() + interval '2 days', "updatedAt" = now() - interval '12 days' where "userId" = $1`,
      [user],
    );
    await renewed.ask('POST', '/auth/renew');
    await used.ask('GET', '/me');
    await server.sessionUse.write();
    const { rows } = await server.pool.query(
      `select "userAgent" like '%iPhone%' as phone, round(extract(epoch from "expiresAt" - now()) / 86400)::integer as days, "updatedAt" > now() - interval '1 minute' as fresh
       from auth.session where "userId" = $1 order by 2, 3`,
      [user],
    );
    expect(rows).toEqual([
      { phone: true, days: 2, fresh: false },
      { phone: false, days: 14, fresh: true },
      { phone: false, days: 14, fresh: true },
    ]);
  });

  it('writes when it was used without telling every server that rights changed', async () => {
    const here = await signedIn('analyst@demo.local');
    await here.ask('GET', '/me');
    const told: string[] = [];
    const client = await server.pool.connect();
    client.on('notification', ({ channel }) => told.push(channel));
    await client.query('listen pipewright_rights');
    await server.sessionUse.write();
    await client.query('select 1');
    expect(told).toEqual([]);
    await here.ask('POST', '/auth/sign-out');
    await client.query('select 1');
    expect(told).toEqual(['pipewright_rights']);
    client.release(true);
  });

  it('pass no route whatever once they have run out, nor live on again', async () => {
    const here = await signedIn('sales@demo.local');
    const user = (await here.ask('GET', '/me')).body.user;
    await server.pool.query(`update auth.session set "expiresAt" = now() + interval '400 milliseconds' where "userId" = $1`, [user]);
    expect(await status(here)).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 450));
    for (const [method, path] of [
      ['GET', '/me'],
      ['GET', '/account'],
      ['GET', '/apps/opportunity/events'],
      ['POST', '/auth/renew'],
      ['POST', '/account/password'],
      ['DELETE', '/account/sessions'],
      ['DELETE', '/account/sessions/others'],
    ] as const)
      expect([path, (await here.ask(method, path)).status]).toEqual([path, 401]);
    await server.sessionUse.write();
    expect(await status(here)).toBe(401);
  });

  it('end with a person who leaves, who cannot sign in and hears what a wrong password hears', async () => {
    const admin = await signedIn('admin@demo.local');
    const here = await signedIn('sales@demo.local');
    const user = (await here.ask('GET', '/me')).body.user;
    const ended = new Promise<void>((resolve) => server.streams.add(tokenOf(here), 'opportunity', resolve));
    const { rows } = await server.pool.query(`select id from auth."user" where email = 'manager@demo.local'`);
    expect((await admin.ask('POST', `/people/${user}/leave`, { to: rows[0].id })).status).toBe(200);
    await ended;
    expect(await status(here)).toBe(401);
    const again = await visitor(server).signIn('sales@demo.local', DEMO.password);
    expect([again.status, again.body.issues[0].code, again.headers.getSetCookie()]).toEqual([401, 'signin.wrong', []]);
    await admin.ask('PATCH', `/people/${user}`, { active: true });
    expect(await status(here)).toBe(401);
    expect((await server.pool.query('select 1 from auth.session where "userId" = $1', [user])).rowCount).toBe(0);
  });
});

const tokenOf = (browser: Visitor) => decodeURIComponent(browser.cookies.get('better-auth.session_token') ?? '').split('.')[0] ?? '';

describe('a stream of events', () => {
  it.each([
    ['its session ends', 'delete from auth.session where token = $1'],
    ['its session runs out', `update auth.session set "expiresAt" = now() where token = $1`],
    ['its person loses the role', `delete from pipewright.member m using auth.session s where s.token = $1 and m.user_id = s."userId"`],
  ])('is ended when %s, though nobody told this server', async (_, change) => {
    const browser = await signedIn('manager@demo.local');
    const other = await signedIn('admin@demo.local');
    const streams = await Promise.all([stream(browser), stream(other)]);
    await server.pool.query(change, [tokenOf(browser)]);
    const text = await streams[0]?.text();
    expect(text).toContain('event: ready');
    expect(await status(browser, '/apps/opportunity/events')).not.toBe(200);
    const open = await Promise.race([streams[1]?.text(), new Promise((resolve) => setTimeout(() => resolve('open'), 1200))]);
    expect(open).toBe('open');
    await other.ask('POST', '/auth/sign-out');
  });

  async function stream(browser: Visitor): Promise<Response> {
    const { createHttp } = await import('@pipewright/server');
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    return createHttp(server).request('http://localhost/api/apps/opportunity/events', { headers: { cookie } });
  }
});

describe('what a person brings along', () => {
  const me = async (browser: Visitor) => (await browser.ask('GET', '/me')).body;

  it('is the language and the clock, on each device, and what is not sent stays', async () => {
    const [here, phone] = [await signedIn('manager@demo.local'), await signedIn('manager@demo.local', PHONE)];
    const { name } = await me(here);
    expect(await me(here)).toMatchObject({ language: null, timeZone: null });
    expect((await here.ask('PATCH', '/account', { language: 'en' })).status).toBe(200);
    expect((await here.ask('PATCH', '/account', { timeZone: 'America/New_York' })).status).toBe(200);
    expect(await me(phone)).toMatchObject({ name, language: 'en', timeZone: 'America/New_York' });
    await phone.ask('PATCH', '/account', { timeZone: null });
    expect(await me(here)).toMatchObject({ name, language: 'en', timeZone: null });
    expect(await me(await signedIn('analyst@demo.local'))).toMatchObject({ language: null });
  });

  it('changes nobody’s today: days go by the calendar of the app', async () => {
    const browser = await signedIn(DEMO.email);
    const today = async () => (await browser.ask('GET', '/apps/opportunity/definition')).body.surroundings.today;
    const before = await today();
    await browser.ask('PATCH', '/account', { timeZone: 'Pacific/Kiritimati' });
    expect(await today()).toBe(before);
    await browser.ask('PATCH', '/account', { timeZone: 'Etc/GMT+12' });
    expect(await today()).toBe(before);
  });
});

describe('a change of the password', () => {
  it('asks for the current one, keeps this session and ends the others', async () => {
    const email = 'analyst@demo.local';
    const [here, phone] = [await signedIn(email), await signedIn(email, PHONE)];
    const change = (current: string, password: string, more = {}) => here.ask('POST', '/account/password', { current, password, ...more });
    const issueOf = async (answer: ReturnType<typeof change>) => {
      const [{ path, code }] = (await answer).body.issues;
      return [path, code];
    };
    expect(await issueOf(change('something else', GOOD))).toEqual(['current', 'password.wrong']);
    expect(await issueOf(change(DEMO.password, DEMO.password))).toEqual(['password', 'password.same']);
    expect(await issueOf(change(DEMO.password, 'basketball1'))).toEqual(['password', 'password.common']);
    expect(await issueOf(change(DEMO.password, 'analyst-analyse'))).toEqual(['password', 'password.personal']);
    expect(await status(phone)).toBe(200);
    expect((await change(DEMO.password, GOOD, { keepOthers: true })).status).toBe(200);
    expect([await status(here), await status(phone)]).toEqual([200, 200]);
    expect((await change(GOOD, `${GOOD} again`)).status).toBe(200);
    expect([await status(here), await status(phone)]).toEqual([200, 401]);
    expect((await visitor(server).signIn(email, GOOD)).status).toBe(401);
    expect((await visitor(server).signIn(email, `${GOOD} again`)).status).toBe(200);
  });

  it('ends a session too that the old password is just opening', async () => {
    const email = 'manager@demo.local';
    await server.pool.query('delete from auth.session');
    const client = await server.pool.connect();
    await client.query('begin');
    await client.query(
      `update auth.account a set password = 'another' from auth."user" u where u.id = a."userId" and u.email = $1 and a."providerId" = 'credential'`,
      [email],
    );
    const opening = visitor(server).signIn(email, DEMO.password);
    await expect
      .poll(
        async () =>
          (await server.pool.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for share of a%'`))
            .rowCount,
      )
      .toBe(1);
    await client.query('commit');
    client.release();
    expect((await opening).status).toBe(401);
    expect((await server.pool.query('select 1 from auth.session')).rowCount).toBe(0);
  });

  it('lets nobody guess without end at a screen left open', async () => {
    const here = await signedIn('admin@demo.local');
    const answers: number[] = [];
    for (let i = 0; i < 12; i += 1)
      answers.push((await here.ask('POST', '/account/password', { current: `guess ${i}`, password: GOOD })).status);
    expect(answers).toEqual([...Array(11).fill(422), 429]);
  });
});
