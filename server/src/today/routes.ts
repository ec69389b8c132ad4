import type { ListedRow } from '@pipewright/sql';
import { askerOf } from '../door/asker.ts';
import type { Server } from '../door/env.ts';
import { JsonText } from '../door/given.ts';
import { Routes } from '../door/route.ts';
import { todayAsked, todayJson } from './today.ts';

/** Answers what a working day begins with. */
export function todayRoutes(server: Server): Routes {
  return new Routes().operation('readToday', async ({ entity, query: { whose = 'mine' } }, c) => {
    const { statement, parts } = todayAsked(c.get('inApp').view, entity, whose);
    return new JsonText(await server.desk.heavy<ListedRow>(askerOf(c), statement, (rows) => todayJson(parts, rows)));
  });
}
