import { labelSchema } from '@pipewright/definition';
import { z } from 'zod';
import { readBody } from '../door/body.ts';
import type { Server } from '../door/env.ts';
import { Routes } from '../door/route.ts';
import { freshKey } from './fresh-key.ts';
import { installTemplate, listTemplates } from './template.ts';

const install = z.strictObject({
  key: z.string().max(60),
  template: z.string().max(60),
  name: labelSchema.optional(),
  sample: z.boolean().optional(),
});

/** Templates, and new apps made from them: mounted at `/api`. */
export function templateRoutes(server: Server): Routes {
  const app = new Routes();
  app.get('/templates', 'signedIn', (c) => c.json({ templates: listTemplates(server.templatesDir) }));
  app.post('/apps', 'installationAdmin', 'small', async (c) => {
    const body = await readBody(c, install);
    const { user, workspace } = c.get('caller');
    const key = freshKey(body.key);
    await installTemplate(server, { ...body, key, sample: body.sample ?? false, by: user, workspace });
    return c.json({ key }, 201);
  });
  return app;
}
