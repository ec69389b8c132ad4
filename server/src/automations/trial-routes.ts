import { upgrade } from '@pipewright/definition';
import { askerOf } from '../door/asker.ts';
import type { InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { JsonText } from '../door/given.ts';
import { Routes } from '../door/route.ts';
import { refuse } from '../ground/refusal.ts';
import { storedApp } from '../published/stored.ts';
import { backtestAutomation } from './backtest.ts';
import { beginningsOfPublish, beginningsOfSwitch } from './beginnings.ts';
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
    .operation('countBeginnings', async ({ body: { automation, version } }, c) => {
      const inApp = c.get('inApp');
      const work = workOf(inApp);
      return server.desk.through(askerOf(c), async (pool) => {
        if (automation !== undefined) return { beginnings: await beginningsOfSwitch(pool, work, inApp.view, automation) };
        const document = await documentOf(pool, work.published.key, version);
        return { beginnings: await beginningsOfPublish(pool, work, inApp.view, document) };
      });
    })
    .operation('backtestAutomation', ({ body: { automation, months } }, c) => {
      const inApp = c.get('inApp');
      const asker = askerOf(c);
      const wish = { document: automation, months, language: languageOf(c), signal: asker.signal };
      return server.desk.through(asker, (pool) => backtestAutomation(pool, workOf(inApp), inApp.view, wish));
    });
}

/** The draft of an app, or one of its versions. */
async function documentOf(pool: Server['pool'], key: string, version: number | undefined): Promise<unknown> {
  if (version === undefined) {
    const { rows } = await pool.query<{ draft: string }>('select draft from pipewright.app where key = $1', [key]);
    return upgrade(JSON.parse(rows[0]?.draft ?? 'null'));
  }
  const { rows } = await pool.query<{ definition: string }>('select definition from pipewright.version where app = $1 and version = $2', [
    key,
    version,
  ]);
  return storedApp(rows[0]?.definition ?? refuse('unknown.version', { version }), key, version);
}
