import { addAccounts, addPeople, DEMO, hashPassword, newId, type RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './client.ts';
import { freshServer } from './database.ts';

/** Who asks: nobody, somebody without a role in the app, a sales person of it, or an administrator of everything. */
export type Who = 'nobody' | 'stranger' | 'sales' | 'admin';
/** A request and what it is refused with: who, how, where (`{…}` stands for an id), what, status, code, and where in the request. */
export type Refused = readonly [who: Who, method: string, path: string, body: unknown, status: number, code: string, at?: string];

/** Ids that stand in the paths and bodies of requests. */
export interface Places {
  /** An opportunity of the sales person. */
  readonly own: string;
  /** An opportunity that the sales person does not see. */
  readonly others: string;
  readonly customer: string;
  readonly sales: string;
  readonly admin: string;
  /** The version of the sales person's opportunity: a number where it stands alone in a body. */
  readonly version: string;
  /** Nothing has this id. */
  readonly none: string;
}

async function placesOf(server: RunningServer): Promise<Places> {
  const one = async (text: string, values: unknown[] = []) => (await server.pool.query<{ id: string }>(text, values)).rows[0]?.id ?? '';
  const user = (email: string) => one('select id from auth."user" where email = $1', [email]);
  const [sales, admin] = [await user('sales@demo.local'), await user(DEMO.email)];
  const mine = `select id from app_opportunity.opportunity where deleted_at is null and status = 'open'`;
  const own = await one(`${mine} and owner = $1 order by id limit 1`, [sales]);
  return {
    own,
    version: await one('select version::text as id from app_opportunity.opportunity where id = $1', [own]),
    others: await one(`${mine} and owner <> $1 order by id limit 1`, [sales]),
    customer: await one('select id from app_opportunity.customer where deleted_at is null order by id limit 1'),
    ...{ sales, admin, none: newId() },
  };
}

/** Asks a server of its own each of these, and looks that it is refused just so, in words, in both languages, and that nothing was done. */
export function refuses(name: string, rows: readonly Refused[]): void {
  describe(`${name} refuse`, () => {
    let server: RunningServer;
    let close: () => Promise<void>;
    let places: Places;
    const clients = new Map<Who, TestClient>();
    const filled = (text: string) =>
      text.replaceAll('"{version}"', places.version).replaceAll(/\{(\w+)\}/g, (whole, key: keyof Places) => places[key] ?? whole);
    const state = async () =>
      (
        await server.pool.query(
          `select (select max(id)::text from app_opportunity._ledger) as ledger, (select count(*)::int from pipewright.import) as imports,
            (select string_agg(key || draft_revision || ' ' || version, ',' order by key) from pipewright.app) as apps,
            (select count(*)::int from pipewright.person) as people, (select string_agg(user_id || role, ',' order by user_id, app) from pipewright.member) as members,
            (select string_agg(id::text || coalesce(manager, ''), ',' order by id) from pipewright.department) as departments,
            (select count(*)::int from pipewright.saved_view) as views`,
        )
      ).rows[0];

    beforeAll(async () => {
      ({ server, close } = await freshServer('demo'));
      const stranger = { name: 'Stranger', email: 'stranger@demo.local', passwordHash: await hashPassword(server.auth, DEMO.password) };
      const [user = ''] = await addAccounts(server.pool, [stranger]);
      const { rows: found } = await server.pool.query<{ id: string }>('select id from pipewright.workspace');
      await addPeople(server.pool, found[0]?.id ?? '', [{ user, name: 'Stranger', department: null }]);
      const emails = { nobody: undefined, stranger: stranger.email, sales: 'sales@demo.local', admin: DEMO.email };
      for (const [who, email] of Object.entries(emails)) clients.set(who as Who, await clientFor(server, email));
      places = await placesOf(server);
    });
    afterAll(() => close());

    it.each(rows.map((row) => ({ row, title: `${row.slice(0, 3).join(' ')} ${JSON.stringify(row[3]) ?? ''}: ${row.slice(4).join(' ')}` })))(
      '$title',
      async ({ row }) => {
        const [who, method, path, body, status, code, at] = row;
        const before = await state();
        const given = typeof body === 'string' ? filled(body) : body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body)));
        const ask = (lang: string) =>
          (clients.get(who) as TestClient).send(method, filled(path), given, {
            'accept-language': lang,
            ...(typeof body === 'string' && !path.includes('/imports/') ? { 'content-type': 'application/json' } : {}),
          });
        const [english, chinese] = [await ask('en'), await ask('zh-CN')];
        const [issue] = english.body?.issues ?? [];
        expect([english.status, issue?.code, ...(at === undefined ? [] : [issue?.path])]).toEqual([
          status,
          code,
          ...(at === undefined ? [] : [at]),
        ]);
        expect(issue.message).not.toMatch(new RegExp(`^$|undefined|\\{\\{|${code.replace('.', '\\.')}`));
        expect(chinese.body.issues[0].message).toMatch(/\p{Script=Han}/u);
        expect(await state()).toEqual(before);
      },
    );
  });
}
