import { addresses, GUARDS } from '@pipewright/definition';
import type { Route, RunningServer } from '@pipewright/server';
import { addAccounts, addPeople, createHttp, DEMO, declarationOf, hashPassword, LIMITS, newId } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';

let server: RunningServer;
let close: () => Promise<void>;
let http: ReturnType<typeof createHttp>;
const cookies = new Map<string, string>();

type Who = 'nobody' | 'stranger' | 'member' | 'appAdmin' | 'installationAdmin';
const EMAILS: Record<Exclude<Who, 'nobody'>, string> = {
  stranger: 'stranger@demo.local',
  member: 'sales@demo.local',
  appAdmin: 'appadmin@demo.local',
  installationAdmin: DEMO.email,
};
/** Routes after which who asked is signed out. */
const LEAVING = /^\/api\/(auth\/sign-out|account\/sessions)$/;

async function signIn(who: Exclude<Who, 'nobody'>): Promise<void> {
  const answer = await http.request('http://localhost/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: EMAILS[who], password: DEMO.password }),
  });
  const set = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  cookies.set(who, set.join('; '));
}

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  http = createHttp(server, { runtime: '/nowhere', designer: '/nowhere' });
  const passwordHash = await hashPassword(server.auth, DEMO.password);
  const people = ['stranger@demo.local', 'appadmin@demo.local'].map((email) => ({ name: email, email, passwordHash }));
  const users = await addAccounts(server.pool, people);
  const { rows } = await server.pool.query<{ id: string }>('select id from pipewright.workspace');
  const list = users.map((user) => ({ user, name: user, department: null }));
  await addPeople(server.pool, rows[0]?.id ?? '', list);
  await server.pool.query(
    `insert into pipewright.member (app, user_id, role) select 'opportunity', $1, admin_roles[1] from pipewright.version limit 1`,
    [users[1]],
  );
  for (const who of Object.keys(EMAILS) as (keyof typeof EMAILS)[]) await signIn(who);
});
afterAll(() => close());

const registered = () => http.routes.map((each) => ({ method: each.method, path: each.path, handler: each.handler }));
const declared = () =>
  registered().flatMap(({ method, path, handler }) => {
    const route = declarationOf(handler);
    return route ? [{ method, path, route }] : [];
  });

/** An address of the route with something in every place; records and versions that do not exist, so that nothing is done. */
function addressOf(path: string): string {
  const places: Record<string, string> = { app: 'opportunity', entity: 'customer', version: '9999', other: '9999', user: 'nobody' };
  return path.replace(/:(\w+)/g, (_, name: string) => places[name] ?? newId()).replace('*', 'nothing');
}

/** A body in pieces and without a length, which remembers how much of it was asked for. */
function stream(bytes: number) {
  const read = { bytes: 0 };
  const piece = new Uint8Array(1024 * 1024).fill(32);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read.bytes >= bytes) return controller.close();
        read.bytes += piece.length;
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, read };
}

async function ask(who: Who, method: string, path: string, body?: string | ReadableStream, headers: Record<string, string> = {}) {
  const cookie = cookies.get(who);
  const answer = await http.request(`http://localhost${addressOf(path)}`, {
    method,
    headers: { ...(cookie ? { cookie } : {}), ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body && method !== 'GET' ? { body, duplex: 'half' } : {}),
  } as RequestInit);
  const json = /json/.test(answer.headers.get('content-type') ?? '');
  const code = json ? ((await answer.json()) as { issues?: { code: string }[] }).issues?.[0]?.code : undefined;
  if (!json) await answer.body?.cancel();
  return { status: answer.status, code };
}

/** What each guard says to each caller it refuses; whoever is not named passes. */
const REFUSED: Readonly<Record<Route['guard'], Partial<Record<Who, [number, string]>>>> = {
  public: {},
  signedIn: { nobody: [401, 'signin.needed'] },
  member: { nobody: [401, 'signin.needed'], stranger: [404, 'unknown.app'] },
  appAdmin: { nobody: [401, 'signin.needed'], stranger: [404, 'unknown.app'], member: [403, 'denied.admin'] },
  installationAdmin: {
    nobody: [401, 'signin.needed'],
    stranger: [403, 'denied.installation'],
    member: [403, 'denied.installation'],
    appAdmin: [403, 'denied.installation'],
  },
};
const GUARD_CODES = ['signin.needed', 'unknown.app', 'denied.admin', 'denied.installation'];
const WHO: readonly Who[] = ['nobody', 'stranger', 'member', 'appAdmin', 'installationAdmin'];

describe('every route', () => {
  it('names its guard and its limit; only what passes requests on does not', () => {
    const silent = registered().filter(({ handler }) => !declarationOf(handler));
    // Parts that only pass a request on take `next` and stand at the root of a whole tree.
    expect(silent.filter(({ method, path, handler }) => method !== 'ALL' || !/^\/(api\/)?\*$/.test(path) || handler.length !== 2)).toEqual(
      [],
    );
    const counts: Record<string, number> = {};
    for (const { route } of declared()) {
      expect([route.path, GUARDS.includes(route.guard), route.limit in LIMITS]).toEqual([route.path, true, true]);
      counts[`guard ${route.guard}`] = (counts[`guard ${route.guard}`] ?? 0) + 1;
      counts[`limit ${route.limit}`] = (counts[`limit ${route.limit}`] ?? 0) + 1;
    }
    console.log(`routes: ${declared().length} declared, ${silent.length} pass on; ${JSON.stringify(counts)}`);
    expect(declared().length).toBeGreaterThan(45);
    expect(
      declared()
        .filter(({ route }) => route.limit === 'file')
        .map(({ method, path }) => `${method} ${path}`),
    ).toEqual(['POST /api/apps/:app/files/:entity/:field', 'POST /api/apps/:app/imports/:entity']);
  });

  it('carries out an operation of the contract, each of which has its route; only addresses where there is nothing do not', () => {
    const inApi = declared().filter(({ path }) => path.startsWith('/api/'));
    const others = inApi.filter(({ route }) => !route.operation);
    expect(others.map(({ method, path }) => `${method} ${path}`)).toEqual(
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((way) => `${way} /api/*`),
    );
    const carried = inApi.flatMap(({ method, path, route }) => (route.operation ? [[route.operation, `${method} ${path.slice(4)}`]] : []));
    expect(carried.length).toBe(Object.keys(addresses).length);
    expect(Object.fromEntries(carried)).toEqual(addresses);
  });

  it('lets everything inside an app be asked by its people only, and what shapes the app by its administrators', () => {
    const inside = declared().filter(({ path }) => path.startsWith('/api/apps/:app/'));
    expect(inside.filter(({ route }) => route.guard !== 'member' && route.guard !== 'appAdmin')).toEqual([]);
    const shaping =
      /\/(look|draft|dry-run|publish|rollback|versions|relabels|repair|members|automations|runs|delivery-channels|channel-deliveries|call-secrets|call-hosts)\b/;
    expect(inside.filter(({ path, route }) => shaping.test(path) !== (route.guard === 'appAdmin'))).toEqual([]);
  });

  it('refuses each caller as its guard says, and reads nothing of who is refused', async () => {
    let probes = 0;
    for (const { method, path, route } of declared()) {
      for (const who of WHO) {
        const { body, read } = stream(1024 * 1024);
        const refused = REFUSED[route.guard][who];
        const answer = await ask(who, method, path, refused && method !== 'GET' ? body : undefined);
        probes += 1;
        if (LEAVING.test(path) && who !== 'nobody') await signIn(who);
        if (refused) expect([method, path, who, answer.status, answer.code, read.bytes]).toEqual([method, path, who, ...refused, 0]);
        else
          expect([
            method,
            path,
            who,
            GUARD_CODES.includes(answer.code ?? ''),
            answer.status >= 500 && answer.code === 'server.fault',
          ]).toEqual([method, path, who, false, false]);
      }
    }
    console.log(`routes: ${probes} probes`);
  });

  it('refuses a body past its limit before it answers, told or untold', async () => {
    const MB = 1024 * 1024;
    let probes = 0;
    for (const { method, path, route } of declared()) {
      if (route.limit === 'none') continue;
      const { bytes } = LIMITS[route.limit];
      const { body, read } = stream(bytes + 2 * MB);
      const untold = await ask('installationAdmin', method, path, body);
      // A file for no field is refused before any of it is read.
      const refused = route.operation === 'uploadFile' ? [422, 'unknown.field'] : [413, 'body.too_large'];
      expect([method, path, untold.status, untold.code]).toEqual([method, path, ...refused]);
      expect(read.bytes).toBeLessThanOrEqual(bytes + 2 * MB);
      const told = await ask('installationAdmin', method, path, '{}', { 'content-length': String(bytes + 1) });
      expect([method, path, told.status]).toEqual([method, path, 413]);
      probes += 2;
    }
    console.log(`routes: ${probes} bodies too large`);
  });

  it('keeps the limit for an entity called like a route', async () => {
    const { body } = stream(6 * 1024 * 1024);
    const answer = await ask('member', 'PATCH', `/api/apps/opportunity/records/imports/${newId()}`, body);
    expect(answer).toEqual({ status: 413, code: 'body.too_large' });
  });
});
