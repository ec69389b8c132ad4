import { RUN_STATES, type RunState } from '@pipewright/definition';
import { entityFor } from '../door/entity.ts';
import type { InApp, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { recordId } from '../door/guard.ts';
import { once } from '../door/once.ts';
import { pageSize } from '../door/page-size.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { isId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { announced } from '../records/announced.ts';
import { getRecord } from '../records/record.ts';
import type { WorkApp } from './apps.ts';
import { endRun, retryRun, skipStep } from './by-hand.ts';
import { press } from './press.ts';
import { listRuns } from './runs.ts';
import { automationStates, switchAutomation } from './states.ts';

const workOf = ({ published, view }: InApp): WorkApp => ({ published, workspace: view.principal.workspace });

/** What runs by itself in an app: how it is doing, what it did, and what a person may have it do. */
export function automationRoutes(server: Server): Routes {
  return new Routes()
    .operation('listAutomations', (_, c) => {
      const inApp = c.get('inApp');
      return automationStates(server.pool, workOf(inApp), inApp.view.principal.now, languageOf(c));
    })
    .operation('switchAutomation', async ({ automation, body }, c) => {
      const inApp = c.get('inApp');
      const { now, user } = inApp.view.principal;
      const app = workOf(inApp);
      if (!inApp.published.app.automations?.some(({ key }) => key === automation))
        refuse('run.unknown', { name: automation }, 'automation');
      await switchAutomation(server.pool, app, automation, body.off, user, now);
      const states = await automationStates(server.pool, app, now, languageOf(c));
      return states.find(({ key }) => key === automation) ?? refuse('run.unknown', { name: automation }, 'automation');
    })
    .operation('listRuns', ({ query }, c) => {
      const inApp = c.get('inApp');
      const id = (name: 'record' | 'after' | 'run' | 'parent') =>
        query[name] === undefined || isId(query[name]) ? query[name] : refuse('query.cursor', undefined, name);
      const state =
        query.state === undefined || RUN_STATES.includes(query.state as RunState)
          ? (query.state as RunState | undefined)
          : refuse('query.cursor', undefined, 'state');
      const wish = {
        automation: query.automation,
        record: id('record'),
        ...{ run: id('run'), parent: id('parent') },
        state,
        after: id('after'),
        limit: pageSize(query.limit),
      };
      return listRuns(server.pool, inApp.view, workOf(inApp), wish, languageOf(c));
    })
    .operation('retryRun', async ({ id }, c) => {
      await retryRun(server, c.get('inApp'), recordId(id));
      return {};
    })
    .operation('skipStep', async ({ id, body }, c) => {
      await skipStep(server, c.get('inApp'), recordId(id), body);
      return {};
    })
    .operation('endRun', async ({ id, body }, c) => {
      await endRun(server, c.get('inApp'), recordId(id), body.note);
      return {};
    })
    .operation('pressButton', async ({ entity: name, id, automation }, c) => {
      const inApp = c.get('inApp');
      const entity = entityFor(inApp.view, name);
      const record = recordId(id);
      if ((await getRecord(server.pool, inApp.view, name, record, { fields: [] })) === undefined) refuse('unknown.record');
      const mark = await requestMark(c);
      return announced(server, (db) =>
        once(db, inApp.caller.user, mark, async () => {
          await press(db, workOf(inApp), inApp.view, entity, record, automation);
          return {};
        }),
      );
    });
}
