import type { AppSummary } from '@pipewright/definition';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
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

/** One app as its people see it: its definition, and its description for programs. */
export function appRoutes(server: Server): Routes {
  const app = new Routes();

  app.operation('readDefinition', async (_, c) => {
    const { published, view } = c.get('inApp');
    // What was asked for by a version before waits for its answer all the same.
    const { rows } = await server.pool.query<{ entity: string }>(
      `select distinct entity from "${published.schema}"._approval where ended_at is null order by entity`,
    );
    return appForPerson(
      published,
      view,
      rows.map(({ entity }) => entity),
    );
  });

  app.operation('describeApi', (_, c) => {
    const { published, view } = c.get('inApp');
    return openApi(appForPerson(published, view));
  });

  return app;
}
