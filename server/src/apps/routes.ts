import { type AppSummary, FORMAT_VERSION, readView, viewSchema } from '@pipewright/definition';
import { z } from 'zod';
import { readBody } from '../door/body.ts';
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
  return new Routes().get('/apps', 'signedIn', async (c) => {
    const { rows } = await server.pool.query<AppSummary>(
      `select a.key, a.version, v.name, m.role = any (v.admin_roles) as admin
       from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version join pipewright.member m on m.app = a.key
       where m.user_id = $1 and a.workspace = $2 order by a.created_at, a.key`,
      [c.get('caller').user, c.get('caller').workspace],
    );
    return c.json({ apps: rows });
  });
}

const savedView = z.strictObject({ entity: z.string().max(40), view: viewSchema });

/** One app as its people see it: its definition, its description for programs, and views of one's own. */
export function appRoutes(server: Server): Routes {
  const app = new Routes();

  app.get('/definition', 'member', (c) => c.json(appForPerson(c.get('inApp').published, c.get('inApp').view)));

  app.get('/openapi.json', 'member', (c) => {
    const { published, view } = c.get('inApp');
    return c.json(openApi(appForPerson(published, view)));
  });

  app.get('/views', 'member', async (c) => {
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
    return c.json({ views });
  });

  app.post('/views', 'member', 'small', async (c) => {
    const { caller, published, view } = c.get('inApp');
    const body = await readBody(c, savedView);
    entityFor(view, body.entity);
    const id = newId();
    await server.pool.query(
      'insert into pipewright.saved_view (id, app, entity, owner, definition, format) values ($1, $2, $3, $4, $5, $6)',
      [id, published.key, body.entity, caller.user, JSON.stringify(body.view), FORMAT_VERSION],
    );
    return c.json({ id, ...body }, 201);
  });

  app.delete('/views/:id', 'member', async (c) => {
    const { caller, published } = c.get('inApp');
    const id = c.req.param('id');
    const gone = isId(id)
      ? await server.pool.query('delete from pipewright.saved_view where id = $1 and app = $2 and owner = $3', [
          id,
          published.key,
          caller.user,
        ])
      : undefined;
    return gone?.rowCount ? c.json({}) : refuse('unknown.record');
  });

  return app;
}
