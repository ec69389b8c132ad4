import { FORMAT_VERSION, type Given, readView, viewFor } from '@pipewright/definition';
import type { Context } from 'hono';
import { transaction } from '../db/pool.ts';
import { entityFor } from '../door/entity.ts';
import type { Env, Server } from '../door/env.ts';
import { once } from '../door/once.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { isId, newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';

interface ViewRow {
  readonly id: string;
  readonly entity: string;
  readonly definition: unknown;
  readonly format: number;
  readonly own: boolean;
  readonly audience: string | null;
}

type Audience = Given<'saveView'>['body']['audience'];

/** Everybody, where a role would be named. No role is called so. */
const EVERYBODY = '*';
const asColumn = (audience: Audience) => (audience ? (audience.role ?? EVERYBODY) : null);
const asJson = (column: string | null) => (column === null ? undefined : column === EVERYBODY ? {} : { role: column });

/** Which kept views a person may change: her own that nobody else sees, and as an administrator those that others see. */
const CHANGEABLE = 'app = $1 and case when audience is null then owner = $2 else $3 end';

/** Views that people keep for themselves, and that administrators keep for a role or for everybody. */
export function viewRoutes(server: Server): Routes {
  const asker = (c: Context<Env>) => {
    const { caller, published, view } = c.get('inApp');
    return [published.key, caller.user, view.principal.role.admin === true] as const;
  };
  /** Refuses to show a view to others, which is up to administrators, and to a role that there is not. */
  const mayShow = (c: Context<Env>, audience: Audience) => {
    const { view } = c.get('inApp');
    if (audience && !view.principal.role.admin) refuse('denied.admin');
    const { role } = audience ?? {};
    if (role !== undefined && !view.app.roles.some(({ key }) => key === role)) refuse('unknown.role', { name: role }, 'audience');
  };

  const app = new Routes();
  app.operation('listViews', async (_, c) => {
    const { published, view } = c.get('inApp');
    const [key, user, isAdmin] = asker(c);
    const { role } = view.principal;
    const { rows } = await server.pool.query<ViewRow>(
      `select id, entity, definition, format, owner = $2 as own, audience from pipewright.saved_view
       where app = $1 and (owner = $2 or audience in ('${EVERYBODY}', $3) or $4 and audience is not null) order by place nulls last, id`,
      [key, user, role.key, isAdmin],
    );
    const views = rows.flatMap(({ id, entity, definition, format, own, audience }) => {
      const stored = readView(definition, format);
      if (!stored) log.error({ app: key, view: id, format }, 'A saved view cannot be read.');
      // What somebody else made may speak of what this person does not know.
      const known = stored && (own ? stored : viewFor(published.app, role, entity, stored));
      return known ? [{ id, entity, view: known, audience: asJson(audience), mine: audience === null ? own : isAdmin }] : [];
    });
    return { views };
  });

  app.operation('saveView', async ({ body }, c) => {
    const [key, user] = asker(c);
    entityFor(c.get('inApp').view, body.entity);
    mayShow(c, body.audience);
    const request = await requestMark(c);
    const id = await transaction(server.pool, (db) =>
      once(db, user, request, async () => {
        const made = newId();
        await db.query(
          'insert into pipewright.saved_view (id, app, entity, owner, definition, format, audience) values ($1, $2, $3, $4, $5, $6, $7)',
          [made, key, body.entity, user, JSON.stringify(body.view), FORMAT_VERSION, asColumn(body.audience)],
        );
        return made;
      }),
    );
    return { id, ...body, mine: true };
  });

  app.operation('changeView', async ({ id, body }, c) => {
    mayShow(c, body.audience);
    const values = [...asker(c), isId(id) ? id : null, JSON.stringify(body.view), FORMAT_VERSION, asColumn(body.audience)];
    const { rowCount } = await server.pool.query(
      `update pipewright.saved_view set definition = $5, format = $6, audience = $7 where ${CHANGEABLE} and id = $4`,
      values,
    );
    return rowCount ? {} : refuse('unknown.record');
  });

  app.operation('orderViews', async ({ body }, c) => {
    const { rowCount } = await server.pool.query(
      `update pipewright.saved_view v set place = o.place from unnest($4::uuid[]) with ordinality as o(id, place) where ${CHANGEABLE} and v.id = o.id`,
      [...asker(c), body.ids],
    );
    return rowCount || body.ids.length === 0 ? {} : refuse('unknown.record');
  });

  app.operation('deleteView', async ({ id }, c) => {
    const { rowCount } = await server.pool.query(`delete from pipewright.saved_view where ${CHANGEABLE} and id = $4`, [
      ...asker(c),
      isId(id) ? id : null,
    ]);
    return rowCount ? {} : refuse('unknown.record');
  });

  return app;
}
