import { askerOf } from '../door/asker.ts';
import type { InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { JsonText } from '../door/given.ts';
import { Routes } from '../door/route.ts';
import { backtestAutomation } from './backtest.ts';
import { tryAutomation } from './trial.ts';

const workOf = ({ published, view }: InApp) => ({ published, workspace: view.principal.workspace });

/** What automations of a draft would do, and would have done. */
export function trialRoutes(server: Server): Routes {
  return new Routes()
    .operation('tryAutomation', async ({ body }, c) => {
      const inApp = c.get('inApp');
      const asker = { ...askerOf(c), since: undefined };
      const answer = (pool: Server['pool']) => tryAutomation(pool, workOf(inApp), inApp.view, body.automation, languageOf(c));
      return new JsonText(
        await server.desk.list(
          asker,
          () => '',
          async (pool) => JSON.stringify(await answer(pool)),
        ),
      );
    })
    .operation('backtestAutomation', ({ body: { automation, months } }, c) => {
      const inApp = c.get('inApp');
      const asker = askerOf(c);
      const wish = { document: automation, months, language: languageOf(c), signal: asker.signal };
      return server.desk.through(asker, (pool) => backtestAutomation(pool, workOf(inApp), inApp.view, wish));
    });
}
