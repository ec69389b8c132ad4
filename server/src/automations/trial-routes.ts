import { askerOf } from '../door/asker.ts';
import type { Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { JsonText } from '../door/given.ts';
import { Routes } from '../door/route.ts';
import { tryAutomation } from './trial.ts';

/** What automations of a draft would do, and would have done. */
export function trialRoutes(server: Server): Routes {
  return new Routes().operation('tryAutomation', async ({ body }, c) => {
    const { published, view } = c.get('inApp');
    const app = { published, workspace: view.principal.workspace };
    const asker = { ...askerOf(c), since: undefined };
    const answer = (pool: Server['pool']) => tryAutomation(pool, app, view, body.automation, languageOf(c));
    return new JsonText(
      await server.desk.list(
        asker,
        () => '',
        async (pool) => JSON.stringify(await answer(pool)),
      ),
    );
  });
}
