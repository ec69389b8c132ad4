import type { App, AppForPerson, Grant, RecordJson, RecordPage, Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Answers } from './server.ts';

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh });

/** The example with reasons for pausing and losing. */
export function dealsApp(): App {
  const app = exampleApp();
  const [deal] = app.entities;
  if (deal?.process)
    deal.process = {
      ...deal.process,
      statuses: {
        paused: { reasons: [{ key: 'budget', name: label('No budget', '没有预算') }], until: true },
        reopen: { reasons: [{ key: 'error', name: label('Closed by mistake', '误关闭') }] },
      },
    };
  return app;
}

/** Everything that can be granted. */
export const EVERYTHING: Grant = {
  read: 'all',
  create: true,
  update: 'all',
  delete: 'all',
  hidden: [],
  readonly: [],
  may: ['pause', 'future', 'void', 'reopen'],
};

/** A person who may do everything with deals and firms but design, unless it is said otherwise. */
export function someone(deal: Partial<Grant> = {}, more: Partial<Role> = {}): Role {
  return { key: 'seller', name: label('Seller', '销售'), grants: { deal: { ...EVERYTHING, ...deal }, firm: EVERYTHING }, ...more };
}

/** The app `x` as this person gets it, on the 11th of March 2026. */
export function appOf(role: Role = someone(), app: App = dealsApp()): AppForPerson {
  const surroundings = { 'user.id': 'p1', 'user.department': null, today: '2026-03-11', now: '2026-03-11T02:00:00.000Z' };
  return { key: 'x', version: 3, app, role, formerStages: {}, surroundings };
}

/** An open deal in the first stage of the plain pipeline. */
export function deal(id: string, name: string, more: object = {}): RecordJson {
  const standing = { status: 'open', pipeline: 'plain', stage: 'start', applies: null, stage_since: '2026-03-01T00:00:00.000Z' };
  return { id, version: 4, name, firm: null, amount: '1000', cost: null, due: null, reason: null, ...standing, ...more } as RecordJson;
}

/** A page of a list. */
export function page(records: readonly RecordJson[], next: string | null = null): RecordPage {
  return { records, next };
}

/** What the server answers around every page of the app `x`. */
export function around(inApp: AppForPerson = appOf(), installationAdmin = false): Answers {
  return {
    'GET /me': { user: 'p1', name: 'Li Na', installationAdmin, language: null, timeZone: null },
    'GET /apps': { apps: [{ key: 'x', name: inApp.app.name, version: inApp.version, admin: inApp.role.admin === true }] },
    'GET /apps/x/definition': inApp,
    'GET /apps/x/views': { views: [] },
    'GET /people': { people: [{ id: 'p1', name: 'Li Na', department: null }] },
    'GET /departments': { departments: [] },
  };
}

/** The ways in which one deal is asked for and changed. */
export function ways<Id extends string>(id: Id) {
  const path = `/apps/x/records/deal/${id}` as const;
  return {
    path,
    read: `GET ${path}`,
    story: `GET ${path}/line`,
    edit: `PATCH ${path}`,
    erase: `DELETE ${path}`,
    move: `POST ${path}/move`,
    restore: `POST ${path}/restore`,
    press: `POST ${path}/press/discount`,
  } as const;
}
