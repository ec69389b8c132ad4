import { type AppSummary, FORMAT_VERSION, readView } from '@pipewright/definition';
import { entityFor } from '../door/entity.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { isId, newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { openApi } from '../openapi/openapi.ts';
import { appForPerson } from '../published/view-for-person.ts';

/** The apps a person has a role in. */
export function appListRoutes(server: Server): Routes {
  return new Routes().operation('listApps', async (_, c) => {
    const { rows } = await server.pool.query<AppSummary>(
      `select a.key, a.version, v.name, m.role = any (v.admin_roles) as admin
       from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version join pipewright.member m on m.app = a.key
       where m.user_id = $1 and a.workspace = $2 order by a.created_at, a.key`,
      [c.get('caller').user, c.get('caller').workspace],
    );
    return { apps: rows };
  });
}

/** One app as its people see it: its definition, its description for programs, and views of one's own. */
export function appRoutes(server: Server): Routes {
  const app = new Routes();

  app.operation('readDefinition', (_, c) => appForPerson(c.get('inApp').published, c.get('inApp').view));

  app.operation('describeApi', (_, c) => {
    const { published, view } = c.get('inApp');
    return openApi(appForPerson(published, view));
  });

  app.operation('listViews', async (_, c) => {
    const { caller, published } = c.get('inApp');
    const { rows } = await server.pool.query<{ id: string; entity: string; definition: unknown; format: number }>(
      'select id, entity, definition, format from pipewright.saved_view where app = $1 and owner = $2 order by id',
      [published.key, caller.user],
    );
    const views = rows.flatMap(({ id, entity, definition, format }) => {
      const view = readView(definition, format);
      if (!view) log.error({ app: published.key, view: id, format }, 'A saved view cannot be read.');
      return view ? [{ id, entity, view }] : [];
    });
    return { views };
  });

  app.operation('saveView', async ({ body }, c) => {
    const { caller, published, view } = c.get('inApp');
    entityFor(view, body.entity);
    const id = newId();
    await server.pool.query(
      'insert into pipewright.saved_view (id, app, entity, owner, definition, format) values ($1, $2, $3, $4, $5, $6)',
      [id, published.key, body.entity, caller.user, JSON.stringify(body.view), FORMAT_VERSION],
    );
    return { id, ...body };
  });

  app.operation('deleteView', async ({ id }, c) => {
    const { caller, published } = c.get('inApp');
    const gone = isId(id)
      ? await server.pool.query('delete from pipewright.saved_view where id = $1 and app = $2 and owner = $3', [
          id,
          published.key,
          caller.user,
        ])
      : undefined;
    return gone?.rowCount ? {} : refuse('unknown.record');
  });

  return app;
}
