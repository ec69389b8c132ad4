import { join } from 'node:path';
import { installTemplate } from '@pipewright/server';
import type { Pool } from 'pg';
import { definition } from './definition.ts';
import { options } from './options.ts';

const PASSWORD = 'seven quiet lamps by the harbour';
const ADMIN = 'admin@bench.test';
export const APP = '/api/apps/bench';
export const MANAGER = 'manager@bench.test';

/** Asks the product as one person over its public API; fails at what is not a success. Gives the reply's JSON. */
// biome-ignore lint/suspicious/noExplicitAny: replies are whatever the caller looks at
export type Ask = (method: string, path: string, body?: unknown) => Promise<any>;

/** The cookie of a person who signs in. */
export async function signIn(base: string, email: string, password = PASSWORD): Promise<string> {
  const reply = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!reply.ok) throw new Error(`Sign-in of ${email}: ${reply.status} ${await reply.text()}`);
  return reply.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** A way to ask with a cookie. */
export function asking(base: string, cookie: string): Ask {
  return async (method, path, body) => {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json';
    const reply = await fetch(base + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 600)}`);
    return JSON.parse(text);
  };
}

/** Changes the draft and publishes it; gives the new version and how long the publishing call took, in milliseconds. */
export async function publish(ask: Ask, change: (draft: typeof definition) => object): Promise<{ began: number; ms: number }> {
  const draft = await ask('GET', `${APP}/draft`);
  const saved = await ask('PUT', `${APP}/draft`, { revision: draft.revision, definition: change(draft.definition) });
  if (saved.issues.length > 0) throw new Error(`The definition of the bench is refused: ${JSON.stringify(saved.issues).slice(0, 800)}`);
  const began = performance.now();
  await ask('POST', `${APP}/publish`, { base: draft.version, revision: saved.revision });
  return { began, ms: performance.now() - began };
}

/** A person who owns records. */
export interface Rep {
  readonly id: number;
  readonly user: string;
  readonly department: string;
}

/** The company a run works with. */
export interface Company {
  readonly admin: Ask;
  readonly reps: readonly Rep[];
}

/** Makes the company through the product's API: a department with a manager and eight below it, the reps, and the app. `token` opens the set-up. */
export async function foundCompany(
  base: string,
  token: string,
  reps: readonly { id: number; name: string; team: string }[],
  pool: Pool,
): Promise<Company> {
  await asking(base, '')('POST', '/api/setup', { token, company: 'Bench', name: 'Admin', email: ADMIN, password: PASSWORD });
  const admin = asking(base, await signIn(base, ADMIN));
  const department = async (name: string, parent?: string): Promise<string> =>
    (await admin('POST', '/api/departments', { name, parent })).id;
  const root = await department('Sales');
  const teams = new Map<string, string>();
  for (const { team } of reps) if (!teams.has(team)) teams.set(team, await department(team, root));
  const { id: manager } = await admin('POST', '/api/people', { name: 'Manager', email: MANAGER, password: PASSWORD, department: root });
  await admin('PATCH', `/api/departments/${root}`, { manager });
  const people: Rep[] = [];
  for (const { id, name, team } of reps) {
    const below = teams.get(team) as string;
    people.push({ id, user: (await admin('POST', '/api/people', { name, department: below })).id, department: below });
  }
  // By the server's own hand, for over HTTP a key has characters by chance behind it, and data is loaded past the API.
  const { user } = await admin('GET', '/api/me');
  const { rows } = await pool.query<{ workspace: string }>('select workspace::text from pipewright.person where user_id = $1', [user]);
  const server = { pool, templatesDir: join(options.root, 'templates') } as unknown as Parameters<typeof installTemplate>[0];
  await installTemplate(server, { key: 'bench', template: 'opportunity', sample: false, by: user, workspace: rows[0]?.workspace ?? '' });
  await publish(admin, () => definition);
  await admin('PUT', `${APP}/members`, { user: manager, role: 'manager' });
  return { admin, reps: people };
}
