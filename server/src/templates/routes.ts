import type { Server } from '../door/env.ts';
import { answeredBefore, once } from '../door/once.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { freshKey } from './fresh-key.ts';
import { offeredPipelines } from './pipelines.ts';
import { installTemplate, listTemplates } from './template.ts';

/** The same request was answered while this one was on its way: what this one made is taken back. */
class MadeBefore extends Error {}

/** Templates, and new apps made from them. */
export function templateRoutes(server: Server): Routes {
  const app = new Routes();
  app.operation('listTemplates', () => ({ templates: listTemplates(server.templatesDir) }));
  app.operation('listPipelines', () => ({ pipelines: offeredPipelines(server.templatesDir) }));
  app.operation('makeApp', async ({ body }, c) => {
    const { user, workspace } = c.get('caller');
    const request = await requestMark(c);
    const before = () => answeredBefore<{ key: string }>(server.pool, user, request);
    const made = { key: freshKey(body.key) };
    const known = await before();
    if (known) return known;
    try {
      await installTemplate(server, { ...body, ...made, sample: body.sample ?? false, by: user, workspace }, async (db) => {
        if ((await once(db, user, request, async () => made)).key !== made.key) throw new MadeBefore();
      });
      return made;
    } catch (error) {
      if (!(error instanceof MadeBefore)) throw error;
      return (await before()) ?? made;
    }
  });
  return app;
}
