import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { freshKey } from './fresh-key.ts';
import { installTemplate, listTemplates } from './template.ts';

/** Templates, and new apps made from them. */
export function templateRoutes(server: Server): Routes {
  const app = new Routes();
  app.operation('listTemplates', () => ({ templates: listTemplates(server.templatesDir) }));
  app.operation('makeApp', async ({ body }, c) => {
    const { user, workspace } = c.get('caller');
    const key = freshKey(body.key);
    await installTemplate(server, { ...body, key, sample: body.sample ?? false, by: user, workspace });
    return { key };
  });
  return app;
}
