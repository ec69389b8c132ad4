import type { App } from '../model/app.ts';
import type { Role } from '../model/role.ts';
import { personEntity } from './person-entity.ts';
import { personDashboards, personReports } from './person-report.ts';
import { personRole } from './person-role.ts';
import { reachOf } from './reach.ts';
import { passed } from './whole.ts';

/**
 * The app as a role may know it, built part by part: nothing is in it that is not written down here by name, and no name that the role may not read.
 * It has the shape of an app and every rule in it can be prepared. Of what `validate` asks, it may lack an administrator role, the target of a
 * reference that leads out of reach, and a title of a text type; a role that reaches nothing gets an app without entities.
 */
export function appFor(app: App, role: Role): App {
  if (role.admin) return app;
  const reach = reachOf(app, role);
  const entities = app.entities.filter((entity) => reach.names.has(entity.key)).map((entity) => personEntity(reach, entity));
  const reports = personReports(reach);
  const { formatVersion, name, description, currency, timeZone, calendars } = app;
  return passed<App>({
    ...{ formatVersion, name, description, currency, timeZone, calendars },
    entities,
    roles: [personRole(reach, entities)],
    reports,
    dashboards: personDashboards(app, reports),
    // What runs by itself is for whoever shapes the app.
    automations: undefined,
    // So is what of it is switched off.
    parts: undefined,
  });
}
